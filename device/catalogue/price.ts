import type { IsoDate } from '../words/date.ts';
import type { Quote, QuoteLine } from '../words/quote.ts';
import type { Price, Service, ServiceTier } from './schema.ts';

/** The day of the centre; `dated`: whether it can be believed. */
export interface DayOfCentre {
  readonly today: IsoDate;
  readonly dated: boolean;
}

/** What a tier costs on a day, or `null`: nobody knows. Where the day is not known, it is the last price that is known. */
export function priceOn({ prices }: ServiceTier, { today, dated }: DayOfCentre): Price | null {
  if (!dated) return prices.at(-1) ?? null;
  const holds = ({ from, until }: Price) => (from === null || from <= today) && (until === null || today <= until);
  return prices.find(holds) ?? null;
}

export const sumOf = ({ duty, fee, commission }: Price): number => duty + fee + commission;

/** What is expected to be paid at this kiosk, until the back office says it: what is done at a window, and what nobody knows the price of, is paid there. */
export function quoteOn({ at }: Pick<Service, 'at'>, tier: ServiceTier, day: DayOfCentre): Quote {
  const price = priceOn(tier, day);
  // What is free has nothing to pay anywhere.
  if (price === null || (at === 'window' && sumOf(price) > 0))
    return { id: null, at: 'window', lines: [], total: 0, tariffDate: null };
  return { id: null, at: 'kiosk', lines: linesOf(price), total: sumOf(price), tariffDate: price.from };
}

/** The parts of a sum that are not nothing. */
export const linesOf = (price: Price): readonly QuoteLine[] =>
  (['duty', 'fee', 'commission'] as const)
    .map((kind) => ({ kind, amount: price[kind] }))
    .filter(({ amount }) => amount > 0);

/** Whether the back office has to say what it costs. */
export const asksForQuote = (service: Service): boolean =>
  isPaidHere(service) || (service.at === 'kiosk' && service.tiers.some(({ prices }) => prices.length === 0));

/** Whether this kiosk may ever take money for it. */
export const isPaidHere = ({ at, tiers, due }: Pick<Service, 'at' | 'tiers' | 'due'>): boolean =>
  at === 'kiosk' && (due !== null || tiers.some(({ prices }) => prices.some((price) => sumOf(price) > 0)));

/** Of so many: each part of the sum as often. */
export const timesQuote = (quote: Quote, copies: number): Quote => ({
  ...quote,
  lines: quote.lines.map((line) => ({ ...line, amount: line.amount * copies })),
  total: quote.total * copies,
});
