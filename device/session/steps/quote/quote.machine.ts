import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, OfficeQuote } from '../../../back-office/contract.ts';
import { copiesIn } from '../../../catalogue/copies.ts';
import { multiplyQuote, needsOfficeQuote, quoteOn } from '../../../catalogue/price.ts';
import type { DuePayment } from '../../../words/due.ts';
import type { Quote } from '../../../words/quote.ts';
import type { UnansweredCode } from '../../../words/trouble.ts';
import { whyDueUnpayable } from '../../visit/due-gone.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';

type Input = StepInput<'service' | 'tier', 'answers' | 'due', 'quote'>;
type End = StepEnd<Pick<VisitFacts, 'quote'> & Partial<Pick<VisitFacts, 'due'>>>;

export interface QuoteContext extends Input {
  readonly end: End;
  readonly trouble: UnansweredCode | null;
}

/** The question does not name the citizen. */
export interface QuoteInquiry {
  readonly service: string;
  readonly tier: string;
  readonly copies: number;
  readonly expected: Quote;
  readonly dues: readonly DuePayment[];
}

/** `parts` has a quote for each due. The other fields have the sum of these quotes. */
export interface QuoteAnswer extends OfficeQuote {
  readonly parts?: readonly OfficeQuote[];
}

/** Only the officer at the window knows the price. */
const AT_WINDOW: Quote = { id: null, at: 'window', lines: [], total: 0, tariffDate: null };

function asQuote({ id, lines, total, tariffDate, parts }: QuoteAnswer, dues: readonly DuePayment[]): Quote {
  const sum = { lines, total, at: 'kiosk' } as const;
  if (parts)
    return {
      ...sum,
      id: null,
      tariffDate: null,
      parts: parts.map((part, nth) => asQuote(part, dues.slice(nth, nth + 1))),
    };
  const [due] = dues;
  return { ...sum, id, tariffDate, ...(due && { due }) };
}

/** Dues of the visit, each of which needs a quote; empty: the service pays no due. */
export const duesToQuote = ({ due }: Partial<Pick<VisitFacts, 'due'>>): readonly DuePayment[] =>
  due ? due.dues.map(({ id }) => ({ id, part: due.part })) : [];

/** The office no longer has the due as shown. */
function goneEnd({ due }: Input, refused: Refused): End | null {
  if (!due) return null;
  // The due changed, and the chosen part no longer fits.
  const gone = refused.reason === 'quote-mismatch' ? ({ because: 'changed' } as const) : whyDueUnpayable(refused, due);
  return gone && { end: 'back', facts: { due: { ...due, gone } } };
}

type Refused = Extract<BackOfficeTrouble, { kind: 'refused' }>;

/** If the office has no price, the citizen pays at the window. */
function refusedEnd(context: Input, error: Refused): End {
  if (error.reason === 'no-price') return done(AT_WINDOW);
  return goneEnd(context, error) ?? { end: 'cannot', code: 'BKO-102' };
}

const expectedOf = (context: Input): Quote =>
  multiplyQuote(quoteOn(context.service, context.tier, context), copiesIn(context.answers));

const done = (quote: Quote): End => ({ end: 'done', facts: { quote } });

/** Lodging makes a price binding. Free services and services at a window need no question. */
export const quoteMachine = setup({
  types: {
    input: {} as Input,
    context: {} as QuoteContext,
    events: {} as StepEvent,
    output: {} as End,
    tags: {} as StepTag,
  },
  actors: {
    askQuote: fromPromise<Result<QuoteAnswer, BackOfficeTrouble>, QuoteInquiry>(notProvided('askQuote')),
  },
  guards: { asks: ({ context }) => needsOfficeQuote(context.service) },
}).createMachine({
  id: 'quote',
  context: ({ input }) => ({ ...input, end: { end: 'back', facts: {} }, trouble: null }),
  initial: 'opening',
  states: {
    opening: {
      always: [
        { guard: 'asks', target: 'asking' },
        { target: 'over', actions: assign({ end: ({ context }) => done(expectedOf(context)) }) },
      ],
    },
    asking: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'askQuote',
        input: ({ context }) => ({
          service: context.service.id,
          tier: context.tier.id,
          copies: copiesIn(context.answers),
          expected: expectedOf(context),
          dues: duesToQuote(context),
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'over',
            actions: assign({
              end: ({ event: { output }, context }) =>
                output.ok ? done(asQuote(output.value, duesToQuote(context))) : context.end,
            }),
          },
          {
            guard: ({ event: { output } }) => !output.ok && output.error.kind === 'refused',
            target: 'over',
            actions: assign({
              end: ({ context, event: { output } }): End =>
                !output.ok && output.error.kind === 'refused' ? refusedEnd(context, output.error) : context.end,
            }),
          },
          {
            target: 'unanswered',
            actions: assign({
              trouble: ({ event: { output } }) =>
                !output.ok && output.error.kind !== 'refused' ? output.error.code : null,
            }),
          },
        ],
      },
      on: { 'citizen.back': 'over' },
    },
    unanswered: {
      on: {
        'citizen.retry': 'asking',
        'citizen.back': 'over',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
