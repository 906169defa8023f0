import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

/**
 * The button at the left of the bar. `short`: one word for a narrow bar, which stays one row. The word is part of `words`, which screen
 * readers say.
 */
export function barStartButton(words: string, symbol: IconName, act: () => void, short?: string): TemplateResult {
  return html`<button slot="start" type="button" class="button" aria-label=${short === undefined ? nothing : words} @click=${act}>
    ${icon(symbol)}${longAndShortLabel(words, short)}
  </button>`;
}

/** Button *back*. A narrow bar shows only its arrow, so that the primary action keeps its label. */
export function backButton(words: WordsOfSections<'common'>, act: () => void): TemplateResult {
  return html`<button slot="start" type="button" class="button back" @click=${act}>
    ${icon('arrow-left')}<span>${words.common.back}</span>
  </button>`;
}

export function finishButton(words: WordsOfSections<'common'>, act: () => void): TemplateResult {
  return barStartButton(words.common.finish, 'x', act, words.common.short.finish);
}

/** Label of a button: the full text, and one word for a narrow bar. */
export const longAndShortLabel = (words: string, short: string | undefined): TemplateResult =>
  short === undefined
    ? html`<span>${words}</span>`
    : html`<span class="long">${words}</span><span class="short">${short}</span>`;

/** The button of the primary action. `short`: one word for a narrow bar, as for `barStartButton`. */
export function primaryButton(
  words: string | TemplateResult,
  act: () => void,
  disabled = false,
  short?: string,
): TemplateResult {
  const label = typeof words === 'string' && short !== undefined ? words : nothing;
  return html`<button slot="primary" type="button" class="button primary" aria-label=${label} ?disabled=${disabled} @click=${act}>
    ${typeof words === 'string' ? longAndShortLabel(words, short) : html`<span>${words}</span>`}${icon('arrow-right')}
  </button>`;
}

/**
 * A large choice with its meaning; a `closed` choice shows the reason instead. `helps`: *help* of the keypad presses it. Needs the styles of
 * `parts`.
 */
export function choiceButton(
  symbol: IconName,
  title: string,
  hint: string | undefined,
  act: () => void,
  closed = false,
  helps = false,
): TemplateResult {
  return html`<button type="button" class="choice" ?data-help=${helps} ?disabled=${closed} @click=${act}>
    ${icon(symbol)}
    <span class="words">
      <span class="title">${title}</span>${hint === undefined ? nothing : html`<span class="hint">${hint}</span>`}
    </span>
    ${icon(closed ? 'triangle-alert' : 'arrow-right')}
  </button>`;
}
