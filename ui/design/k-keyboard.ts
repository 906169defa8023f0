import { html, LitElement, type PropertyValues } from 'lit';
import { type Language, languageEntry } from '../../device/words/language.ts';
import type { WordsOfSections } from '../words/words.ts';
import { base } from './base.styles.ts';
import { icon } from './icon.ts';
import { intentEvent } from './intent-event.ts';
import { styles } from './k-keyboard.styles.ts';
import {
  capitalOf,
  DIGIT_PAD,
  DIGITS,
  EMAIL_KEYS,
  KEYBOARD_LAYOUTS,
  KEYBOARD_SIGNS,
  nextKeyboardLayout,
} from './keyboard-layouts.ts';

export const KEYBOARD_KINDS = ['letters', 'names', 'digits', 'amount', 'capitals', 'code', 'email'] as const;

/**
 * Screen keyboard: each key is one intent, on release. The machine keeps the text, this element only layout and capitals.
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
    isAtFigures: { state: true },
  };
  static override styles = [base, styles];

  /**
   * `names`: letters, starting with the letters of documents. `capitals`: Latin capitals and digits in every language. `code`: also a
   * hyphen.
   */
  declare kind: (typeof KEYBOARD_KINDS)[number];
  declare words: WordsOfSections<'answering'>;
  declare empty: boolean;
  declare private layout: Language | null;
  declare private shifted: boolean | null;
  /** Whether a small panel shows digits and signs. It has eight keys a row, so letters and figures take turns. */
  declare private isAtFigures: boolean;

  constructor() {
    super();
    this.kind = 'letters';
    this.empty = true;
    this.layout = null;
    this.shifted = null;
    this.isAtFigures = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('words') || changed.has('kind')) this.layout = null;
    if (changed.has('kind')) this.isAtFigures = false;
    if (changed.has('empty')) this.shifted = null;
  }

  get #layout(): Language {
    return this.layout ?? (this.kind === 'names' ? 'az' : this.words.language);
  }

  get #capitals(): boolean {
    return this.shifted ?? this.empty;
  }

  #press(key: string): void {
    // After the first letter come small letters, before the machine confirms the letter.
    this.shifted = this.empty && key !== ' ' ? false : null;
    this.dispatchEvent(intentEvent({ do: 'key', key }));
  }

  #erase(): void {
    this.dispatchEvent(intentEvent({ do: 'erase' }));
  }

  protected override render() {
    const label = this.words.answering.keyboard;
    const isPad = this.kind === 'digits' || this.kind === 'amount';
    return html`<div class="rows ${isPad ? 'pad' : 'flow'} ${this.isAtFigures ? 'figures' : ''}" role="group" aria-label=${label}>${this.#rows()}</div>`;
  }

  #rows() {
    switch (this.kind) {
      case 'digits':
      case 'amount':
        return this.#pad();
      case 'capitals':
      case 'code':
        return this.#code();
      case 'email':
        return this.#email();
      case 'letters':
      case 'names':
        return this.#letters();
    }
  }

  #key(key: string, kind = '') {
    return html`<button type="button" class=${kind} data-key=${key} @click=${() => this.#press(key)}>${key}</button>`;
  }

  #keys(row: readonly string[], kind = '') {
    return row.map((key) => this.#key(key, kind));
  }

  #turnKey() {
    const shows = this.isAtFigures ? 'ABC' : '123';
    return html`<button
      type="button"
      class="tool turn"
      data-key="figures"
      aria-label=${`${shows} – ${this.words.answering.figures}`}
      @click=${() => {
        this.isAtFigures = !this.isAtFigures;
      }}
    >
      ${shows}
    </button>`;
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
    return html`${DIGIT_PAD.map((row) => html`<div class="row">${row.map((key) => this.#key(key))}</div>`)}
      <div class="row">
        ${this.kind === 'amount' ? this.#key(decimalIn(this.words.language)) : html`<span style="flex: 1 1 0" aria-hidden="true"></span>`}
        ${this.#key('0')}${this.#eraseKey('')}
      </div>`;
  }

  #code() {
    const [first = [], second = [], third = []] = KEYBOARD_LAYOUTS.en.map((row) =>
      row.map((letter) => letter.toUpperCase()),
    );
    return html`${[DIGITS, first, second].map((row) => html`<div class="row">${this.#keys(row)}</div>`)}
      <div class="row">
        ${this.#keys(third)} ${this.kind === 'code' ? this.#key('-') : ''} ${this.#eraseKey('')}
      </div>`;
  }

  #email() {
    const [first = [], second = [], third = []] = KEYBOARD_LAYOUTS.en;
    return html`<div class="row">${this.#keys(DIGITS, 'figure')}</div>
      ${[first, second].map((row) => html`<div class="row">${this.#keys(row, 'letter')}</div>`)}
      <div class="row">${this.#keys(third, 'letter')} ${this.#keys(EMAIL_KEYS.beside, 'figure')} ${this.#eraseKey('')}</div>
      <div class="row">${this.#turnKey()} ${this.#keys(EMAIL_KEYS.below, 'ending')}</div>`;
  }

  #letters() {
    const { answering } = this.words;
    const layout = this.#layout;
    const shown = (letter: string) => (this.#capitals ? capitalOf(letter, layout) : letter);
    const [first = [], second = [], third = []] = KEYBOARD_LAYOUTS[layout];
    return html`
      <div class="row">${this.#keys(DIGITS, 'figure')}</div>
      <div class="row">${this.#keys(first.map(shown), 'letter')}</div>
      <div class="row">${this.#keys(second.map(shown), 'letter')}</div>
      <div class="row">
        <button
          type="button"
          class="tool letter"
          data-key="shift"
          aria-label=${answering.shift}
          aria-pressed=${this.#capitals}
          @click=${() => {
            this.shifted = !this.#capitals;
          }}
        >
          ${icon('arrow-big-up')}
        </button>
        ${this.#keys(third.map(shown), 'letter')} ${this.#eraseKey('')}
      </div>
      <div class="row">
        <button
          type="button"
          class="tool wide letter"
          data-key="layout"
          aria-label=${`${nextKeyboardLayout(layout).toUpperCase()} – ${answering.layout}`}
          @click=${() => {
            this.layout = nextKeyboardLayout(layout);
          }}
        >
          ${nextKeyboardLayout(layout).toUpperCase()}
        </button>
        ${this.#turnKey()} ${this.#keys(KEYBOARD_SIGNS.before, 'figure')}
        <button type="button" class="space" data-key="space" @click=${() => this.#press(' ')}>${answering.space}</button>
        ${this.#keys(KEYBOARD_SIGNS.after, 'figure')}
      </div>
    `;
  }
}

const decimalIn = (language: Language): string => (languageEntry(language).figures === 'english' ? '.' : ',');

customElements.define('k-keyboard', KKeyboard);
