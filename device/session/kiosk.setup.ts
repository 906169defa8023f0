import { assign, fromCallback, fromPromise, not, setup } from 'xstate';
import type { Catalogue } from '../catalogue/schema.ts';
import { maintenanceMachine, type StaffSignInRequest } from '../maintenance/maintenance.machine.ts';
import type { StaffEvent } from '../staff/contract.ts';
import { DISPLAY_RESET_MS, type DisplaySettings, PLAIN_DISPLAY, waitOf } from '../words/display.ts';
import { DEFAULT_LANGUAGE, type Language } from '../words/language.ts';
import type { NextVisitInput } from './context.ts';
import type { createSessionMachine } from './session.machine.ts';
import {
  type Devices,
  haveDevicesAnswered,
  isKioskClosed,
  serviceTrouble,
  UNANSWERED_DEVICES,
} from './visit/devices.ts';
import {
  type DevicesChanged,
  type DocumentEvent,
  newestDevicesOf,
  notProvided,
  type PresenceEvent,
  type ScanEvent,
  type StepEvent,
} from './visit/events.ts';

export interface KioskInput {
  readonly catalogue: Catalogue;
}

/** `process.ending`: no other visit begins. `process.asked`: checks that the machine works. */
type ProcessEvent = { readonly type: 'process.ending' } | { readonly type: 'process.asked' };

interface KioskContext extends KioskInput {
  readonly devices: Devices;
  readonly display: DisplaySettings;
  readonly language: Language;
  readonly ending: boolean;
  /** Whether the citizen called staff a short time ago: another touch is the same call. */
  readonly called: boolean;
  /** Refusal of the newest scan, with the screen that it was held to; `null`: none, or it was shown long enough. */
  readonly scan: Omit<Extract<ScanEvent, { readonly type: 'scan.refused' }>, 'type'> | null;
  /** A request for maintenance, which begins after the visit; `null`: none. */
  readonly staff: StaffSignInRequest | null;
  /** Whether a person is in front of the kiosk; `null`: unknown. */
  readonly near: boolean | null;
  /** No visit begins until the card of the previous citizen is out. */
  readonly cardLeft: boolean;
  /** Number of the visit. A late touch has the number of the visit before. */
  readonly visit: number;
}

export const initialKioskContext = (input: KioskInput): KioskContext => ({
  ...input,
  called: false,
  devices: UNANSWERED_DEVICES,
  display: PLAIN_DISPLAY,
  language: DEFAULT_LANGUAGE,
  ending: false,
  scan: null,
  staff: null,
  near: null,
  cardLeft: false,
  visit: 0,
});

/** Longest wait for a device's first status. Why 5 s: chosen, not measured. */
const DEVICES_KNOWN_MS = 5_000;
/** Longest wait for the settlement. It goes on in the background. Why 20 s: chosen, not measured. */
const RECOVERY_MS = 20_000;

/** Milliseconds of pause after a bug, which may throw again at once and load the processor. Why 5 s: chosen, not measured. */
const RECOVER_AFTER_BUG_MS = 5_000;
/** Milliseconds to fetch a card that was left; then the kiosk tells staff. Why 60 s: chosen, not measured. */
export const CARD_LEFT_MS = 60_000;

/** Milliseconds for which the page shows why a scan had no effect. Why 10 s: chosen, not measured. */
export const SCAN_SHOWN_MS = 10_000;

/** Milliseconds for which the pages say that staff were called. Why 30 s: chosen, not measured. */
export const CALL_SHOWN_MS = 30_000;

/** `false` if the reader cannot detect cards. */
const hasCard = ({ reader }: Devices): boolean => reader.device === 'online' && reader.media === 'present';

const anythingOffered = ({ catalogue, devices }: KioskContext): boolean =>
  catalogue.services.some((service) => serviceTrouble(service, devices) === null);

function requestAfter(before: StaffSignInRequest | null, event: { readonly type: string }): StaffSignInRequest | null {
  const said = event as StaffEvent;
  if (said.type === 'staff.badge-presented') return { by: 'badge', badge: said.badge };
  if (said.type !== 'staff.key-turned') return before;
  if (said.on) return { by: 'service-key' };
  return before?.by === 'service-key' ? null : before;
}

/** The touch of a visit that leads to the page behind the door; `null`: no door, or none of this kiosk. */
function touchBehind(
  { catalogue }: KioskInput,
  { door: id }: Extract<StepEvent, { readonly type: 'citizen.start' }>,
): StepEvent | null {
  const door = catalogue.doors.find((each) => each.id === id);
  if (!door) return null;
  const { opens } = door;
  if ('group' in opens) return { type: 'citizen.group', group: opens.group };
  if ('service' in opens) return { type: 'citizen.choose', service: opens.service };
  return { type: 'citizen.continue' };
}

const session = {} as ReturnType<typeof createSessionMachine>;

