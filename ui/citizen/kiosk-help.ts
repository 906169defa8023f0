import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { COLOUR_SETS, type DisplayChange } from '../../device/words/display.ts';
import { VOLUME_LEVELS, VOLUME_OF_LEVEL, volumeLevelOf } from '../../device/words/sound.ts';
import { SPEECH_SPEEDS, speedAfter } from '../../device/words/speech.ts';
import { base } from '../design/base.styles.ts';
import { type IconName, icon } from '../design/icon.ts';
import { intentEvent } from '../design/intent-event.ts';
import { parts } from '../design/parts.styles.ts';
import { pagerStyles, ScrollPager } from '../design/scroll-pager.ts';
import { isSmallPanel, shownTextSize, textSizes } from '../design/text-sizes.ts';
import { VOLUME_ICONS } from '../design/unseen-settings.ts';
import type { WordsOfSections } from '../words/words.ts';
import { styles } from './kiosk-help.styles.ts';
import { SecondTouch } from './parts/second-touch.ts';

interface SettingKey {
  readonly class: string;
  /** Size of the letter on the key, as a factor of the usual size. */
  readonly size?: number;
  readonly on: boolean;
  readonly face: TemplateResult;
  readonly sets: DisplayChange;
}

/**
 * Sheet over a page: calls staff, and sets how the citizen sees, hears and touches the pages. Each control shows its state.
 *
 * @fires kiosk-intent - `display`, `call-staff`
 * @fires kiosk-stay - *close*
 * @fires kiosk-spell - the voice spells the text that it said before the sheet was opened
 */
export class KioskHelp extends LitElement {
  static override properties = {
    screen: { attribute: false },
    words: { attribute: false },
    atSettings: { attribute: false },
  };
  static override styles = [base, parts, pagerStyles, styles];

  declare screen: CitizenScreen;
  declare words: WordsOfSections<'display' | 'keypad'>;
  /** Whether the sheet begins at the settings. */
  declare atSettings: boolean;
  readonly #pager = new ScrollPager(this);
  readonly #touch = new SecondTouch();

  focusHeading(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(this.atSettings ? 'h2' : 'h1');
    heading?.scrollIntoView({ block: 'nearest' });
    heading?.focus({ preventScroll: true });
  }

  protected override render() {
    const { screen, words } = this;
    const { display, common } = words;
    const set = screen.display;
    const isSmall = isSmallPanel(this, screen.pxPerMm);
    const pager = this.#pager;
    return html`<div class="sheet" role="dialog" aria-modal="true" aria-labelledby="title" aria-describedby=${screen.sound === null ? nothing : 'numbers'}>
      <div class="top">
        <h1 id="title" tabindex="-1">${display.title}</h1>
        <button type="button" class="button stay" @click=${() => this.dispatchEvent(new Event('kiosk-stay'))}>
          ${icon('x')}<span>${display.done}</span>
        </button>
      </div>
      <div class="moving">
        <div class="scroller" tabindex=${pager.tabindex} role=${pager.role} aria-labelledby="title" @scroll=${() => pager.scrolled()}>
          <div class="content">
            ${screen.sound === null ? nothing : this.#numbers()} ${this.#person()}
            ${screen.sound === null ? this.#numbers() : nothing}
            ${this.#keys(
              'text',
              display.text,
              textSizes(isSmall).map((text) => ({
                class: 'size',
                size: text / 100,
                on: text === shownTextSize(set.text, isSmall),
                face: html`<b aria-hidden="true">A</b><span>${display.size(text)}</span>`,
                sets: { text },
              })),
            )}
            ${this.#keys(
              'colours',
              display.colours,
              COLOUR_SETS.map((colours) => ({
                class: colours,
                on: colours === set.colours,
                face: html`${colours === set.colours ? icon('check') : nothing}<span>${display.sets[colours]}</span>`,
                sets: { colours },
              })),
            )}
            ${this.#keys(
              'sound',
              display.sound,
              VOLUME_LEVELS.map((level) => ({
                class: 'volume',
                on: level === volumeLevelOf(set.volume),
                face: html`${icon(VOLUME_ICONS[level])}<span>${display.volumes[level]}</span>`,
                sets: { volume: VOLUME_OF_LEVEL[level] },
              })),
            )}
            ${screen.sound?.to === 'headphones' ? this.#voice() : nothing}
            ${this.#switches(isSmall)}
            <p class="note reset">${icon('rotate-ccw')}<span>${display.reset}</span></p>
          </div>
        </div>
        ${pager.keys(common)}
      </div>
    </div>`;
  }

