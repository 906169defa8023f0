import type { OfficeQuote } from '../../device/back-office/contract.ts';
import { catalogueOfCentre, loadCatalogue } from '../../device/catalogue/load.ts';
import { isPaidHere, quoteOn } from '../../device/catalogue/price.ts';
import type { Catalogue, Service } from '../../device/catalogue/schema.ts';
import { realFiles } from '../../device/config/files.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { decidingQuestionIds } from '../../device/session/steps/form/asking.ts';
import { stepsOfService } from '../../device/session/steps/registry.ts';

const CENTRE = 5;
export const TODAY = { today: '2026-11-24', dated: true };

let delivered: Catalogue | undefined;

/** The delivered catalogue in a centre. Default: the simulated profile's centre. */
export function catalogue(centre = CENTRE): Catalogue {
  delivered ??= loaded();
  return catalogueOfCentre(delivered, centre);
}

function loaded(): Catalogue {
  const read = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** Facts that distinguish services. Services of one shape differ only in texts and prices. */
export interface ServiceShape {
  readonly steps: string;
  readonly paper: Service['paper'];
  readonly at: Service['at'];
  /** `later`: paid at a window, with an unknown price. */
  readonly money: 'paid' | 'free' | 'later';
  readonly others: boolean;
  /** Whether the form may ask for one more person. */
  readonly repeats: boolean;
  readonly address: boolean;
  readonly decides: boolean;
  readonly expiredCard: boolean;
  readonly centres: boolean;
}

export function serviceShapeOf(service: Service): ServiceShape {
  const { paper, at, questions, tiers, takesExpiredCard, centres } = service;
  const known = tiers.some(({ prices }) => prices.length > 0);
  const ofOthers = (id: string) => questions.some((each) => each.kind !== 'list' && each.id.endsWith(id));
  return {
    steps: stepsOfService(service).join(' '),
    paper,
    at,
    money: isPaidHere(service) ? 'paid' : known && at === 'kiosk' ? 'free' : 'later',
    others: ofOthers('-given-names'),
    repeats: ofOthers('-more'),
    address: questions.some(({ kind }) => kind === 'list'),
    decides: decidingQuestionIds(service).length > 0,
    expiredCard: takesExpiredCard,
    centres: centres !== null,
  };
}

/** For each field of a shape: `true`, or why a proof does not need services that differ in this field. */
export type ShapeFields = { readonly [K in keyof ServiceShape]: true | string };

/** Text that is equal for two services if a proof needs only one of them. */
export function serviceKindKey(matters: ShapeFields, service: Service): string {
  const shape = serviceShapeOf(service);
  const told = Object.entries(matters).filter(([, why]) => why === true);
  return told.map(([name]) => `${name}: ${shape[name as keyof ServiceShape]}`).join(', ');
}

export const WALKED_SHAPE_FIELDS: ShapeFields = {
  paper: true,
  steps: true,
  at: 'what is done at a window is known by its order of steps',
  money: 'free and paid are there with other papers, and paying knows nothing of the paper',
  others: 'inside the form: the walk of the steps has every service',
  repeats: 'inside the form',
  address: 'inside the form',
  decides: 'inside the form',
  expiredCard: 'inside the step that asks for the card',
  centres: 'inside the requirements',
};

/** Catalogue with the first service of each paper and order of steps. */
export function oneOfEachPaper(): Catalogue {
  const all = catalogue();
  const isFirst = (service: Service, at: number) =>
    all.services.findIndex(
      (each) => serviceKindKey(WALKED_SHAPE_FIELDS, each) === serviceKindKey(WALKED_SHAPE_FIELDS, service),
    ) === at;
  return { ...all, services: all.services.filter(isFirst) };
}

/** The quote of an office with this catalogue's prices; `otherwise` changes the service first. */
export function quotedFor(
  service: string,
  tier: string,
  otherwise: (service: Service) => Service = (each) => each,
): OfficeQuote {
  const its = otherwise(catalogue().services.find(({ id }) => id === service)!);
  const { lines, total, tariffDate } = quoteOn(its, its.tiers.find(({ id }) => id === tier)!, TODAY);
  return { id: `Q-${service}-${tier}`, lines, total, tariffDate, validUntil: '2026-11-24T15:00:00+04:00' };
}
