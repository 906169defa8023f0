import type { Service } from '../../device/catalogue/schema.ts';
import type { IsoDate } from '../../device/words/date.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CatalogueDayOptions, type CataloguePlaceOptions, catalogueDay, openCatalogue } from './place.ts';
import { knownPrice, priceText, tierJson } from './price-words.ts';

export interface CatalogueListOptions extends CataloguePlaceOptions, CatalogueDayOptions {
  readonly centre?: number;
  readonly json?: true;
}

/** Lists every service with its tiers and their prices on a day, in the order of the cards. */
export async function catalogueList(
  options: CatalogueListOptions,
  io: Io,
  now = () => new Date(),
): Promise<CliOutcome> {
  const opened = openCatalogue(options);
  if (!opened.ok) return opened;
  const { services } = opened.value.catalogue;
  const centre = options.centre ?? opened.value.centre;
  const on = catalogueDay(options, now);
  if (options.json) printJson(io, { on, centre, services: services.map((each) => serviceJson(each, on, centre)) });
  else io.out(asText(services, on, centre));
  return done;
}

const isOffered = ({ centres }: Service, centre: number | null): boolean | null =>
  centre === null ? null : centres === null || centres.numbers.includes(centre);

const serviceJson = (service: Service, on: IsoDate, centre: number | null) => ({
  id: service.id,
  title: service.title,
  at: service.at,
  centres: service.centres?.numbers ?? null,
  offered: isOffered(service, centre),
  tiers: service.tiers.map((tier) => tierJson(tier, on)),
});

function asText(services: readonly Service[], on: IsoDate, centre: number | null): string {
  const where = centre === null ? '' : ` in centre ${centre}`;
  return [
    `${services.length} services${where} on ${on}\n`,
    ...services.map((each) => serviceText(each, on, centre)),
  ].join('\n');
}

function serviceText(service: Service, on: IsoDate, centre: number | null): string {
  const tiers = service.tiers.map((tier) => {
    const sum = priceText(knownPrice(tier, on));
    return `  ${tier.id.padEnd(TIER_COLUMNS)}  ${sum.padEnd(SUM_COLUMNS)}  ${tier.title.en}\n`;
  });
  return `${service.id}: ${service.title.en}; ${placeWords(service, centre)}\n${tiers.join('')}`;
}

const TIER_COLUMNS = 18;
const SUM_COLUMNS = 16;

function placeWords(service: Service, centre: number | null): string {
  const at = service.at === 'kiosk' ? 'at the kiosk' : 'at a window';
  const numbers = service.centres?.numbers;
  const only = numbers ? `only in ${numbers.length === 1 ? 'centre' : 'centres'} ${numbers.join(', ')}` : '';
  if (isOffered(service, centre) === false) return `not here, ${only}`;
  return `${at}${numbers && centre === null ? `, ${only}` : ''}`;
}
