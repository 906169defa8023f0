import { assign, fromCallback, sendTo, setup } from 'xstate';
import type { Refusal, ValidatorEvent } from '../../drivers/bill-validator/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { CashCount, LargeBanknote } from '../ledger/till.ts';
import { waitOf } from '../words/display.ts';
import { type CitizenEvent, type DevicesChanged, notProvided, wantsMoreTime } from './visit/events.ts';

export interface CashInput {
  readonly applicationId: string;
  readonly amount: Qepik;
  /** While the cabinet is open, the validator takes no note. */
  readonly doorOpen: boolean;
  /** Whether the citizen wants more time. */
  readonly moreTime: boolean;
}

export type CashOutput =
  | { readonly end: 'paid'; readonly inserted: Qepik }
  /** The kiosk owes the notes in the cassette. */
  | { readonly end: 'stopped'; readonly inserted: Qepik; readonly doubted: boolean; readonly left: boolean }
  /** It is unknown where a note is, and the wait is over. */
  | { readonly end: 'unsettled' };

interface CashContext extends CashInput, CashCount {
  /** Why the last note came back; `null` after another note went in. */
  readonly back: Refusal | 'returned' | null;
  readonly large: LargeBanknote | null;
  readonly stopping: boolean;
  readonly leaving: boolean;
}

export type TillReport =
  /** The note exceeds the missing amount by more than the till's limit: ask whether it stays in. */
  | { readonly type: 'till.asked'; readonly note: LargeBanknote }
  | { readonly type: 'till.withdrew' }
  | { readonly type: 'till.reported'; readonly event: ValidatorEvent; readonly count: CashCount }
  | { readonly type: 'till.ended'; readonly count: CashCount };

export type TillCommand = { readonly type: 'take' | 'stop' | 'keep' | 'give-back' };

type CashEvent = TillReport | CitizenEvent | DevicesChanged;

/** Idle milliseconds until the warning. Why 90 s: citizens look for notes in bags. Not measured. */
export const CASH_IDLE_MS = 90_000;
/** Milliseconds until the warning ends the taking. Why 30 s: WCAG 2.2.1 wants at least 20 s. */
export const CASH_GRACE_MS = 30_000;
/** Milliseconds until an unanswered large note goes back (docs/decisions/0007), before the till's `HOLD_MS`. Why 30 s: chosen, not measured. */
export const LARGE_NOTE_MS = 30_000;
/** Longest wait for news of a note. Why 120 s: chosen, not measured. The ledger waits longer. */
export const NOTE_NEWS_LIMIT_MS = 120_000;

/** Names each event: a wildcard of an inner state would hide the events that end the taking. */
const TOUCHED = {
  'citizen.stay': { target: 'waiting', reenter: true },
  'citizen.language': { target: 'waiting', reenter: true },
  'citizen.call-staff': { target: 'waiting', reenter: true },
  'citizen.display': { target: 'waiting', reenter: true, actions: 'noteDisplay' },
} as const;

const backOf = (event: ValidatorEvent): CashContext['back'] => {
  if (event.type === 'note.refused') return event.reason;
  return event.type === 'note.returned' ? 'returned' : null;
};

