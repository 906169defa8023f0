import { html, LitElement, nothing } from 'lit';
import type { ReferenceToKeep } from '../../device/screen/screen.ts';
import { base } from '../design/base.styles.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import { withUnbrokenNumbers } from '../design/unbroken.ts';
import type { WordsOfSections } from '../words/words.ts';
import { dialogStyles, leaveOrStayButtons, parkButton } from './parts/dialog.ts';
import { whatToKeepText } from './parts/kept-number.ts';
import { takeOutCardRequest } from './parts/take-card.ts';

/**
 * Dialog *Finish your visit?*, before the top bar clears entries and before the citizen leaves a payment in doubt.
 *
 * @fires kiosk-intent - `finish`, and `park` if the citizen can continue the visit later
 * @fires kiosk-stay
 */
export class KioskLeave extends LitElement {
  static override properties = {
    words: { attribute: false },
    kept: { attribute: false },
    inDoubt: { attribute: false },
    entered: { attribute: false },
    cardIn: { attribute: false },
    parks: { attribute: false },
  };
  static override styles = [base, parts, dialogStyles];

  declare words: WordsOfSections<'leave' | 'idle'>;
  declare kept: ReferenceToKeep | null;
  declare inDoubt: boolean;
  /** Whether a service was chosen, so that data may be entered. */
  declare entered: boolean;
  declare cardIn: boolean;
  declare parks: boolean;

  constructor() {
    super();
    this.kept = null;
    this.inDoubt = false;
    this.entered = true;
    this.cardIn = false;
    this.parks = false;
  }

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  #body() {
    const { leave } = this.words;
    if (this.kept === null) return leave.body;
    const keep = whatToKeepText(this.kept, leave, this.inDoubt);
    return withUnbrokenNumbers(this.inDoubt ? keep : `${leave.body} ${keep}`);
  }

  protected override render() {
    const { leave } = this.words;
    const title = this.kept === null ? leave.title : leave.doubt.title;
    return html`<div class="panel" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby=${this.entered ? 'body' : nothing}>
      <h1 id="title">${title}</h1>
      ${this.entered ? html`<p class="lead" id="body">${this.#body()}</p>` : nothing} ${takeOutCardRequest(this.cardIn, this.words)}
      ${this.parks ? parkButton(this.words, () => this.dispatchEvent(intentEvent({ do: 'park' }))) : nothing}
      ${leaveOrStayButtons(
        this.words,
        () => this.dispatchEvent(intentEvent({ do: 'finish' })),
        () => this.dispatchEvent(new Event('kiosk-stay')),
      )}
    </div>`;
  }
}

customElements.define('kiosk-leave', KioskLeave);
