import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, OfficeQuote } from '../../../back-office/contract.ts';
import { copiesIn } from '../../../catalogue/copies.ts';
import { asksForQuote, quoteOn, timesQuote } from '../../../catalogue/price.ts';
import type { Quote } from '../../../words/quote.ts';
import type { StepEvent } from '../../visit/events.ts';
import type { Facts } from '../../visit/facts.ts';
import type { Ends, StepInput } from '../../visit/step.ts';

type Input = StepInput<'service' | 'tier', 'answers', 'quote'>;
type End = Ends<Pick<Facts, 'quote'>>;

export interface QuoteContext extends Input {
  readonly end: End;
  /** Why the back office gave no answer, or `null`. */
  readonly trouble: 'BKO-101' | 'BKO-110' | null;
}

/** What the back office is asked: what it costs, for whoever it is. */
export interface QuoteQuestion {
  readonly service: string;
  readonly tier: string;
  /** Of the document. */
  readonly copies: number;
  /** What the catalogue has. */
  readonly expected: Quote;
}

/** It understood, and has no price: the officer at the window has. */
const AT_WINDOW: Quote = { id: null, at: 'window', lines: [], total: 0, tariffDate: null };

const asQuote = ({ id, lines, total, tariffDate }: OfficeQuote): Quote => ({
  id,
  at: 'kiosk',
  lines,
  total,
  tariffDate,
});

const expectedOf = (context: Input): Quote =>
  timesQuote(quoteOn(context.service, context.tier, context), copiesIn(context.answers));

const done = (quote: Quote): End => ({ end: 'done', facts: { quote } });

/**
 * What it costs: the back office says it, and what it says is bound when the application is lodged. Without a price of its own nothing
 * is paid at this kiosk. What is free, and what is done at a window, is not asked about.
 */
export const quoteMachine = setup({
  types: { input: {} as Input, context: {} as QuoteContext, events: {} as StepEvent, output: {} as End },
  actors: {
    askQuote: fromPromise<Result<OfficeQuote, BackOfficeTrouble>, QuoteQuestion>(() => {
      throw new Error('provided by device/actors/actors.ts');
    }),
  },
  guards: { asks: ({ context }) => asksForQuote(context.service) },
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
      invoke: {
        src: 'askQuote',
        input: ({ context }) => ({
          service: context.service.id,
          tier: context.tier.id,
          copies: copiesIn(context.answers),
          expected: expectedOf(context),
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'over',
            actions: assign({
              end: ({ event: { output }, context }) => (output.ok ? done(asQuote(output.value)) : context.end),
            }),
          },
          {
            guard: ({ event: { output } }) => !output.ok && output.error.kind === 'refused',
            target: 'over',
            actions: assign({
              end: ({ event: { output } }): End =>
                !output.ok && output.error.kind === 'refused' && output.error.reason === 'no-price'
                  ? done(AT_WINDOW)
                  : { end: 'cannot', code: 'BKO-102' },
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
    unanswered: { on: { 'citizen.retry': 'asking', 'citizen.back': 'over' } },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
