import { LitElement, type PropertyValues } from 'lit';
import type { CitizenPageView, CitizenScreen } from '../../../device/screen/screen.ts';
import type { Intent } from '../../../device/words/intent.ts';
import { drawnEvent } from '../../design/drawn-event.ts';
import { intentEvent } from '../../design/intent-event.ts';
import type { WordsOfPages } from '../../words/words.ts';

export type ScreenOf<S extends CitizenScreen['show']> = Extract<CitizenScreen, { show: S }>;

/**
 * Page of one screen: draws it and fires intents, remembers and decides nothing.
 *
 * @fires kiosk-intent
 * @fires kiosk-leave - asks before the visit ends
 */
export abstract class ScreenElement<S extends CitizenScreen['show']> extends LitElement {
  static override properties = { screen: { attribute: false }, words: { attribute: false } };

  declare screen: ScreenOf<S>;
  declare words: WordsOfPages<Extract<S, CitizenPageView['show']>>;
  #hadFocus = false;

  protected send(intent: Intent): void {
    this.dispatchEvent(intentEvent(intent));
  }

  protected sends(intent: Intent): () => void {
    return () => this.send(intent);
  }

  protected asksToLeave(): () => void {
    return () => this.dispatchEvent(new Event('kiosk-leave', { bubbles: true, composed: true }));
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    this.#hadFocus = this.#focused() !== null;
  }

  protected override updated(_: PropertyValues<this>): void {
    // If the pressed control is gone or disabled, the focus goes to the heading and stays on the page.
    if (this.#hadFocus && this.#focused()?.matches(':not(:disabled)') !== true) this.#toHeading();
    this.dispatchEvent(drawnEvent());
  }

  /** Focuses the heading; nothing on the screen moves. */
  focusHeading(): void {
    this.renderRoot.querySelector('k-page')?.toTop();
    void this.#toHeading();
  }

  /** Waits until `k-page` has drawn its slots. */
  async #toHeading(): Promise<void> {
    await this.renderRoot.querySelector('k-page')?.updateComplete;
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  #focused(): Element | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
  }
}
