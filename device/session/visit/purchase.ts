import { promisedDate } from '../../catalogue/dates.ts';
import { shownServiceText, type TextSettings } from '../../catalogue/easy.ts';
import type { Catalogue, PriceTier } from '../../catalogue/schema.ts';
import type { IsoDate } from '../../words/date.ts';
import type { Purchase } from '../../words/money.ts';
import type { VisitFacts } from './facts.ts';

interface Calendar {
  readonly today: string;
  readonly dated: boolean;
  readonly catalogue: Pick<Catalogue, 'holidays'>;
}

/** ISO date on which the tier is ready if the citizen takes it today; `null`: the kiosk does not know the date. */
export function tierReadyDate({ days, kind }: PriceTier, { today, dated, catalogue }: Calendar): IsoDate | null {
  return dated ? promisedDate(days, kind, today, catalogue.holidays) : null;
}

/** ISO date promised for the chosen tier, or `null`. A registered application keeps its date. */
export function promisedReadyDate({ tier, found }: Partial<VisitFacts>, calendar: Calendar): IsoDate | null {
  if (found?.state === 'registered') return found.ready;
  return tier ? tierReadyDate(tier, calendar) : null;
}

/** What the citizen buys, in the citizen's language. Without a quote the amount is 0. */
export function purchaseOf(facts: Partial<VisitFacts>, calendar: Calendar, settings: TextSettings): Purchase {
  const { service, tier, quote } = facts;
  if (!service) throw new Error('this state needs a chosen service');
  const named = tier && service.tiers.length > 1;
  return {
    service: shownServiceText(service, 'title', settings),
    tier: named ? tier.title[settings.language] : null,
    ready: tier && tier.days > 0 ? promisedReadyDate(facts, calendar) : null,
    amount: quote?.total ?? 0,
    lines: quote?.lines ?? [],
    payAt: quote?.at ?? 'kiosk',
  };
}
