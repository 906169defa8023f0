import { countTypingErrors } from '../../device/catalogue/folded-words.ts';
import { quoteLinesOf } from '../../device/catalogue/price.ts';
import type { PriceTier, Service } from '../../device/catalogue/schema.ts';
import type { IsoDate } from '../../device/words/date.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { type CatalogueDayOptions, type CataloguePlaceOptions, catalogueDay, openCatalogue } from './place.ts';
import { describePricedDays, knownPrice, priceText, tierJson } from './price-words.ts';

export interface CataloguePriceOptions extends CataloguePlaceOptions, CatalogueDayOptions {
  readonly tier?: string;
  readonly json?: true;
}

export async function showCataloguePrice(
  id: string,
  options: CataloguePriceOptions,
  io: Io,
  now = () => new Date(),
): Promise<CliOutcome> {
  const opened = openCatalogue(options);
  if (!opened.ok) return opened;
  const { services } = opened.value.catalogue;
  const service = services.find((each) => each.id === id);
  if (!service) return misused(noService(id, services));
  const tiers = service.tiers.filter((each) => options.tier === undefined || each.id === options.tier);
  if (tiers.length === 0) {
    const ids = service.tiers.map((each) => each.id).join(', ');
    return misused(`${id} has no tier called ${options.tier}; expected one of ${ids}`);
  }
  const on = catalogueDay(options, now);
  if (options.json) {
    printJson(io, { service: id, at: service.at, on, tiers: tiers.map((tier) => tierJson(tier, on)) });
  } else {
    io.out(`${service.title.en} on ${on}, done at ${service.at === 'kiosk' ? 'the kiosk' : 'a window'}\n`);
    for (const tier of tiers) io.out(`\n${tierText(tier, on)}`);
  }
  return done;
}

const MOST_ERRORS = 3;

function noService(id: string, services: readonly Service[]): string {
  const isNear = (each: string) => each.includes(id) || countTypingErrors(id, each, MOST_ERRORS, false) !== null;
  const near = services.map((each) => each.id).filter(isNear);
  const meant = near.length > 0 ? ` (did you mean ${near.join(', ')}?)` : '';
  return `no service called ${id}${meant}; expected an id of asan-kiosk catalogue list`;
}

function tierText(tier: PriceTier, on: IsoDate): string {
  const price = knownPrice(tier, on);
  const rows: (readonly [string, string])[] = [
    ['tier', `${tier.id}, ${tier.title.en}`],
    ['sum', priceText(price)],
  ];
  if (!price) return formatTable([...rows, ['known', describePricedDays(tier)]]);
  return formatTable([
    ...rows,
    ...quoteLinesOf(price).map(({ kind, amount }) => [kind, formatAmount(amount)] as const),
    ['since', price.from ?? 'a day before the first source'],
    ['until', price.until ?? 'a later price is written'],
    ['source', price.source],
    ['verified', price.verified ? 'yes' : 'no: sources are missing, are old or disagree'],
  ]);
}
