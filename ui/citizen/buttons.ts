import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../design/icon.ts';
import type { WordsIn } from '../words/words.ts';

/** Buttons of the bottom bar: the one at the left, and the one primary action at the right. */

export function startButton(words: string, symbol: IconName, act: () => void): TemplateResult {
  return html`<button slot="start" type="button" class="button" @click=${act}>${icon(symbol)}<span>${words}</span></button>`;
}

export function backButton(words: WordsIn<'common'>, act: () => void): TemplateResult {
  return startButton(words.common.back, 'arrow-left', act);
}

export function finishButton(words: WordsIn<'common'>, act: () => void): TemplateResult {
  return startButton(words.common.finish, 'x', act);
}

export function primaryButton(words: string | TemplateResult, act: () => void, disabled = false): TemplateResult {
  return html`<button slot="primary" type="button" class="button primary" ?disabled=${disabled} @click=${act}>
    <span>${words}</span>${icon('arrow-right')}
  </button>`;
}

/** One of several large choices, with what it means; one that is `closed` says why instead. Needs the styles of `parts`. */
export function choiceButton(
  symbol: IconName,
  title: string,
  hint: string | undefined,
  act: () => void,
  closed = false,
): TemplateResult {
  return html`<button type="button" class="choice" ?disabled=${closed} @click=${act}>
    ${icon(symbol)}
    <span class="words">
      <span class="title">${title}</span>${hint === undefined ? nothing : html`<span class="hint">${hint}</span>`}
    </span>
    ${icon(closed ? 'triangle-alert' : 'arrow-right')}
  </button>`;
}
