import type { IsoDate } from '../words/date.ts';
import { asksForQuote, linesOf, priceOn } from './price.ts';
import type { Service } from './schema.ts';

/** A service as an office with this very catalogue offers it: the reference back office takes everything from here. */
export function offeredAs(service: Service) {
  const { id, title, paper, identification, groups, next } = service;
  const sendsToWindow = next.some(({ az }) => /\{(window|ticket)\}/.test(az));
  const priceOf = (tierId: string, today: IsoDate) => {
    const tier = service.tiers.find((each) => each.id === tierId);
    const price = tier && priceOn(tier, { today, dated: true });
    return price ? { lines: linesOf(price), tariffDate: price.from } : null;
  };
  const offered = { id, title: title.az, paper, identification, group: groups[0]!, sendsToWindow };
  return { ...offered, ...(asksForQuote(service) && { priceOf }) };
}