  /** The number for help. If the kiosk has a keypad, its keys come first. */
  #numbers() {
    const { keypad, common } = this.words;
    const { sound } = this.screen;
    return html`<div class="numbers" id="numbers">
      ${sound === null ? nothing : html`<p class="note">${icon('info')}<span>${keypad.keys}</span></p>`}
      <p class="note">${icon('phone')}<span>${common.help}</span></p>
    </div>`;
  }

  /** Both faces lie on one another, so that a call moves no control. */
  #person() {
    const { person, called } = this.words.display;
    const isCalled = this.screen.called;
    const call = () => isCalled || this.dispatchEvent(intentEvent({ do: 'call-staff' }));
    return html`<button type="button" class="person ${isCalled ? 'called' : ''}" aria-disabled=${isCalled} @click=${call}>
        <span class="face ${isCalled ? 'off' : ''}">${icon('hand')}<b>${person}</b></span>
        <span class="face ${isCalled ? '' : 'off'}"
          >${icon('circle-check-big')}<span><b>${called.title}</b><small>${called.hint}</small></span></span
        >
      </button>
      <p class="only-spoken" role="status">${isCalled ? `${called.title}. ${called.hint}.` : ''}</p>`;
  }

  /** Settings of the voice, for a citizen with headphones. */
  #voice() {
    const { voice } = this.words.keypad;
    const { speed, dark } = this.screen.display;
    const slowest = speed === SPEECH_SPEEDS[0];
    const fastest = speed === SPEECH_SPEEDS.at(-1);
    const key = (by: 1 | -1, title: string, symbol: IconName, ends: boolean) => html`<button
      type="button"
      class="key"
      aria-disabled=${ends}
      @click=${() => ends || this.#touch.once(title, this.#sets({ speed: speedAfter(speed, by) }))}
    >
      ${icon(symbol)}<span>${title}</span>
    </button>`;
    return html`<h2 id="voice" tabindex="-1">${voice.title}</h2>
      <div class="keys" role="group" aria-labelledby="voice">
        ${key(-1, voice.slower, 'arrow-left', slowest)} ${key(1, voice.faster, 'arrow-right', fastest)}
        <button type="button" class="key" @click=${() => this.dispatchEvent(new Event('kiosk-spell', { bubbles: true, composed: true }))}>
          ${icon('a-large-small')}<span>${voice.spell}</span>
        </button>
      </div>
      <div class="switches">${this.#switch('eye-off', voice.dark, dark, { dark: !dark })}</div>`;
  }

  /** One key for each value of a setting. */
  #keys(id: string, title: string, keys: readonly SettingKey[]) {
    return html`<h2 id=${id} tabindex="-1">${title}</h2>
      <div class="keys" role="group" aria-labelledby=${id}>
        ${keys.map(
          ({ class: kind, size, on, face, sets }) => html`<button
            type="button"
            class="key ${kind}"
            style=${size === undefined ? nothing : `--size: ${size}`}
            aria-pressed=${on}
            @click=${this.#sets(sets)}
          >
            ${face}
          </button>`,
        )}
      </div>`;
  }

  #switches(isSmall: boolean) {
    const { display } = this.words;
    const set = this.screen.display;
    return html`<div class="switches">
      ${isSmall ? nothing : this.#switch('arrow-down-to-line', display.lower, set.lower, { lower: !set.lower })}
      ${this.#switch('timer', display.moreTime, set.moreTime, { moreTime: !set.moreTime })}
      ${this.#switch('hand', display.calmTouch, set.calmTouch, { calmTouch: !set.calmTouch })}
      ${this.#switch('book-open-text', display.easyWords, set.easyWords, { easyWords: !set.easyWords })}
    </div>`;
  }

  #switch(
    symbol: IconName,
    { title, hint }: { readonly title: string; readonly hint: string },
    on: boolean,
    set: DisplayChange,
  ) {
    return html`<button type="button" class="switch" role="switch" aria-checked=${on} @click=${() => this.#touch.once(title, this.#sets(set))}>
      ${icon(symbol)}<span class="words"><b>${title}</b><small>${hint}</small></span><span class="knob"></span>
    </button>`;
  }

  #sets(set: DisplayChange): () => void {
    return () => this.dispatchEvent(intentEvent({ do: 'display', set }));
  }
}

customElements.define('kiosk-help', KioskHelp);
