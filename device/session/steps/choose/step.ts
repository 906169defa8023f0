import type { SnapshotFrom } from 'xstate';
import type { Qepik } from '../../../../drivers/money.ts';
import { shownServiceText } from '../../../catalogue/easy.ts';
import type { ServiceGroup } from '../../../catalogue/groups.ts';
import { type DayOfCentre, priceOn, priceSum } from '../../../catalogue/price.ts';
import type { Catalogue, Service } from '../../../catalogue/schema.ts';
import { type SearchMatch, searchServices } from '../../../catalogue/search.ts';
import type { MarkedText, TextRange } from '../../../catalogue/search-marks.ts';
import { needsCard } from '../../../catalogue/service.ts';
import type { Language } from '../../../words/language.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import {
  type Devices,
  givesOnlyCopy,
  isDocumentLeftToWindow,
  isReaderAway,
  officeNotice,
  paymentNotices,
  printerTrouble,
  readerTrouble,
  serviceStartTrouble,
} from '../../visit/devices.ts';
import { defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { queueTicketService } from '../../visit/window-ticket.ts';
import { type ChooseContext, chooseMachine } from './choose.machine.ts';

/** Number of service cards on the first page (docs/decisions/0024). */
const FIRST_CARDS = 3;
/** Fewest uses that count for the service cards: fewer show no habit of a hall, and would reveal citizens. */
export const FEWEST_USES = 10;
export const MOST_RESULTS = 8;

interface Offered {
  readonly id: string;
  /** A lucide icon name. */
  readonly icon: string;
  readonly title: string;
  /** Lowest price; 0: free, `null`: unknown. */
  readonly from: Qepik | null;
  readonly owed: boolean;
  /** `window`: done and paid at a window; the kiosk gives a queue number. */
  readonly at: 'kiosk' | 'window';
  readonly minutes: number;
  readonly unavailable: TroubleCode | null;
  readonly copyOnly: boolean;
}

export interface ServiceCard extends Offered {
  readonly summary: string;
  /** `null`: no card at this kiosk, but the officer at the window checks papers. */
  readonly needsCard: boolean | null;
  readonly orPassport: boolean;
}

export interface GroupButton {
  readonly id: string;
  readonly icon: string;
  readonly title: string;
  readonly hint: string;
  /** Whether the button is larger. */
  readonly door: boolean;
}

interface Sought {
  /** Parts of the title that match the query, in UTF-16 units. */
  readonly marked: readonly TextRange[];
  /** The other name that matches the query, if the title does not. */
  readonly by: MarkedText | null;
}

export interface ServiceResult extends Offered, Sought {
  readonly leads: 'service';
  readonly who: string;
  readonly appointment: boolean;
}

export type SearchResult =
  | ServiceResult
  | (GroupButton & Sought & { readonly leads: 'group' })
  | { readonly leads: 'mine'; readonly by: MarkedText | null };

export type ChooseView =
  | {
      readonly show: 'choosing';
      readonly groups: readonly GroupButton[];
      readonly services: readonly ServiceCard[];
      readonly notices: readonly TroubleCode[];
      /** Whether *my application* is offered: without a reader it finds little. */
      readonly canContinue: boolean;
    }
  | {
      readonly show: 'browsing';
      readonly group: Pick<GroupButton, 'icon' | 'title' | 'hint'>;
      readonly services: readonly ServiceCard[];
    }
  | {
      readonly show: 'searching';
      readonly query: string;
      /** `false`: nothing matches, and `results` has only the queue. */
      readonly found: boolean;
      readonly results: readonly SearchResult[];
    };

type Snapshot = SnapshotFrom<typeof chooseMachine>;

function view({ context }: Snapshot, seen: StepViewInput): ChooseView {
  const { looking } = context;
  switch (looking.at) {
    case 'home':
      return home(context, seen);
    case 'group':
      return inGroup(context, looking.group, seen);
    case 'search':
      return searching(context, looking.query, seen);
    default:
      return looking satisfies never;
  }
}

function home(context: ChooseContext, seen: StepViewInput): ChooseView {
  const { catalogue } = context;
  const { language, devices } = seen;
  return {
    show: 'choosing',
    groups: groupsOf(catalogue, language),
    services: mostUsed(context).map((service) => card(service, context, seen)),
    notices: [
      officeNotice(devices),
      readerTrouble(devices),
      ...paymentNotices(devices),
      printerTrouble(devices),
    ].filter((code) => code !== null),
    canContinue: !isReaderAway(devices),
  };
}

/** Equal counts keep the order of the catalogue. */
function mostUsed({ catalogue, used }: ChooseContext): readonly Service[] {
  const times = ({ id }: Service) => {
    const count = used[id] ?? 0;
    return count < FEWEST_USES ? 0 : count;
  };
  const here = catalogue.services.filter(({ centres }) => centres === null);
  return here.sort((a, b) => times(b) - times(a)).slice(0, FIRST_CARDS);
}

const groupsOf = ({ groups, services }: Catalogue, language: Language): readonly GroupButton[] =>
  groups
    .filter(({ id, unlisted }) => !unlisted && services.some((service) => service.groups.includes(id)))
    .map((group) => buttonOf(group, language));

const buttonOf = ({ id, icon, title, hint, door }: ServiceGroup, language: Language): GroupButton => ({
  id,
  icon,
  title: title[language],
  hint: hint[language],
  door: door === true,
});

const queueOf = (catalogue: Catalogue): readonly Service[] => [queueTicketService(catalogue) ?? []].flat();

/** Adds the queue if a listed certificate cannot be printed: a window gives it. */
function withQueue(listed: readonly Service[], catalogue: Catalogue, devices: Devices): readonly Service[] {
  const needsWindow = listed.some((service) => isDocumentLeftToWindow(service, devices));
  return needsWindow ? [...new Set([...listed, ...queueOf(catalogue)])] : listed;
}

function inGroup(context: ChooseContext, id: string, seen: StepViewInput): ChooseView {
  const { language, devices } = seen;
  const { groups, services } = context.catalogue;
  const group = groups.find((each) => each.id === id);
  if (!group) throw new Error(`no group ${id}`);
  const own = services.filter((service) => service.groups.includes(id));
  return {
    show: 'browsing',
    group: { icon: group.icon, title: group.title[language], hint: group.hint[language] },
    services: withQueue(own, context.catalogue, devices).map((service) => card(service, context, seen)),
  };
}

function searching(context: ChooseContext, query: string, seen: SeenService): ChooseView {
  const { catalogue } = context;
  const looked = searchServices(catalogue, query, seen.language, MOST_RESULTS);
  const found = looked.length > 0;
  const services = looked.flatMap(({ place }) => (place.kind === 'service' ? [place.service] : []));
  const queue = found ? withQueue(services, catalogue, seen.devices).slice(services.length) : queueOf(catalogue);
  const shown = [
    ...looked.slice(0, MOST_RESULTS - queue.length),
    ...queue.map((service) => unmarked({ kind: 'service', service })),
  ];
  return { show: 'searching', query, found, results: shown.flatMap((each) => resultOf(each, context, seen) ?? []) };
}

const unmarked = (place: SearchMatch['place']): SearchMatch => ({ place, marked: [], by: null });

/** `null`: *my application* while the reader is away. */
function resultOf({ place, marked, by }: SearchMatch, day: DayOfCentre, seen: SeenService): SearchResult | null {
  switch (place.kind) {
    case 'mine':
      return isReaderAway(seen.devices) ? null : { leads: 'mine', by };
    case 'group':
      return { leads: 'group', ...buttonOf(place.group, seen.language), marked, by };
    case 'service': {
      const { who, appointment, title } = place.service;
      const shown = offered(place.service, day, seen);
      return {
        leads: 'service',
        ...shown,
        ...markedAs(shown.title, { text: title[seen.language], marked }, by),
        who: who[seen.language],
        appointment,
      };
    }
    default:
      return place satisfies never;
  }
}

/** If the page shows another title than the search found, then the found title stands beside it. */
const markedAs = (shown: string, title: MarkedText, by: MarkedText | null): Sought =>
  shown === title.text || title.marked.length === 0
    ? { marked: shown === title.text ? title.marked : [], by }
    : { marked: [], by: title };

type SeenService = Omit<StepViewInput, 'qrOf'>;

const card = (service: Service, day: DayOfCentre, seen: SeenService): ServiceCard => ({
  ...offered(service, day, seen),
  summary: service.summary[seen.language],
  needsCard: service.at === 'window' && !needsCard(service) ? null : needsCard(service),
  orPassport: service.takes?.includes('passport') ?? false,
});

const offered = (service: Service, day: DayOfCentre, seen: SeenService): Offered => ({
  id: service.id,
  icon: service.icon,
  title: shownServiceText(service, 'title', seen),
  from: lowestPrice(service, day),
  owed: service.due !== null,
  at: service.at,
  minutes: service.minutes,
  unavailable: serviceStartTrouble(service, seen.devices),
  copyOnly: givesOnlyCopy(service, seen.devices),
});

function lowestPrice({ tiers }: Service, day: DayOfCentre): Qepik | null {
  const known = tiers.flatMap((tier) => priceOn(tier, day) ?? []).map(priceSum);
  return known.length > 0 ? Math.min(...known) : null;
}

export const chooseStepDefinition = defineVisitStep({
  needs: [],
  reads: ['lookUps', 'looking', 'again'],
  adds: [],
  reopens: false,
  progress: null,
  machine: chooseMachine,
  takes: [
    'devices.changed',
    'citizen.choose',
    'citizen.group',
    'citizen.search',
    'citizen.key',
    'citizen.erase',
    'citizen.back',
  ],
  view,
  key: ({ context: { looking } }: Snapshot) =>
    looking.at === 'search' ? [looking.at, looking.query !== ''] : [looking.at],
});
