import { html, nothing, type TemplateResult } from 'lit';
import type { Intent } from '../../device/words/intent.ts';
import { icon } from '../design/icon.ts';
import type { KKeyboard } from '../design/k-keyboard.ts';
import '../design/k-keyboard.ts';
import { unbroken } from '../design/unbroken.ts';
import type { WordsIn } from '../words/words.ts';

/** What is typed so far, and on which of the screen's keyboards. */
export interface TypedField {
  readonly keyboard: KKeyboard['kind'];
  readonly value: string;
  /** Stands before it and is not typed, or `null`. */
  readonly prefix: string | null;
  /** Stands behind it and is not typed, or `null`. */
  readonly suffix?: string | null;
  /** Several lines of it are shown. */
  readonly lines?: boolean;
  /** Why it cannot be taken, or `null`. */
  readonly problem: string | null;
  /** What was made of it, or `null`. */
  readonly note?: string | null;
}

/**
 * A field under the heading `question`, with its error text. The keyboard is in its own slot of a `k-page typing`, so it is never cut. The
 * machine keeps the text; no input element does.
 */
export function typedField(
  { keyboard, value, prefix, suffix = null, lines = false, problem, note = null }: TypedField,
  words: WordsIn<'answering'>,
): TemplateResult {
  const wrong = problem !== null;
  const described = [wrong ? 'problem' : '', note === null ? '' : 'made'].filter(Boolean).join(' ');
  const isPad = keyboard === 'digits' || keyboard === 'amount';
  return html`<div class="asked">
    <div
      class="field ${isPad ? 'digits' : ''} ${lines ? 'lines' : ''} ${wrong ? 'wrong' : ''}"
      role="textbox"
      tabindex="0"
      aria-readonly="true"
      aria-labelledby="question"
      aria-invalid=${wrong}
      aria-multiline=${lines}
      aria-describedby=${described === '' ? nothing : described}
    >
      ${prefix === null ? nothing : html`<span class="prefix">${prefix}</span>`}
      <span class="typed">${breakable(value)}<span class="caret"></span></span>
      ${suffix === null ? nothing : html`<span class="prefix">${suffix}</span>`}
    </div>
    <div aria-live="assertive">
      ${wrong ? html`<p class="problem" id="problem">${icon('circle-alert')}<span>${unbroken(problem)}</span></p>` : nothing}
      ${note === null ? nothing : html`<p class="made" id="made">${icon('info')}<span>${note}</span></p>`}
    </div>
  </div>
  <k-keyboard slot="keys" .kind=${keyboard} .words=${words} .empty=${value === ''}></k-keyboard>`;
}

/** A long address goes on in the next line with what is after its name. */
const breakable = (value: string) => {
  const [name, ...rest] = value.split(/(?=@)/);
  return html`${name}${rest.map((part) => html`<wbr />${part}`)}`;
};

/** What has keys of its own: a button is pressed with them. */
const HAS_KEYS = 'button, input, a[href]';

/**
 * What a key of a keyboard that is plugged in does: the same as the one on the glass, wherever the focus is. Enter and the space bar press
 * what can be pressed, and Enter goes on from the field alone.
 */
export function typedKey(
  { key, ctrlKey, altKey, metaKey }: KeyboardEvent,
  focus: EventTarget | undefined,
): Intent | null {
  if (ctrlKey || altKey || metaKey) return null;
  const isIn = (what: string) => focus instanceof Element && focus.matches(what);
  if (key === 'Backspace') return { do: 'erase' };
  if (key === 'Enter') return isIn('[role=textbox]') ? { do: 'next' } : null;
  if ([...key].length !== 1 || (key === ' ' && isIn(HAS_KEYS))) return null;
  return { do: 'key', key };
}
