import { html, nothing, type TemplateResult } from 'lit';
import type { Intent } from '../../../device/words/intent.ts';
import { icon } from '../../design/icon.ts';
import type { KKeyboard } from '../../design/k-keyboard.ts';
import '../../design/k-keyboard.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { WordsOfSections } from '../../words/words.ts';

/** How the page shows a text about a person: as dots, or as it was typed. */
export interface PersonalText {
  /** Whether the citizen asked to see such texts (`DisplaySettings.typedShown`). */
  readonly shown: boolean;
  readonly held: boolean;
  readonly onHold: (held: boolean) => void;
  readonly onShow: () => void;
}

export interface TypedField {
  readonly keyboard: KKeyboard['kind'];
  readonly value: string;
  readonly prefix: string | null;
  readonly suffix?: string | null;
  readonly lines?: boolean;
  readonly problem: string | null;
  readonly note?: string | null;
  /** Absent: the text is not about a person. */
  readonly personal?: PersonalText | null;
}

/**
 * A field under the heading `question`, with its error above. Heading, error and field have slots of their own (trait `typing`), so they
 * stay in view even if the question is long. The machine keeps the text; no input element does.
 */
export function typedField(
  { keyboard, value, prefix, suffix = null, lines = false, problem, note = null, personal = null }: TypedField,
  words: WordsOfSections<'answering'>,
): TemplateResult {
  const wrong = problem !== null;
  const isHidden = personal !== null && value !== '' && !personal.shown && !personal.held;
  const described = [wrong ? 'problem' : '', note === null ? '' : 'made', isHidden ? 'hidden' : '']
    .filter(Boolean)
    .join(' ');
  const isPad = keyboard === 'digits' || keyboard === 'amount';
  const isWhole = isPad || keyboard === 'code';
  const seen = isHidden ? dotsFor(value) : value;
  const longest = (isWhole ? seen.length : longestWordLength(seen)) + lengthOf(prefix) + lengthOf(suffix);
  return html`<div slot="field" class="messages" aria-live="assertive">
    ${wrong ? html`<p class="problem" id="problem">${icon('circle-alert')}<span>${withUnbrokenNumbers(problem)}</span></p>` : nothing}
    ${note === null ? nothing : html`<p class="made" id="made">${icon('info')}<span>${note}</span></p>`}
  </div>
    <div slot="field" class="entry">
      <div
        class="field ${isPad ? 'digits' : ''} ${lines ? 'lines' : ''} ${wrong ? 'wrong' : ''} ${personal === null ? '' : 'personal'}"
        style="--longest: ${Math.max(1, longest)}"
        role="textbox"
        tabindex="0"
        aria-readonly="true"
        aria-labelledby="question"
        aria-invalid=${wrong}
        aria-multiline=${lines}
        aria-describedby=${described === '' ? nothing : described}
        @pointerdown=${(event: PointerEvent) => personal && hold(event, personal)}
        @lostpointercapture=${() => personal?.onHold(false)}
      >
        ${prefix === null ? nothing : html`<span class="prefix">${prefix}</span>`}
        <span class="typed" aria-hidden=${isHidden ? 'true' : nothing}>${breakable(seen)}<span class="caret"></span></span>
        ${suffix === null ? nothing : html`<span class="prefix">${suffix}</span>`}
      </div>
      ${isHidden ? html`<span class="only-spoken" id="hidden">${words.answering.typed.hidden}</span>` : nothing}
      ${personal === null ? nothing : showKey(personal, words)}
    </div>
  <k-keyboard slot="keys" .kind=${keyboard} .words=${words} .empty=${value === ''}></k-keyboard>`;
}

function hold({ currentTarget, pointerId }: PointerEvent, { onHold }: PersonalText): void {
  (currentTarget as Element | null)?.setPointerCapture(pointerId);
  onHold(true);
}

function showKey({ shown, onShow }: PersonalText, { answering }: WordsOfSections<'answering'>): TemplateResult {
  return html`<button type="button" class="button show" @click=${onShow}>
    ${icon(shown ? 'eye-off' : 'eye')}<span>${shown ? answering.typed.hide : answering.typed.show}</span>
  </button>`;
}

/**
 * A dot for each letter but the last, which tells the citizen what the last key typed. Blanks, hyphens and `@` stay, so that the parts can
 * be counted.
 */
export function dotsFor(value: string): string {
  const letters = value.match(/\P{M}\p{M}*/gu) ?? [];
  return letters.map((letter, at) => (at === letters.length - 1 || /[\s@-]/.test(letter) ? letter : '•')).join('');
}

const lengthOf = (text: string | null): number => (text === null ? 0 : text.length + 1);

/** Number of letters of the longest part without a break. */
export const longestWordLength = (value: string): number =>
  Math.max(1, ...value.split(/\s+|(?=@)/).map((word) => word.length));

/** Breaks a long e-mail address before its @. */
const breakable = (value: string) => {
  const [name, ...rest] = value.split(/(?=@)/);
  return html`${name}${rest.map((part) => html`<wbr />${part}`)}`;
};

/** Controls that handle their own keys. */
const HAS_KEYS = 'button, input, a[href]';

/**
 * Action of a key on a plugged-in keyboard: the same as on the screen, with any focus. Enter and space press a focused button; without one,
 * Enter does what *next* does.
 */
export function intentOfKey(
  { key, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent,
  focus: EventTarget | undefined,
): Intent | null {
  if (ctrlKey || altKey || metaKey) return null;
  const isIn = (what: string) => focus instanceof Element && focus.matches(what);
  if (key === 'Backspace') return { do: 'erase' };
  // Enter may still be down from the page before.
  if (key === 'Enter') return repeat || isIn(HAS_KEYS) ? null : { do: 'next' };
  if ([...key].length !== 1 || (key === ' ' && isIn(HAS_KEYS))) return null;
  return { do: 'key', key };
}
