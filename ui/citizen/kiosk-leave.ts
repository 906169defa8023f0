import { html, LitElement } from 'lit';
import { base } from '../design/base.styles.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import type { WordsIn } from '../words/words.ts';
import { answers, dialog } from './dialog.ts';

/**
 * Finish your visit? Asked once before everything that was entered is cleared from the bar at the top.
 *
 * @fires kiosk-intent - `finish`
 * @fires kiosk-stay - the visit goes on
 */
export class KioskLeave extends LitElement {
  static override properties = { words: { attribute: false } };
  static override styles = [base, parts, dialog];

  declare words: WordsIn<'leave' | 'idle'>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { leave } = this.words;
    return html`<div class="panel" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby="body">
      <h1 id="title">${leave.title}</h1>
      <p class="lead" id="body">${leave.body}</p>
      ${answers(
        this.words,
        () => this.dispatchEvent(intentEvent({ do: 'finish' })),
        () => this.dispatchEvent(new Event('kiosk-stay')),
      )}
    </div>`;
  }
}

customElements.define('kiosk-leave', KioskLeave);
