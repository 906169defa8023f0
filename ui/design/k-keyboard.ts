import { html, LitElement, type PropertyValues } from 'lit';
import type { Language } from '../../device/words/language.ts';
import type { WordsIn } from '../words/words.ts';
import { base } from './base.styles.ts';
import { icon } from './icon.ts';
import { intentEvent } from './intent-event.ts';
import { styles } from './k-keyboard.styles.ts';
import { capital, DIGITS, LAYOUTS, layoutAfter, PAD } from './keyboard-layouts.ts';

/**
 * The on-screen keyboard. Every key is one intent, on release: the text is the machine's. Only which
 * letters are shown (layout, capitals) is the keyboard's own.
 *
 * @fires kiosk-intent - `key`, `erase`
 */
export class KKeyboard extends LitElement {
  static override properties = {
    kind: { attribute: false },
    words: { attribute: false },
    empty: { attribute: false },
    layout: { state: true },
    shifted: { state: true },
  };
  static override styles = [base, styles];

  /** `code`: Latin capitals and digits, whatever the language. */
  declare kind: 'letters' | 'digits' | 'code';
  declare words: WordsIn<'answering'>;
  /** Nothing is typed yet: the first letter is offered as a capital. */
  declare empty: boolean;
  declare private layout: Language | null;
  declare private shifted: boolean | null;

  constructor() {
    super();
    this.kind = 'letters';
    this.empty = true;
    this.layout = null;
    this.shifted = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('words') || changed.has('kind')) this.layout = null;
    if (changed.has('empty')) this.shifted = null;
  }

  get #layout(): Language {
    return this.layout ?? this.words.language;
  }

  get #capitals(): boolean {
    return this.shifted ?? this.empty;
  }

  #press(key: string): void {
    this.shifted = null;
    this.dispatchEvent(intentEvent({ do: 'key', key }));
  }

  #erase(): void {
    this.dispatchEvent(intentEvent({ do: 'erase' }));
  }

  protected override render() {
    const label = this.words.answering.keyboard;
    if (this.kind === 'code') return html`<div class="rows" role="group" aria-label=${label}>${this.#code()}</div>`;
    return this.kind === 'digits'
      ? html`<div class="rows pad" role="group" aria-label=${label}>${this.#pad()}</div>`
      : html`<div class="rows" role="group" aria-label=${label}>${this.#letters()}</div>`;
  }

  #key(key: string) {
    return html`<button type="button" data-key=${key} @click=${() => this.#press(key)}>${key}</button>`;
  }

  #eraseKey(wide: string) {
    return html`<button
      type="button"
      class="tool ${wide}"
      data-key="erase"
      aria-label=${this.words.answering.erase}
      @click=${() => this.#erase()}
    >
      ${icon('delete')}
    </button>`;
  }

  #pad() {
    return html`${PAD.map((row) => html`<div class="row">${row.map((key) => this.#key(key))}</div>`)}
      <div class="row">
        <span style="flex: 1 1 0" aria-hidden="true"></span>${this.#key('0')}${this.#eraseKey('')}
      </div>`;
  }

  #code() {
    const [first = [], second = [], third = []] = LAYOUTS.en.map((row) => row.map((letter) => letter.toUpperCase()));
    return html`${[DIGITS, first, second].map(
      (row) => html`<div class="row">${row.map((key) => this.#key(key))}</div>`,
    )}
      <div class="row">${third.map((key) => this.#key(key))} ${this.#key('-')} ${this.#eraseKey('')}</div>`;
  }

  #letters() {
    const { answering } = this.words;
    const layout = this.#layout;
    const shown = (letter: string) => (this.#capitals ? capital(letter, layout) : letter);
    const [first = [], second = [], third = []] = LAYOUTS[layout];
    return html`
      <div class="row">${DIGITS.map((digit) => this.#key(digit))}</div>
      <div class="row">${first.map((letter) => this.#key(shown(letter)))}</div>
      <div class="row">${second.map((letter) => this.#key(shown(letter)))}</div>
      <div class="row">
        <button
          type="button"
          class="tool"
          data-key="shift"
          aria-label=${answering.shift}
          aria-pressed=${this.#capitals}
          @click=${() => {
            this.shifted = !this.#capitals;
          }}
        >
          ${icon('arrow-big-up')}
        </button>
        ${third.map((letter) => this.#key(shown(letter)))} ${this.#eraseKey('')}
      </div>
      <div class="row">
        <button
          type="button"
          class="tool wide"
          data-key="layout"
          aria-label=${`${layoutAfter(layout).toUpperCase()} – ${answering.layout}`}
          @click=${() => {
            this.layout = layoutAfter(layout);
          }}
        >
          ${layoutAfter(layout).toUpperCase()}
        </button>
        ${this.#key('-')}
        <button type="button" class="space" data-key="space" @click=${() => this.#press(' ')}>${answering.space}</button>
        ${this.#key('.')} ${this.#key(',')}
      </div>
    `;
  }
}

customElements.define('k-keyboard', KKeyboard);
