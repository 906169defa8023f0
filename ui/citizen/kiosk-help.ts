import { css, html, LitElement } from 'lit';
import { base } from '../design/base.styles.ts';
import { icon } from '../design/icon.ts';
import { parts } from '../design/parts.styles.ts';
import type { WordsIn } from '../words/words.ts';
import { dialogStyles } from './parts/dialog.ts';

/**
 * What the keys of the keypad do, and the number for help by a person.
 *
 * @fires kiosk-stay
 */
export class KioskHelp extends LitElement {
  static override properties = { words: { attribute: false } };
  static override styles = [
    base,
    parts,
    dialogStyles,
    css`
      .stay {
        width: 100%;
      }
    `,
  ];

  declare words: WordsIn<'keypad'>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { keypad, common } = this.words;
    return html`<div class="panel" role="dialog" aria-modal="true" aria-labelledby="title" aria-describedby="keys">
      <h1 id="title" tabindex="-1">${keypad.title}</h1>
      <p class="lead" id="keys">${keypad.keys}</p>
      <p class="lead">${common.help}</p>
      <button type="button" class="button primary stay" @click=${() => this.dispatchEvent(new Event('kiosk-stay'))}>
        <span>${keypad.done}</span>${icon('check')}
      </button>
    </div>`;
  }
}

customElements.define('kiosk-help', KioskHelp);
