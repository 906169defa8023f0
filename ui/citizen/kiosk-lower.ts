import { css, html, LitElement } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import type { WordsOfSections } from '../words/words.ts';
import { dialogStyles } from './parts/dialog.ts';

/**
 * Dialog *Shall the screen come lower?*, at the lower edge of the glass.
 *
 * @fires kiosk-intent - `display`
 * @fires kiosk-stay
 */
export class KioskLower extends LitElement {
  static override properties = { words: { attribute: false } };
  static override styles = [
    base,
    parts,
    dialogStyles,
    css`
      :host {
        place-items: end center;
      }
    `,
  ];

  declare words: WordsOfSections<'display'>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true });
  }

  readonly #stay = (): void => {
    this.dispatchEvent(new Event('kiosk-stay'));
  };

  readonly #lower = (): void => {
    this.dispatchEvent(intentEvent({ do: 'display', set: { lower: true } }));
    this.#stay();
  };

  protected override render() {
    const { lower } = this.words.display;
    return html`<div class="panel" role="alertdialog" aria-modal="true" aria-labelledby="title">
      <h1 id="title">${lower.ask}</h1>
      <div class="buttons">
        <button type="button" class="button primary" @click=${this.#lower}>
          ${icon('arrow-down-to-line')}<span>${lower.yes}</span>
        </button>
        <button type="button" class="button stay" @click=${this.#stay}>${icon('x')}<span>${lower.no}</span></button>
      </div>
    </div>`;
  }
}

customElements.define('kiosk-lower', KioskLower);
