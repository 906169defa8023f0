import { assign, fromCallback, fromPromise, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { Result } from '../../drivers/result.ts';
import type { SignedInStaff, StaffEvent, StaffTrouble } from '../staff/contract.ts';
import { PIN_DIGITS } from '../words/maintenance.ts';
import type { MaintenanceTouch } from './desk.ts';
import type { PageAfterSignIn, PinTrouble } from './view.ts';

export type StaffSignInRequest = { readonly by: 'badge'; readonly badge: string } | { readonly by: 'service-key' };

interface PinAttempt {
  readonly badge: string;
  readonly pin: string;
}

interface MaintenanceContext {
  readonly request: StaffSignInRequest;
  readonly typed: string;
  readonly trouble: PinTrouble | null;
  readonly staff: SignedInStaff | null;
  /** `null`: the desk has shown no page yet. */
  readonly page: PageAfterSignIn | null;
}

type Touched = {
  [T in MaintenanceTouch as T['do']]: { readonly type: `citizen.${T['do']}` } & Omit<T, 'do'>;
}[MaintenanceTouch['do']];

export type MaintenanceDeskEvent =
  | { readonly type: 'desk.shows'; readonly page: PageAfterSignIn }
  | { readonly type: 'desk.unrecorded' };

type MaintenanceEvent =
  | Touched
  | StaffEvent
  /** *Open the kiosk*. */
  | { readonly type: 'citizen.finish' }
  | MaintenanceDeskEvent;

/** Longest time without a key at the PIN page, in milliseconds. Why 60 s: as `IDLE_MS` of a visit; not measured. */
export const PIN_IDLE_MS = 60_000;
/**
 * Longest time without a touch behind the PIN, in milliseconds. Why 10 min: a technician works with both hands in the cabinet; chosen, not
 * measured.
 */
export const DESK_IDLE_MS = 10 * 60_000;

const notProvided = (what: string) => (): never => {
  throw new Error(`${what} is provided by device/actors/maintenance-actors.ts`);
};

const USED = { target: 'used', reenter: true, actions: 'passTouch' } as const;

const EMPTY = { typed: '', trouble: null } as const;

const byKey = ({ context }: { readonly context: MaintenanceContext }) => context.request.by === 'service-key';

/**
 * Staff at the glass: the PIN, then the pages of the desk. It ends by *open the kiosk*, by the service key, or after a time without touches.
 * A removed badge ends only the PIN page: the technician puts the badge away and works.
 */
export const maintenanceMachine = setup({
  types: {
    input: {} as StaffSignInRequest,
    context: {} as MaintenanceContext,
    events: {} as MaintenanceEvent,
  },
  actors: {
    admit: fromPromise<Result<SignedInStaff, StaffTrouble>, PinAttempt>(notProvided('admit')),
    desk: fromCallback<
      (MaintenanceTouch & { readonly type: 'touch' }) | StaffEvent,
      SignedInStaff,
      MaintenanceDeskEvent
    >(notProvided('desk')),
  },
  guards: {
    byKey,
    isDigit: ({ event }) => event.type === 'citizen.key' && /^[0-9]$/.test(event.key),
    isWhole: ({ context }) => context.typed.length === PIN_DIGITS,
    keyIsOff: ({ context, event }) => byKey({ context }) && event.type === 'staff.key-turned' && !event.on,
  },
  actions: {
    noteDigit: assign(({ context, event }) =>
      event.type === 'citizen.key' && context.typed.length < PIN_DIGITS
        ? { typed: context.typed + event.key, trouble: null }
        : {},
    ),
    eraseDigit: assign(({ context }) => ({ typed: context.typed.slice(0, -1), trouble: null })),
    forgetPin: assign({ typed: '' }),
    passStaff: sendTo('desk', ({ event }) => event as StaffEvent),
    notePage: assign(({ event }) => (event.type === 'desk.shows' ? { page: event.page } : {})),
    passTouch: sendTo('desk', ({ event }) => {
      const { type, ...rest } = event as Touched;
      return { ...rest, type: 'touch', do: type.slice('citizen.'.length) } as MaintenanceTouch & { type: 'touch' };
    }),
  },
  delays: { pinIdle: PIN_IDLE_MS, deskIdle: DESK_IDLE_MS },
}).createMachine({
  id: 'maintenance',
  context: ({ input }) => ({
    ...EMPTY,
    request: input,
    staff: input.by === 'service-key' ? { badge: null, by: 'service-key' } : null,
    page: null,
  }),
  on: { 'staff.key-turned': { guard: 'keyIsOff', target: '.over' } },
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'byKey', target: 'open' }, { target: 'pin' }] },
    pin: {
      description: 'The technician types the PIN of the badge.',
      initial: 'typing',
      states: { typing: { after: { pinIdle: '#maintenance.over' } } },
      on: {
        'citizen.key': { guard: 'isDigit', target: '.typing', reenter: true, actions: 'noteDigit' },
        'citizen.erase': { target: '.typing', reenter: true, actions: 'eraseDigit' },
        'citizen.next': { guard: 'isWhole', target: 'checking' },
        'citizen.finish': 'over',
        'staff.badge-removed': 'over',
      },
    },
    checking: {
      description: 'The kiosk checks the PIN. The try is in its books before the answer.',
      invoke: {
        src: 'admit',
        input: ({ context: { request, typed } }) => ({
          badge: request.by === 'badge' ? request.badge : '',
          pin: typed,
        }),
        onDone: [
          {
            description: 'admitted',
            guard: ({ event }) => event.output.ok,
            target: 'open',
            actions: ['forgetPin', assign({ staff: ({ event }) => (event.output.ok ? event.output.value : null) })],
          },
          {
            description: 'refused',
            target: 'pin',
            actions: ['forgetPin', assign({ trouble: ({ event }) => (event.output.ok ? null : event.output.error) })],
          },
        ],
        onError: { target: 'pin', actions: ['forgetPin', assign({ trouble: { kind: 'not-answered' } })] },
      },
      on: { 'staff.badge-removed': 'over' },
    },
    open: {
      description: 'Staff work at the glass.',
      invoke: {
        id: 'desk',
        src: 'desk',
        input: ({ context }) => context.staff ?? { badge: null, by: 'service-key' },
      },
      initial: 'used',
      states: {
        used: {
          description: 'Each touch and each badge starts the time without touches again.',
          on: {
            'citizen.answer': USED,
            'citizen.key': USED,
            'citizen.erase': USED,
            'citizen.next': USED,
            'citizen.back': USED,
            'staff.badge-presented': { target: 'used', reenter: true, actions: 'passStaff' },
            'staff.badge-removed': { target: 'used', reenter: true, actions: 'passStaff' },
          },
          after: { deskIdle: '#maintenance.over' },
        },
      },
      on: { 'desk.shows': { actions: 'notePage' }, 'desk.unrecorded': 'unrecorded', 'citizen.finish': 'over' },
    },
    unrecorded: {
      description: 'The ledger cannot record: its disk may be full. *Next* tries again.',
      after: { pinIdle: 'over' },
      on: { 'citizen.next': 'open', 'citizen.finish': 'over' },
    },
    over: { type: 'final' },
  },
});

export type MaintenanceSnapshot = SnapshotFrom<typeof maintenanceMachine>;
