import type { IsoDate } from '../words/date.ts';
import type { Quote, QuoteLine } from '../words/quote.ts';
import type { Price, PriceTier, Service } from './schema.ts';

/** Day at the centre; `dated`: whether the clock is believed. */
export interface DayOfCentre {
  readonly today: IsoDate;
  readonly dated: boolean;
}

/** Price of a tier on a day; `null`: unknown. If the clock is not set, the last known price. */
export function priceOn({ prices }: PriceTier, { today, dated }: DayOfCentre): Price | null {
  if (!dated) return prices.at(-1) ?? null;
  const holds = ({ from, until }: Price) => (from === null || from <= today) && (until === null || today <= until);
  return prices.find(holds) ?? null;
}

export const priceSum = ({ duty, fee, commission }: Price): number => duty + fee + commission;

/**
 * Expected price at this kiosk before the back office names one. A service at a window that costs something, or a service with an unknown
 * price, is paid at the window.
 */
export function quoteOn({ at }: Pick<Service, 'at'>, tier: PriceTier, day: DayOfCentre): Quote {
  const price = priceOn(tier, day);
  if (price === null || (at === 'window' && priceSum(price) > 0))
    return { id: null, at: 'window', lines: [], total: 0, tariffDate: null };
  return { id: null, at: 'kiosk', lines: quoteLinesOf(price), total: priceSum(price), tariffDate: price.from };
}

/** Parts of a price that are not zero. */
export const quoteLinesOf = (price: Price): readonly QuoteLine[] =>
  (['duty', 'fee', 'commission'] as const)
    .map((kind) => ({ kind, amount: price[kind] }))
    .filter(({ amount }) => amount > 0);

/** Whether the back office must name the price. */
export const needsOfficeQuote = (service: Service): boolean =>
  isPaidHere(service) || (service.at === 'kiosk' && service.tiers.some(({ prices }) => prices.length === 0));

/** Whether this kiosk may ever take money for the service. */
export const isPaidHere = ({ at, tiers, due }: Pick<Service, 'at' | 'tiers' | 'due'>): boolean =>
  at === 'kiosk' && (due !== null || tiers.some(({ prices }) => prices.some((price) => priceSum(price) > 0)));

/** Multiplies each part of a quote by the number of copies. */
export const multiplyQuote = (quote: Quote, copies: number): Quote => ({
  ...quote,
  lines: quote.lines.map((line) => ({ ...line, amount: line.amount * copies })),
  total: quote.total * copies,
});
