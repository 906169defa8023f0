import { priceOn, priceSum, quoteLinesOf } from '../../device/catalogue/price.ts';
import type { Price, PriceTier } from '../../device/catalogue/schema.ts';
import type { IsoDate } from '../../device/words/date.ts';
import { formatAmount } from '../../drivers/money.ts';

/** Price on a day; `null`: unknown. */
export const knownPrice = (tier: PriceTier, on: IsoDate): Price | null => priceOn(tier, { today: on, dated: true });

export function tierJson(tier: PriceTier, on: IsoDate) {
  const { id, title, days, kind } = tier;
  const price = knownPrice(tier, on);
  return { id, title, days, kind, price: price && priceJson(price) };
}

const priceJson = (price: Price) => ({
  total: priceSum(price),
  lines: quoteLinesOf(price),
  from: price.from,
  until: price.until,
  source: price.source,
  verified: price.verified,
});

/** Price in words: `5,00 AZN` or `free`; `about 5,00 AZN` or `free, not sure` if not verified; `unknown`. */
export function priceText(price: Price | null): string {
  if (!price) return 'unknown';
  if (priceSum(price) === 0) return price.verified ? 'free' : 'free, not sure';
  return `${price.verified ? '' : 'about '}${formatAmount(priceSum(price))}`;
}

/** Days with a known price: `2013-01-01 to 2015-12-31, since 2022-08-15`, or `no day`. */
export function describePricedDays({ prices }: PriceTier): string {
  const words = prices.map(({ from, until }) => {
    if (until === null) return from === null ? 'always' : `since ${from}`;
    return from === null ? `until ${until}` : `${from} to ${until}`;
  });
  return words.length === 0 ? 'no day' : words.join(', ');
}