export const kioskSetup = setup({
  types: {
    input: {} as KioskInput,
    context: {} as KioskContext,
    events: {} as
      | StepEvent
      | ScanEvent
      | StaffEvent
      | PresenceEvent
      | ProcessEvent
      | { readonly type: 'scan.shown' }
      | { readonly type: 'call.shown' },
  },
  actors: {
    session,
    maintenance: maintenanceMachine,
    watchDevices: fromCallback<{ type: 'none' }, Catalogue, DevicesChanged | DocumentEvent | PresenceEvent>(
      notProvided('watchDevices'),
    ),
    recover: fromPromise<void>(notProvided('recover')),
  },
  guards: {
    devicesKnown: ({ context }) => haveDevicesAnswered(context.devices),
    anythingOffered: ({ context }) => anythingOffered(context),
    isClosed: ({ context }) => isKioskClosed(context.devices),
    staffWait: ({ context }) => context.staff !== null,
    doorOpens: ({ context, event }) =>
      event.type === 'devices.changed' && event.devices.doorOpen && !context.devices.doorOpen,
    cardIsLeft: ({ context }) => context.cardLeft,
    isCalled: ({ context }) => context.called,
    opensDoor: ({ context, event }) => event.type === 'citizen.start' && touchBehind(context, event) !== null,
    nothingOffered: ({ context }) => !anythingOffered(context),
  },
  actions: {
    noteDevices: assign(({ context, event }) => {
      const devices = newestDevicesOf({ context, event });
      return { devices, cardLeft: context.cardLeft && hasCard(devices) };
    }),
    notePresence: assign({
      near: ({ context, event }) => (event.type === 'presence.changed' ? event.near : context.near),
    }),
    callStaff: notProvided('callStaff'),
    noteCardLeft: assign({ cardLeft: ({ context }) => hasCard(context.devices) }),
    tellCardLeft: notProvided('tellCardLeft'),
    beginVisit: assign(({ context, event }) => ({
      visit: context.visit + 1,
      language: event.type === 'citizen.start' ? event.language : context.language,
    })),
    // The same citizen goes on, so language and display stay.
    beginAnother: assign(({ context }, before: Pick<NextVisitInput, 'language' | 'display'> | null) => ({
      visit: context.visit + 1,
      language: before?.language ?? context.language,
      display: before?.display ?? context.display,
    })),
    setLanguage: assign({
      language: ({ context, event }) => (event.type === 'citizen.language' ? event.language : context.language),
    }),
    // Without a visit there is nothing to cover.
    setDisplay: assign({
      display: ({ context, event }) =>
        event.type === 'citizen.display' ? { ...context.display, ...event.set, covered: false } : context.display,
    }),
    noteScan: assign({
      scan: ({ event }) => (event.type === 'scan.refused' ? { because: event.because, step: event.step } : null),
    }),
    noteStaff: assign(({ context, event }) => ({ staff: requestAfter(context.staff, event) })),
    staffLeft: assign({ staff: null }),
    noteEnding: assign({ ending: true }),
    noteCalled: assign({ called: true }),
    forgetCall: assign({ called: false }),
    forget: assign({
      called: false,
      display: PLAIN_DISPLAY,
      language: DEFAULT_LANGUAGE,
      scan: null,
    }),
    releaseApplications: notProvided('releaseApplications'),
    openDesk: notProvided('openDesk'),
    closeDesk: notProvided('closeDesk'),
    reportBug: (_, _params: { readonly error: unknown }) => notProvided('reportBug')(),
  },
  delays: {
    devicesKnownLimit: DEVICES_KNOWN_MS,
    recoveryLimit: RECOVERY_MS,
    displayReset: ({ context: { display } }) => waitOf(display, DISPLAY_RESET_MS),
    recoverAfterBug: RECOVER_AFTER_BUG_MS,
    cardLeftLimit: CARD_LEFT_MS,
    scanShown: SCAN_SHOWN_MS,
    callShown: CALL_SHOWN_MS,
  },
});

const SHOWN = 'scanShown';

/** Each refusal is shown for its whole time. */
export const SHOW_SCAN_REFUSAL = [
  'noteScan' as const,
  kioskSetup.cancel(SHOWN),
  kioskSetup.raise({ type: 'scan.shown' }, { id: SHOWN, delay: 'scanShown' }),
] as const;

const CALL = 'callShown';

/** Staff are called once, although a trembling hand touches twice. */
export const CALL_STAFF = [
  'callStaff' as const,
  'noteCalled' as const,
  kioskSetup.cancel(CALL),
  kioskSetup.raise({ type: 'call.shown' }, { id: CALL, delay: 'callShown' }),
] as const;

/** The next person finds nothing of this one. */
export const FORGET_PERSON = ['forget' as const, kioskSetup.cancel(CALL)] as const;

/** A page between visits at which a person may call staff and set the display. It forgets both after a while without a touch. */
export const adjustable = {
  initial: 'plain',
  states: {
    plain: {},
    adjusted: {
      description: 'A person touched the page, and may have left.',
      after: { displayReset: { target: 'plain', actions: FORGET_PERSON } },
    },
  },
} as const;

export const ADJUSTMENTS = {
  'citizen.stay': { target: '.adjusted' },
  'citizen.call-staff': { guard: not('isCalled'), target: '.adjusted', actions: CALL_STAFF },
  'citizen.display': { target: '.adjusted', actions: 'setDisplay' },
} as const;

/** The visit begins at the page behind a door of the first page. */
export const OPEN_DOOR = kioskSetup.raise(
  ({ context, event }) => (event.type === 'citizen.start' && touchBehind(context, event)) || { type: 'citizen.stay' },
);

export const FORGET_SCAN_REFUSAL = ['noteScan' as const, kioskSetup.cancel(SHOWN)] as const;
