import type { OfficeQuote } from '../device/back-office/contract.ts';
import { inCentre, loadCatalogue } from '../device/catalogue/load.ts';
import { quoteOn } from '../device/catalogue/price.ts';
import type { Catalogue, Service } from '../device/catalogue/schema.ts';
import { realFiles } from '../device/config/files.ts';
import { packageFile } from '../device/files/package-root.ts';
import { planOf } from '../device/session/steps/registry.ts';

/** Of the simulated profile. */
const CENTRE = 5;
const TODAY = { today: '2026-11-24', dated: true };

let delivered: Catalogue | undefined;

/** The catalogue as it is delivered, in a centre: that of the simulated profile, if no other is meant. */
export function catalogue(centre = CENTRE): Catalogue {
  delivered ??= loaded();
  return inCentre(delivered, centre);
}

function loaded(): Catalogue {
  const read = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** The first service of each paper and each order of steps: what a walk tells apart, however many services there are. */
export function oneOfEachPaper(): Catalogue {
  const all = catalogue();
  const kindOf = (service: Service) => [service.paper, ...planOf(service)].join();
  const isFirst = (service: Service, at: number) =>
    all.services.findIndex((each) => kindOf(each) === kindOf(service)) === at;
  return { ...all, services: all.services.filter(isFirst) };
}

/** What an office with the prices of this catalogue asks for it. */
export function quotedFor(service: string, tier: string): OfficeQuote {
  const its = catalogue().services.find(({ id }) => id === service)!;
  const { lines, total, tariffDate } = quoteOn(its, its.tiers.find(({ id }) => id === tier)!, TODAY);
  return { id: `Q-${service}-${tier}`, lines, total, tariffDate, validUntil: '2026-11-24T15:00:00+04:00' };
}
