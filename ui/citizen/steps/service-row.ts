import { html, type TemplateResult } from 'lit';
import type { SearchResult, ServiceCard } from '../../../device/screen/screen.ts';
import { moneyText } from '../../../device/words/format.ts';
import { icon, serviceIcon } from '../../design/icon.ts';
import type { WordsIn } from '../../words/words.ts';

type Offered = Omit<ServiceCard, 'summary' | 'needsCard'> & Partial<Pick<SearchResult, 'marked'>>;

/** One service on a row: its title, and what it costs, how long it takes and what more there is; or why it cannot be taken now. */
export function serviceRow(
  service: Offered,
  more: readonly string[],
  words: WordsIn<'choosing' | 'troubles'>,
  act: () => void,
): TemplateResult {
  const { id, unavailable } = service;
  return html`<button type="button" class="row" data-service=${id} ?disabled=${unavailable !== null} @click=${act}>
    <span class="tile">${serviceIcon(service.icon)}</span>
    <span class="words">
      <span class="title">${markedTitle(service)}</span>
      ${
        unavailable === null
          ? html`<span class="line">${lineOf(service, more, words).join(' · ')}</span>`
          : html`<span class="line stop">${icon('triangle-alert')}<span>${words.troubles[unavailable].notice}</span></span>`
      }
    </span>
    ${unavailable === null ? html`<span class="go">${icon('arrow-right')}</span>` : ''}
  </button>`;
}

/** What the lowest price is, in words. */
export function priceOf(
  { from, owed }: Pick<Offered, 'from' | 'owed'>,
  { common, choosing, language }: WordsIn<'choosing'>,
): string {
  if (owed) return choosing.owed;
  if (from === null) return choosing.priceLater;
  return from === 0 ? common.free : choosing.from(moneyText(from, language));
}

function lineOf(service: Offered, more: readonly string[], words: WordsIn<'choosing'>): readonly string[] {
  const { common, choosing } = words;
  const where = service.at === 'window' ? choosing.atWindow : common.minutes(service.minutes);
  return [priceOf(service, words), where, ...more];
}

/** The title, with what was looked for marked. */
function markedTitle({ title, marked = [] }: Offered): readonly (string | TemplateResult)[] {
  let end = 0;
  const pieces = marked.flatMap(([from, to]) => {
    const before = title.slice(end, from);
    end = to;
    return [before, html`<mark>${title.slice(from, to)}</mark>`];
  });
  return [...pieces, title.slice(end)];
}
