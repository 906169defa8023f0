import { html, nothing, type TemplateResult } from 'lit';
import type { Intent } from '../../device/words/intent.ts';
import { icon } from '../design/icon.ts';
import '../design/k-keyboard.ts';
import type { WordsIn } from '../words/words.ts';

/** What is typed so far, and on which of the screen's keyboards. */
export interface TypedField {
  readonly keyboard: 'letters' | 'digits' | 'code';
  readonly value: string;
  /** Stands before it and is not typed, or `null`. */
  readonly prefix: string | null;
  /** Why it cannot be taken, or `null`. */
  readonly problem: string | null;
}

/** A field under the heading `question`, what is wrong with it, and the keyboard. The machine has the text; no input element keeps it. */
export function typedField(
  { keyboard, value, prefix, problem }: TypedField,
  words: WordsIn<'answering'>,
  send: (intent: Intent) => void,
): TemplateResult {
  const wrong = problem !== null;
  return html`<div class="asked ${keyboard}">
    <div
      class="field ${keyboard} ${wrong ? 'wrong' : ''}"
      role="textbox"
      tabindex="0"
      aria-readonly="true"
      aria-labelledby="question"
      aria-invalid=${wrong}
      aria-describedby=${wrong ? 'problem' : nothing}
      @keydown=${(event: KeyboardEvent) => pressed(event, send)}
    >
      ${prefix === null ? nothing : html`<span class="prefix">${prefix}</span>`}
      <span class="typed">${value}<span class="caret"></span></span>
    </div>
    <div aria-live="assertive">
      ${wrong ? html`<p class="problem" id="problem">${icon('circle-alert')}<span>${problem}</span></p>` : nothing}
    </div>
    <k-keyboard .kind=${keyboard} .words=${words} .empty=${value === ''}></k-keyboard>
  </div>`;
}

/** A keyboard that is plugged in types the same keys as the one on the glass. */
export function pressed(event: KeyboardEvent, send: (intent: Intent) => void): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Backspace') send({ do: 'erase' });
  else if (event.key === 'Enter') send({ do: 'next' });
  else if ([...event.key].length === 1) send({ do: 'key', key: event.key });
  else return;
  event.preventDefault();
}
