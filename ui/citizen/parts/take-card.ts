import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

/** Asks the citizen to take out a card that is not needed any more and may still be in the reader. Needs the styles of `parts`. */
export function takeOutCardRequest(isLeft: boolean, words: WordsOfSections<'common'>): TemplateResult | typeof nothing {
  if (!isLeft) return nothing;
  return html`<p class="note warning take" role="status">${icon('id-card')}<span>${words.common.takeCard}</span></p>`;
}

/** The same request on the last page, where it stays above the bar while the page scrolls. */
export function takeOutCardRequestAtEnd(
  isLeft: boolean,
  { done }: WordsOfSections<'done'>,
): TemplateResult | typeof nothing {
  if (!isLeft) return nothing;
  return html`<p slot="field" class="take note warning" role="status">${icon('id-card')}<span>${done.takeAlong.card}</span></p>`;
}
