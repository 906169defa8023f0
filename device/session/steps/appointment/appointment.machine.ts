import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type { FreeSlots, HeldSlot } from '../../../back-office/slots.ts';
import { isUnanswered, type UnansweredCode } from '../../../words/trouble.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';
import * as choosing from './choosing.ts';

export type AppointmentInput = StepInput<'service', never, 'slot'>;
export type AppointmentEnd = StepEnd<Pick<VisitFacts, 'slot'>>;

/** `taken`: the office refused the hold. `lost`: the chosen time is no longer held or free. */
export type AppointmentProblem = 'taken' | 'lost' | UnansweredCode;

/** A hold that the kiosk asked for. After a lost answer, it asks again with this key. */
export interface RequestedSlotHold {
  readonly key: string;
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface AppointmentContext extends AppointmentInput {
  readonly free: FreeSlots | null;
  readonly place: string | null;
  readonly day: string | null;
  readonly time: string | null;
  readonly asked: RequestedSlotHold | null;
  readonly problem: AppointmentProblem | null;
  readonly end: AppointmentEnd;
}

export type FreeSlotsAnswer = Result<FreeSlots, BackOfficeTrouble>;

export interface SlotHoldInput {
  /** Key of a repeated hold; `null`: a new hold. */
  readonly key: string | null;
  readonly service: string;
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface SlotHoldOutput {
  readonly key: string;
  readonly result: Result<HeldSlot, BackOfficeTrouble>;
}

function openedWith(input: AppointmentInput): AppointmentContext {
  const { slot } = input;
  const end = { end: 'back', facts: {} } as const;
  const none = { ...input, end, free: null, asked: null, place: null, day: null, time: null, problem: null };
  if (!slot) return none;
  const { key, place, day, from, lost } = slot;
  const where = { place: place.id, day };
  return lost
    ? { ...none, ...where, problem: 'lost' }
    : { ...none, ...where, time: from, asked: { key, from, ...where } };
}

/** If another person is faster, the page shows what is free then. */
export const appointmentMachine = setup({
  types: {
    input: {} as AppointmentInput,
    context: {} as AppointmentContext,
    events: {} as StepEvent,
    output: {} as AppointmentEnd,
    tags: {} as StepTag,
  },
  actors: {
    readSlots: fromPromise<FreeSlotsAnswer, string>(notProvided('readSlots')),
    holdSlot: fromPromise<SlotHoldOutput, SlotHoldInput>(notProvided('holdSlot')),
  },
  guards: {
    isOver: ({ context }) => context.end.end !== 'back',
    isUnanswered: ({ context }) => isUnanswered(context.problem),
    isTaken: ({ context }) => context.problem === 'taken',
    hasPlace: ({ context }) => context.place !== null,
    isOnePlace: ({ context }) => choosing.hasOnePlace(context),
    isChosen: ({ context }) => choosing.isTimeChosen(context),
  },
  actions: {
    noteFree: assign(({ context }, output: FreeSlotsAnswer) => choosing.takeFreeSlots(context, output)),
    choosePlace: assign(({ context, event }) =>
      event.type === 'citizen.answer' ? choosing.choosePlace(context, event.value) : {},
    ),
    choose: assign(({ context, event }) =>
      event.type === 'citizen.answer' ? choosing.chooseDayOrTime(context, event.value) : {},
    ),
    leavePlace: assign(choosing.clearChosenPlace),
    noteHeld: assign(({ context }, output: SlotHoldOutput) => choosing.takeHoldAnswer(context, output)),
  },
}).createMachine({
  id: 'appointment',
  context: ({ input }) => openedWith(input),
  initial: 'reading',
  states: {
    reading: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'readSlots',
        input: ({ context }) => context.service.id,
        onDone: { target: 'answered', actions: { type: 'noteFree', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': 'over' },
    },
    unanswered: { on: { 'citizen.retry': 'reading', 'citizen.back': 'over' } },
    answered: {
      always: [
        { guard: 'isOver', target: 'over' },
        { guard: 'isUnanswered', target: 'unanswered' },
        { guard: 'hasPlace', target: 'choosingTime' },
        { target: 'choosingPlace' },
      ],
    },
    choosingPlace: {
      always: { guard: 'hasPlace', target: 'choosingTime' },
      on: { 'citizen.answer': { actions: 'choosePlace' }, 'citizen.back': 'over' },
    },
    choosingTime: {
      on: {
        'citizen.answer': { actions: 'choose' },
        'citizen.next': { guard: 'isChosen', target: 'holding' },
        'citizen.back': [
          { guard: 'isOnePlace', target: 'over' },
          { target: 'choosingPlace', actions: 'leavePlace' },
        ],
      },
    },
    holding: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'holdSlot',
        input: ({ context }) => choosing.holdRequestOf(context),
        onDone: { target: 'tried', actions: { type: 'noteHeld', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': 'over' },
    },
    tried: {
      always: [
        { guard: 'isOver', target: 'over' },
        { guard: 'isTaken', target: 'reading' },
        { target: 'choosingTime' },
      ],
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
