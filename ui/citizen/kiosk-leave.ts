import { html, LitElement, nothing } from 'lit';
import { base } from '../design/base.styles.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import { unbroken } from '../design/unbroken.ts';
import type { WordsIn } from '../words/words.ts';
import { answers, dialog } from './dialog.ts';

/**
 * Finish your visit? Asked once before everything that was entered is cleared from the bar at the top, and before a payment in doubt is left.
 *
 * @fires kiosk-intent - `finish`
 * @fires kiosk-stay - the visit goes on
 */
export class KioskLeave extends LitElement {
  static override properties = {
    words: { attribute: false },
    doubtful: { attribute: false },
    entered: { attribute: false },
  };
  static override styles = [base, parts, dialog];

  declare words: WordsIn<'leave' | 'idle'>;
  /** The number of the payment in doubt, or `null`. */
  declare doubtful: string | null;
  /** The citizen has chosen a service, and may have entered something. */
  declare entered: boolean;

  constructor() {
    super();
    this.doubtful = null;
    this.entered = true;
  }

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { leave } = this.words;
    const { doubtful } = this;
    const title = doubtful === null ? leave.title : leave.doubt.title;
    return html`<div class="panel" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby=${this.entered ? 'body' : nothing}>
      <h1 id="title">${title}</h1>
      ${
        this.entered
          ? html`<p class="lead" id="body">${doubtful === null ? leave.body : unbroken(leave.doubt.body(doubtful))}</p>`
          : nothing
      }
      ${answers(
        this.words,
        () => this.dispatchEvent(intentEvent({ do: 'finish' })),
        () => this.dispatchEvent(new Event('kiosk-stay')),
      )}
    </div>`;
  }
}

customElements.define('kiosk-leave', KioskLeave);
