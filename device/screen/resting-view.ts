import { type FirstPageDoor, servicesBehind } from '../catalogue/groups.ts';
import { CENTRE_STATE_UNKNOWN, type CentreState } from '../opening/centre-watch.ts';
import {
  type Devices,
  documentPrinterTrouble,
  officeNotice,
  paymentNotices,
  printerTrouble,
  readerTrouble,
  serviceStartTrouble,
  serviceTrouble,
  waysToPay,
} from '../session/visit/devices.ts';
import { momentAt, type OpeningMoment } from '../words/opening.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type {
  AlternativePlaces,
  CitizenPageView,
  DoorView,
  ShownHours,
  ShownMoment,
  WorkingFunction,
} from './screen.ts';
import type { KioskSnapshot } from './to-screen.ts';

export interface RestingViewFacts {
  readonly centre: CentreState;
  /** When the kiosk went out of service; `null`: unknown, as after a restart. */
  readonly since: OpeningMoment | null;
}

export const NO_RESTING_FACTS: RestingViewFacts = { centre: CENTRE_STATE_UNKNOWN, since: null };

type OutOfService = Extract<CitizenPageView, { show: 'outOfService' }>;
type Attract = Extract<CitizenPageView, { show: 'attract' }>;

/** Page of a kiosk that begins no visits: its devices fail, or staff or the hours close it. */
export function outOfServiceView(
  { context: { devices, catalogue } }: KioskSnapshot,
  elsewhere: AlternativePlaces | null,
  { centre, since }: RestingViewFacts,
): OutOfService {
  const at = momentsFrom(centre.now);
  const { closure } = devices;
  if (closure?.by === 'hours') {
    // The windows have the same hours.
    const openElsewhere = elsewhere?.kiosk ? { kiosk: elsewhere.kiosk, window: null } : null;
    const opens = centre.hours?.state === 'closed' ? at(centre.hours.opens) : null;
    return {
      show: 'outOfService',
      because: [],
      closure: 'hours',
      since: null,
      until: null,
      opens,
      elsewhere: openElsewhere,
    };
  }
  if (closure)
    return {
      show: 'outOfService',
      because: [],
      closure: closure.reason,
      since: at(closure.since),
      until: at(closure.until),
      opens: null,
      elsewhere,
    };
  // A public page does not say that money is within reach.
  if (devices.doorOpen)
    return {
      show: 'outOfService',
      because: [],
      closure: 'maintenance',
      since: at(since),
      until: null,
      opens: null,
      elsewhere,
    };
  return {
    show: 'outOfService',
    because: unique(catalogue.services.map((service) => serviceTrouble(service, devices))),
    closure: null,
    since: at(since),
    until: null,
    opens: null,
    elsewhere,
  };
}

export function attractView({ context }: KioskSnapshot, { centre }: RestingViewFacts): Attract {
  const { devices, cardLeft } = context;
  return {
    show: 'attract',
    doors: context.catalogue.doors.flatMap((door) => doorView(door, context) ?? []),
    notices: notices(devices),
    takeCard: cardLeft,
    now: centre.now,
    hours: shownHours(centre),
    news: centre.notices,
    works: workingFunctions(devices),
  };
}

/** `null`: no service of this centre is behind the door. */
function doorView(door: FirstPageDoor, { catalogue, devices, language }: KioskSnapshot['context']): DoorView | null {
  const { id, picture, title, hint } = door;
  const shown = { id, picture, title: title[language], hint: hint[language] };
  const offeredHere = catalogue.services.filter(({ centres }) => centres === null);
  const behind = servicesBehind(door, offeredHere);
  if (behind === null)
    return { ...shown, unavailable: readerTrouble(devices) ?? (devices.office.answers ? null : 'BKO-101') };
  const troubles = behind.map((service) => serviceStartTrouble(service, devices));
  if (behind.length === 0) return null;
  return { ...shown, unavailable: troubles.includes(null) ? null : (troubles[0] ?? null) };
}

function shownHours({ now, hours }: CentreState): ShownHours | null {
  return hours?.state === 'closed' ? { state: 'closed', opens: momentsFrom(now)(hours.opens) } : hours;
}

/** Leaves out the day of today. Without a believed clock no moment is shown. */
const momentsFrom =
  (now: OpeningMoment | null) =>
  (moment: OpeningMoment | string | null): ShownMoment | null => {
    if (!now || !moment) return null;
    const { day, time } = typeof moment === 'string' ? momentAt(moment) : moment;
    return { day: day === now.day ? null : day, time };
  };

function workingFunctions(devices: Devices): readonly WorkingFunction[] {
  const ways = waysToPay(devices);
  const sheets = devices.documentPrinter !== null && documentPrinterTrouble(devices.documentPrinter) === null;
  return [
    ...(ways.includes('cash') ? (['notes'] as const) : []),
    ...(ways.includes('card') ? (['cards'] as const) : []),
    ...(printerTrouble(devices) === null ? (['receipts'] as const) : []),
    ...(sheets ? (['sheets'] as const) : []),
  ];
}

function notices(devices: Devices): readonly TroubleCode[] {
  return unique([officeNotice(devices), readerTrouble(devices), ...paymentNotices(devices), printerTrouble(devices)]);
}

function unique(codes: readonly (TroubleCode | null)[]): readonly TroubleCode[] {
  return [...new Set(codes.filter((code) => code !== null))];
}
