import { html, LitElement, nothing } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { COLOUR_SETS, type DisplayChange, TEXT_SIZES } from '../../device/words/display.ts';
import { base } from '../design/base.styles.ts';
import { type IconName, icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import { pagerStyles, ScrollPager } from '../design/scroll-pager.ts';
import type { WordsOfSections } from '../words/words.ts';
import { styles } from './kiosk-help.styles.ts';

/**
 * Sheet over a page: calls staff, and sets how the citizen sees and touches the pages. Each control shows its state.
 *
 * @fires kiosk-intent - `display`, `call-staff`
 * @fires kiosk-stay - *close*
 */
export class KioskHelp extends LitElement {
  static override properties = { screen: { attribute: false }, words: { attribute: false } };
  static override styles = [base, parts, pagerStyles, styles];

  declare screen: CitizenScreen;
  declare words: WordsOfSections<'display' | 'keypad'>;
  readonly #pager = new ScrollPager(this);

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { screen, words } = this;
    const { display, keypad, common } = words;
    const set = screen.display;
    const pager = this.#pager;
    return html`<div class="sheet" role="dialog" aria-modal="true" aria-labelledby="title">
      <div class="top">
        <h1 id="title" tabindex="-1">${display.title}</h1>
        <button type="button" class="button stay" @click=${() => this.dispatchEvent(new Event('kiosk-stay'))}>
          ${icon('x')}<span>${display.done}</span>
        </button>
      </div>
      <div class="moving">
        <div class="scroller" tabindex=${pager.tabindex} role=${pager.role} aria-labelledby="title" @scroll=${() => pager.scrolled()}>
          <div class="content">
            ${this.#person()}
            <h2 id="text">${display.text}</h2>
            <div class="keys" role="group" aria-labelledby="text">
              ${TEXT_SIZES.map(
                (text) => html`<button
                  type="button"
                  class="key size"
                  style="--size: ${text / 100}"
                  aria-pressed=${text === set.text}
                  @click=${this.#sets({ text })}
                >
                  <b aria-hidden="true">A</b><span>${text} %</span>
                </button>`,
              )}
            </div>
            <h2 id="colours">${display.colours}</h2>
            <div class="keys" role="group" aria-labelledby="colours">
              ${COLOUR_SETS.map(
                (colours) => html`<button
                  type="button"
                  class="key ${colours}"
                  aria-pressed=${colours === set.colours}
                  @click=${this.#sets({ colours })}
                >
                  ${colours === set.colours ? icon('check') : nothing}<span>${display.sets[colours]}</span>
                </button>`,
              )}
            </div>
            <div class="switches">
              ${this.#switch('arrow-down-to-line', display.lower, set.lower, { lower: !set.lower })}
              ${this.#switch('timer', display.moreTime, set.moreTime, { moreTime: !set.moreTime })}
              ${this.#switch('hand', display.calmTouch, set.calmTouch, { calmTouch: !set.calmTouch })}
            </div>
            ${screen.sound === null ? nothing : html`<p class="note">${icon('info')}<span>${keypad.keys}</span></p>`}
            <p class="note reset">${icon('rotate-ccw')}<span>${display.reset} ${common.help}</span></p>
          </div>
        </div>
        ${pager.keys(common)}
      </div>
    </div>`;
  }

  #person() {
    const { display } = this.words;
    if (this.screen.called)
      return html`<div class="person called" role="status">
        ${icon('circle-check-big')}<span><b>${display.called.title}</b><small>${display.called.hint}</small></span>
      </div>`;
    return html`<button type="button" class="person" @click=${() => this.dispatchEvent(intentEvent({ do: 'call-staff' }))}>
      ${icon('hand')}<b>${display.person}</b>
    </button>`;
  }

  #switch(
    symbol: IconName,
    { title, hint }: { readonly title: string; readonly hint: string },
    on: boolean,
    set: DisplayChange,
  ) {
    return html`<button type="button" class="switch" role="switch" aria-checked=${on} @click=${this.#sets(set)}>
      ${icon(symbol)}<span class="words"><b>${title}</b><small>${hint}</small></span><span class="knob"></span>
    </button>`;
  }

  #sets(set: DisplayChange): () => void {
    return () => this.dispatchEvent(intentEvent({ do: 'display', set }));
  }
}

customElements.define('kiosk-help', KioskHelp);
