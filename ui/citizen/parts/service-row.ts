import { html, nothing, type TemplateResult } from 'lit';
import type { GroupButton, MarkedText, ServiceCard } from '../../../device/screen/screen.ts';
import { moneyText } from '../../../device/words/format.ts';
import { icon, serviceIcon } from '../../design/icon.ts';
import type { WordsOfSections } from '../../words/words.ts';

type Offered = Omit<ServiceCard, 'summary' | 'needsCard' | 'orPassport'> & { readonly marked?: MarkedText['marked'] };

/** A row with title, price, duration and more; or with the reason why the service is closed. */
export function serviceRow(
  service: Offered,
  more: readonly string[],
  words: WordsOfSections<'choosing' | 'troubles'>,
  act: () => void,
  foundBy: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { id, unavailable } = service;
  return html`<button type="button" class="row" data-service=${id} ?disabled=${unavailable !== null} @click=${act}>
    <span class="tile">${serviceIcon(service.icon)}</span>
    <span class="words">
      <span class="title">${markedText(service.title, service.marked)}</span>
      ${foundBy}
      ${
        unavailable === null
          ? html`<span class="line">${lineOf(service, more, words).join(' · ')}</span>`
          : html`<span class="line stop">${icon('triangle-alert')}<span>${words.troubles[unavailable].notice}</span></span>`
      }
    </span>
    ${unavailable === null ? html`<span class="go">${icon('arrow-right')}</span>` : ''}
  </button>`;
}

/** A row that leads to a page, such as the search, and not to a service. */
export function pageLinkRow(
  link: Pick<GroupButton, 'icon' | 'title'> & { readonly hint: string | null; readonly marked: MarkedText['marked'] },
  act: () => void,
  foundBy: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<button type="button" class="row" @click=${act}>
    <span class="tile">${serviceIcon(link.icon)}</span>
    <span class="words">
      <span class="title">${markedText(link.title, link.marked)}</span>
      ${foundBy} ${link.hint === null ? nothing : html`<span class="line">${link.hint}</span>`}
    </span>
    <span class="go">${icon('arrow-right')}</span>
  </button>`;
}

/** Text of the lowest price, or that the price is a due or is told later. */
export function lowestPriceText(
  { from, owed }: Pick<Offered, 'from' | 'owed'>,
  { common, choosing, language }: WordsOfSections<'choosing'>,
): string {
  if (owed) return choosing.owed;
  if (from === null) return choosing.priceLater;
  return from === 0 ? common.free : choosing.from(moneyText(from, language));
}

function lineOf(service: Offered, more: readonly string[], words: WordsOfSections<'choosing'>): readonly string[] {
  const { common, choosing } = words;
  const where = service.at === 'window' ? choosing.atWindow : common.minutes(service.minutes);
  return [...(service.copyOnly ? [common.copyOnly] : []), lowestPriceText(service, words), where, ...more];
}

export function markedText(text: string, marked: MarkedText['marked'] = []): readonly (string | TemplateResult)[] {
  let end = 0;
  const pieces = marked.flatMap(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return [before, html`<mark>${text.slice(from, to)}</mark>`];
  });
  return [...pieces, text.slice(end)];
}

/** The document that the citizen shows at the kiosk, or that none is needed; `null`: an officer checks papers. */
export function neededDocumentText(
  { needsCard, orPassport }: ServiceCard,
  { choosing }: WordsOfSections<'choosing'>,
): string | null {
  if (needsCard === null) return null;
  if (!needsCard) return choosing.noCardNeeded;
  return orPassport ? choosing.passportNeeded : choosing.cardNeeded;
}
