import { and, assign, setup } from 'xstate';
import type { StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import type { StepEnd } from '../../visit/step.ts';
import type { FormContext, FormInput } from './answering.ts';
import * as answering from './answering.ts';

type End = StepEnd<Pick<VisitFacts, 'answers'> & Partial<Pick<VisitFacts, 'tier'>>>;

const factsOf = ({ answers, tier }: FormContext) => ({ answers, ...(tier && { tier }) });

/** One question a page; or the question to change, and others that become necessary. */
export const formMachine = setup({
  types: {
    input: {} as FormInput,
    context: {} as FormContext & { readonly end: End },
    events: {} as StepEvent,
    output: {} as End,
  },
  guards: {
    draftFits: ({ context }) => answering.isDraftAccepted(context),
    isLast: ({ context }) => answering.nextQuestionIndex(context) === null,
    offersKnown: ({ context }) => answering.registerOptionsHere(context).length > 0,
    leftKnown: ({ context }) => answering.registerOptionsBefore(context).length > 0,
    takesOption: ({ context, event }) =>
      event.type === 'citizen.answer' && answering.takeOption(context, event) !== null,
    optionIsLast: ({ context, event }) =>
      event.type === 'citizen.answer' && answering.nextIndexAfterOption(context, event) === null,
    isFirst: ({ context }) => answering.previousQuestionIndex(context) === null,
  },
  actions: {
    typeKey: assign(({ context, event }) =>
      event.type === 'citizen.key' ? answering.typeAnswerKey(context, event.key) : {},
    ),
    eraseKey: assign(({ context }) => answering.eraseAnswerKey(context)),
    chooseAnswer: assign(({ context, event }) =>
      event.type === 'citizen.answer' ? answering.chooseAnswer(context, event.value) : {},
    ),
    takeOption: assign(({ context, event }) =>
      event.type === 'citizen.answer' ? (answering.takeOption(context, event) ?? {}) : {},
    ),
    showKnown: assign({ typesAnother: false, refused: false, note: null }),
    keepAnswer: assign(({ context }) => answering.acceptDraftAnswer(context)),
    openNext: assign(({ context }) =>
      answering.goToQuestion(context, answering.nextQuestionIndex(context) ?? context.question),
    ),
    openPrevious: assign(({ context }) =>
      answering.goToQuestion(context, answering.previousQuestionIndex(context) ?? context.question),
    ),
    hand: assign({ end: ({ context }): End => ({ end: 'done', facts: factsOf(context) }) }),
    // Going back drops an unfinished change: the new questions of this change have no answers.
    goBack: assign({
      end: ({ context }): End => ({ end: 'back', facts: context.only === null ? factsOf(context) : {} }),
    }),
  },
}).createMachine({
  id: 'form',
  context: ({ input }) => {
    const blank = { question: 0, draft: '', refused: false, note: null, retaken: null, typesAnother: false };
    const form = { ...input, answers: input.answers ?? {}, ...blank };
    return {
      ...form,
      ...answering.openForm(form),
      end: { end: 'back', facts: {} },
    };
  },
  initial: 'asking',
  states: {
    asking: {
      on: {
        'citizen.key': { actions: 'typeKey' },
        'citizen.erase': { actions: 'eraseKey' },
        'citizen.answer': [
          { guard: and(['takesOption', 'optionIsLast']), target: 'over', actions: ['takeOption', 'hand'] },
          { guard: 'takesOption', actions: ['takeOption', 'openNext'] },
          { actions: 'chooseAnswer' },
        ],
        'citizen.next': [
          { guard: 'offersKnown' },
          { guard: and(['draftFits', 'isLast']), target: 'over', actions: ['keepAnswer', 'hand'] },
          { guard: 'draftFits', actions: ['keepAnswer', 'openNext'] },
          { actions: 'keepAnswer' },
        ],
        'citizen.back': [
          { guard: 'leftKnown', actions: 'showKnown' },
          { guard: 'isFirst', target: 'over', actions: 'goBack' },
          { actions: 'openPrevious' },
        ],
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
