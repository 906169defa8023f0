import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type { Due, DueUnpayable } from '../../../words/due.ts';
import type { UnansweredCode } from '../../../words/trouble.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';
import * as owing from './owing.ts';

export type DueInput = StepInput<'service', 'answers' | 'person' | 'confirmed', 'due' | 'unknownDues'>;
export type DueEnd = StepEnd<Pick<VisitFacts, 'due' | 'unknownDues'>>;

export interface DueContext extends DueInput {
  readonly unknownDues: number;
  readonly dues: readonly Due[] | null;
  readonly ticked: readonly string[] | null;
  readonly chosen: string | null;
  readonly part: number | null;
  readonly draft: string;
  readonly refused: boolean;
  /** `null`: no due is gone, or the citizen saw the new list. */
  readonly gone: DueUnpayable | null;
  readonly trouble: UnansweredCode | null;
  readonly end: DueEnd;
}

export interface DuesInquiry {
  readonly service: string;
  readonly answers: VisitFacts['answers'];
  /** `null`: the due is looked up by number. */
  readonly person: VisitFacts['person'] | null;
  readonly confirmed: VisitFacts['confirmed'] | undefined;
}

export type DuesAnswer = Result<readonly Due[], BackOfficeTrouble>;

/** After too many unknown numbers only staff help, because numbers can be guessed. */
export const dueMachine = setup({
  types: {
    input: {} as DueInput,
    context: {} as DueContext,
    events: {} as StepEvent,
    output: {} as DueEnd,
    tags: {} as StepTag,
  },
  actors: { readDues: fromPromise<DuesAnswer, DuesInquiry>(notProvided('readDues')) },
  guards: {
    isOver: ({ context }) => context.end.end !== 'back',
    mayRead: ({ context }) => owing.mayTypeNumber(context) && !owing.isChosenDueUnpayable(context),
    mayAskAgain: ({ context }) => owing.whyNothingToPay(context).again,
    isUnanswered: ({ context }) => context.trouble !== null,
    isPayable: ({ context }) => owing.chosenDueOf(context) !== undefined,
    nothingPayable: ({ context }) => owing.payableDues(context).length === 0,
    isOne: ({ context }) => owing.hasAtMostOneDue(context),
    oneTicked: ({ context }) => owing.tickedDues(context).length === 1,
    severalTicked: ({ context }) => owing.tickedDues(context).length > 1,
    takesPart: ({ context, event }) =>
      event.type === 'citizen.answer' && event.value === owing.PART_ANSWER && owing.partLimitsOf(context) !== null,
    draftFits: ({ context }) => owing.acceptedPart(context) !== null,
  },
  actions: {
    noteRead: assign(({ context }, output: DuesAnswer) => owing.takeDuesAnswer(context, output)),
    tick: assign(({ context, event }) => (event.type === 'citizen.answer' ? owing.tickDue(context, event.value) : {})),
    lookAtOnly: assign(({ context }) => owing.openOnlyTickedDue(context)),
    takeWhole: assign(({ event }) =>
      event.type === 'citizen.answer' && event.value === owing.WHOLE_ANSWER ? { part: null } : {},
    ),
    openPart: assign(({ context }) => owing.openPartPayment(context)),
    typeKey: assign(({ context, event }) =>
      event.type === 'citizen.key' ? owing.typePartKey(context, event.key) : {},
    ),
    eraseKey: assign(({ context }) => owing.erasePartKey(context)),
    keepPart: assign(({ context }) => owing.acceptDraftPart(context)),
    leaveDue: assign({ chosen: null, part: null, gone: null }),
    hand: assign(({ context }) => owing.endWithDues(context)),
    goBack: assign(({ context }) => owing.endWithBack(context)),
  },
}).createMachine({
  id: 'due',
  context: ({ input }) => owing.openingDueContext(input),
  initial: 'opening',
  states: {
    opening: {
      always: [{ guard: 'mayRead', target: 'reading' }, { target: 'none' }],
    },
    reading: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'readDues',
        input: ({ context }) => owing.duesInquiryOf(context),
        onDone: { target: 'answered', actions: { type: 'noteRead', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': { target: 'over', actions: 'goBack' } },
    },
    unanswered: {
      on: { 'citizen.retry': 'reading', 'citizen.back': { target: 'over', actions: 'goBack' } },
    },
    answered: {
      always: [
        { guard: 'isOver', target: 'over' },
        { guard: 'isUnanswered', target: 'unanswered' },
        { guard: 'nothingPayable', target: 'none' },
        { guard: 'isPayable', target: 'showing' },
        { target: 'choosing' },
      ],
    },
    none: {
      on: {
        'citizen.retry': { guard: 'mayAskAgain', target: 'reading' },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    // Several ticked dues are paid together. A single due has a page with a part payment.
    choosing: {
      on: {
        'citizen.answer': { actions: 'tick' },
        'citizen.next': [
          { guard: 'oneTicked', target: 'showing', actions: 'lookAtOnly' },
          { guard: 'severalTicked', target: 'over', actions: 'hand' },
        ],
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    showing: {
      on: {
        'citizen.answer': [{ guard: 'takesPart', target: 'typingPart', actions: 'openPart' }, { actions: 'takeWhole' }],
        'citizen.next': { target: 'over', actions: 'hand' },
        'citizen.back': [
          { guard: 'isOne', target: 'over', actions: 'goBack' },
          { target: 'choosing', actions: 'leaveDue' },
        ],
      },
    },
    typingPart: {
      on: {
        'citizen.key': { actions: 'typeKey' },
        'citizen.erase': { actions: 'eraseKey' },
        'citizen.next': [{ guard: 'draftFits', target: 'showing', actions: 'keepPart' }, { actions: 'keepPart' }],
        'citizen.back': 'showing',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
