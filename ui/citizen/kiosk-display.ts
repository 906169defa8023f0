import { css, html, LitElement } from 'lit';
import type { DisplaySettings } from '../../device/words/display.ts';
import { base } from '../design/base.styles.ts';
import { type IconName, icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import type { WordsIn } from '../words/words.ts';
import { dialogStyles } from './parts/dialog.ts';

export class KioskDisplay extends LitElement {
  static override properties = { display: { attribute: false }, words: { attribute: false } };
  static override styles = [
    base,
    parts,
    dialogStyles,
    css`
      .ways {
        display: grid;
        gap: var(--k-gap);
        width: 100%;
      }
      .choice {
        min-height: calc(24 * var(--mm, 4.03px));
        flex-wrap: nowrap;
      }
      .choice[aria-pressed="true"] {
        border-color: var(--k-teal);
        background: var(--k-mist);
      }
      .choice .side {
        font-size: var(--k-type-l);
      }
      .stay {
        width: 100%;
      }
    `,
  ];

  declare display: DisplaySettings;
  declare words: WordsIn<'display'>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { contrast, text, lower } = this.display;
    const { display } = this.words;
    return html`<div class="panel" role="dialog" aria-modal="true" aria-labelledby="title">
      <h1 id="title" tabindex="-1">${display.title}</h1>
      <div class="ways">
        ${this.#way('text', 'a-large-small', display.text, text !== 100, `${text} %`)}
        ${this.#way('contrast', 'contrast', display.contrast, contrast)}
        ${this.#way('lower', 'accessibility', display.lower, lower)}
      </div>
      <button type="button" class="button primary stay" @click=${() => this.dispatchEvent(new Event('kiosk-stay'))}>
        <span>${display.done}</span>${icon('check')}
      </button>
    </div>`;
  }

  #way(toggle: keyof DisplaySettings, symbol: IconName, words: string, on: boolean, side = '') {
    return html`<button
      type="button"
      class="choice"
      aria-pressed=${on}
      @click=${() => this.dispatchEvent(intentEvent({ do: 'display', toggle }))}
    >
      ${icon(symbol)}<span class="words"><span class="title">${words}</span></span>
      <span class="side">${side === '' && on ? icon('check') : side}</span>
    </button>`;
  }
}

customElements.define('kiosk-display', KioskDisplay);