/** Takes notes until they cover the duty, one is in doubt, or the citizen stops. Waits for the last note, within a limit. */
export const cashMachine = setup({
  types: {
    input: {} as CashInput,
    context: {} as CashContext,
    events: {} as CashEvent,
    output: {} as CashOutput,
  },
  actors: {
    till: fromCallback<TillCommand, CashInput, TillReport>(notProvided('till')),
  },
  guards: {
    noteWentIn: ({ event }) => event.type === 'till.reported' && event.event.type === 'note.inserted',
    doorOpens: ({ event }) => event.type === 'devices.changed' && event.devices.doorOpen,
    doorCloses: ({ event }) => event.type === 'devices.changed' && !event.devices.doorOpen,
    doorIsOpen: ({ context }) => context.doorOpen,
    holds: ({ context }) => context.holds,
    covered: ({ context }) => context.inserted >= context.amount,
    over: ({ context }) => context.doubted || context.stopping,
    keeps: ({ event }) => event.type === 'citizen.answer' && event.value === 'keep',
    givesBack: ({ event }) => event.type === 'citizen.answer' && event.value === 'give-back',
  },
  actions: {
    count: assign(({ context, event }) => {
      if (event.type === 'till.ended') return event.count;
      if (event.type !== 'till.reported') return {};
      const { event: told, count } = event;
      return { ...count, back: told.type === 'note.inserted' ? null : (backOf(told) ?? context.back) };
    }),
    noteDoor: assign(({ context, event }) => ({
      doorOpen: event.type === 'devices.changed' ? event.devices.doorOpen : context.doorOpen,
    })),
    noteDisplay: assign(({ context, event }) => ({ moreTime: wantsMoreTime(context, event) })),
    noteStop: assign({ stopping: true }),
    noteLeaving: assign({ stopping: true, leaving: true }),
    take: sendTo('till', { type: 'take' }),
    stop: sendTo('till', { type: 'stop' }),
    noteLarge: assign(({ event }) => (event.type === 'till.asked' ? { large: event.note } : {})),
    forgetLarge: assign({ large: null }),
    keep: sendTo('till', { type: 'keep' }),
    giveBack: sendTo('till', { type: 'give-back' }),
    noteGivenBack: assign({ back: 'returned' }),
  },
  delays: {
    idle: ({ context }) => waitOf(context, CASH_IDLE_MS),
    grace: ({ context }) => waitOf(context, CASH_GRACE_MS),
    questionEnds: LARGE_NOTE_MS,
    unsettledEnds: NOTE_NEWS_LIMIT_MS,
  },
}).createMachine({
  id: 'cash',
  context: ({ input }) => ({
    ...input,
    inserted: 0,
    holds: false,
    doubted: false,
    back: null,
    large: null,
    stopping: false,
    leaving: false,
  }),
  invoke: { id: 'till', src: 'till', input: ({ context }) => context },
  initial: 'counted',
  on: {
    'till.reported': { actions: 'count' },
    'devices.changed': { actions: 'noteDoor' },
    'citizen.display': { actions: 'noteDisplay' },
  },
  states: {
    taking: {
      description: 'The validator takes notes.',
      entry: 'take',
      initial: 'waiting',
      on: {
        'till.reported': [
          { guard: 'noteWentIn', target: '.working', actions: 'count' },
          { target: '.waiting', actions: 'count' },
        ],
        'till.asked': { target: '.asked', actions: 'noteLarge' },
        'till.ended': { target: 'counted', actions: 'count' },
        'devices.changed': { guard: 'doorOpens', target: 'pausing', actions: ['noteDoor', 'stop'] },
        'citizen.back': { target: 'stopping', actions: ['noteStop', 'stop'] },
        'citizen.cancel': { target: 'stopping', actions: ['noteStop', 'stop'] },
        'citizen.finish': { target: 'stopping', actions: ['noteLeaving', 'stop'] },
      },
      states: {
        waiting: { description: 'No note is on its way.', after: { idle: 'warned' }, on: TOUCHED },
        // Also ends the wait for a validator that went away with a note and reports no more.
        working: { description: 'A note is on its way.', after: { idle: 'waiting' } },
        asked: {
          description: 'A large note is in escrow. The citizen keeps it in or takes it back.',
          exit: 'forgetLarge',
          after: { questionEnds: { target: 'working', actions: ['giveBack', 'noteGivenBack'] } },
          on: {
            'citizen.answer': [
              { guard: 'keeps', target: 'working', actions: 'keep' },
              { guard: 'givesBack', target: 'working', actions: ['giveBack', 'noteGivenBack'] },
            ],
            'till.withdrew': 'waiting',
          },
        },
        warned: {
          description: 'The page asks whether the citizen is still there.',
          after: { grace: { target: '#cash.stopping', actions: ['noteLeaving', 'stop'] } },
          on: TOUCHED,
        },
      },
    },
    pausing: {
      description: 'The door opened. The validator finishes its last note.',
      on: {
        'till.ended': { target: 'counted', actions: 'count' },
        'citizen.back': { target: 'stopping', actions: 'noteStop' },
        'citizen.cancel': { target: 'stopping', actions: 'noteStop' },
        'citizen.finish': { target: 'stopping', actions: 'noteLeaving' },
      },
    },
    paused: {
      description: 'The door is open, and the validator is off. Counted notes stay counted.',
      initial: 'waiting',
      on: {
        'devices.changed': { guard: 'doorCloses', target: 'counted', actions: 'noteDoor' },
        'citizen.back': { target: 'over', actions: 'noteStop' },
        'citizen.cancel': { target: 'over', actions: 'noteStop' },
        'citizen.finish': { target: 'over', actions: 'noteLeaving' },
      },
      states: {
        waiting: { after: { idle: 'warned' }, on: TOUCHED },
        warned: {
          description: 'The page asks whether the citizen is still there.',
          after: { grace: { target: '#cash.over', actions: 'noteLeaving' } },
          on: TOUCHED,
        },
      },
    },
    stopping: {
      description: 'The validator finishes its last note.',
      on: { 'till.ended': { target: 'counted', actions: 'count' } },
    },
    counted: {
      description: 'The validator takes no more notes.',
      always: [
        { guard: 'holds', target: 'unsettled' },
        { guard: 'covered', target: 'over' },
        { guard: 'over', target: 'over' },
        { guard: 'doorIsOpen', target: 'paused' },
        { target: 'taking' },
      ],
    },
    unsettled: {
      description: 'The kiosk does not know yet where the last note is.',
      on: {
        'till.reported': { target: 'counted', actions: 'count' },
        'citizen.finish': { target: 'over', actions: 'noteLeaving' },
      },
      after: { unsettledEnds: { target: 'over', actions: 'noteLeaving' } },
    },
    over: { type: 'final' },
  },
  output: ({ context: { holds, inserted, amount, doubted, leaving } }) => {
    if (holds) return { end: 'unsettled' };
    if (inserted >= amount) return { end: 'paid', inserted };
    return { end: 'stopped', inserted, doubted, left: leaving };
  },
});
