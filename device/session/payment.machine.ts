import { assign, fromCallback, fromPromise, sendTo, setup } from 'xstate';
import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import { UNMATCHED_ANSWER } from '../ledger/application.ts';
import type { SaleInquiryOutcome, SaleOutcome, SalePrompt } from '../ledger/dealings.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { notProvided } from './visit/events.ts';

export interface PaymentInput {
  readonly applicationId: string;
}

/** How a payment ends. An unknown result ends only the citizen's wait: the settlement goes on asking. */
export type PaymentOutput =
  | { readonly paid: true; readonly approval: Approval }
  /** `leave`: no page follows. */
  | { readonly paid: false; readonly code: TroubleCode; readonly leave: boolean };

type PaymentResult =
  | { readonly paid: true; readonly approval: Approval }
  | { readonly paid: false; readonly code: TroubleCode };

interface PaymentContext extends PaymentInput {
  readonly prompt: SalePrompt | null;
  readonly cancelled: boolean;
  readonly leaving: boolean;
  readonly leftToStaff: boolean;
  readonly result: PaymentResult | null;
}

export type SaleEvent =
  | { readonly type: 'sale.prompted'; readonly prompt: SalePrompt }
  | { readonly type: 'sale.settled'; readonly outcome: SaleOutcome };

export type SaleCommand = { readonly type: 'cancel' };

type PaymentEvent = SaleEvent | { readonly type: 'citizen.cancel' } | { readonly type: 'citizen.finish' };

/** Milliseconds between two questions to a silent terminal. Why 3 s: chosen, not measured. */
export const SALE_INQUIRY_MS = 3_000;
/**
 * Milliseconds in doubt until the page shows the reference, and a slip comes out. A wish to leave ends this wait. Why 20 s: chosen, not
 * measured.
 */
export const DOUBT_IS_LONG_MS = 20_000;
/** Milliseconds after `DOUBT_IS_LONG_MS` until the visit ends by itself; the settlement goes on. Why 120 s: chosen, not measured. */
export const DOUBT_ENDS_MS = 120_000;

function resultOf(outcome: SaleOutcome | SaleInquiryOutcome): PaymentResult | null {
  switch (outcome.known) {
    case 'approved':
      return { paid: true, approval: outcome.approval };
    case 'declined':
      return { paid: false, code: 'TRM-201' };
    case 'cancelled':
      return { paid: false, code: 'TRM-202' };
    case 'never-started':
      return { paid: false, code: outcome.trouble.code };
    case 'not-issued':
      return { paid: false, code: outcome.why.kind === 'refused' ? 'BKO-106' : 'BKO-107' };
    case 'not-paid':
      return { paid: false, code: 'TRM-205' };
    case 'nothing':
      return null;
    default:
      return outcome satisfies never;
  }
}

const isLeftToStaff = (outcome: SaleInquiryOutcome): boolean =>
  outcome.known === 'nothing' && outcome.trouble.code === UNMATCHED_ANSWER;

/**
 * `selling` is entered once: after a lost answer the machine asks, and never pays again. Cancelling only asks the terminal to stop; the
 * terminal's answer counts.
 */
export const paymentMachine = setup({
  types: {
    input: {} as PaymentInput,
    context: {} as PaymentContext,
    events: {} as PaymentEvent,
    output: {} as PaymentOutput,
  },
  actors: {
    sell: fromCallback<SaleCommand, PaymentInput, SaleEvent>(notProvided('sell')),
    ask: fromPromise<SaleInquiryOutcome, PaymentInput>(notProvided('ask')),
  },
  guards: {
    settled: ({ event }) => event.type === 'sale.settled' && resultOf(event.outcome) !== null,
  },
  actions: {
    notePrompt: assign({
      prompt: ({ event, context: { prompt } }) => {
        if (event.type !== 'sale.prompted') return prompt;
        // While the sale is being registered, a waiting terminal does not change the page.
        const waits = event.prompt === 'wait' || event.prompt === 'processing';
        return prompt === 'registering' && waits ? prompt : event.prompt;
      },
    }),
    noteCancel: assign({ cancelled: true }),
    noteLeaving: assign({ leaving: true }),
    noteDoubt: assign({
      result: ({ context }) => ({ paid: false, code: context.leftToStaff ? UNMATCHED_ANSWER : 'TRM-203' }),
    }),
    stopSale: sendTo('sale', { type: 'cancel' }),
    noteResult: assign({
      result: ({ event, context }) => (event.type === 'sale.settled' ? resultOf(event.outcome) : context.result),
    }),
  },
  delays: { askAgain: SALE_INQUIRY_MS, doubtIsLong: DOUBT_IS_LONG_MS, doubtEnds: DOUBT_ENDS_MS },
}).createMachine({
  id: 'payment',
  context: ({ input }) => ({
    ...input,
    prompt: null,
    cancelled: false,
    leaving: false,
    leftToStaff: false,
    result: null,
  }),
  initial: 'selling',
  states: {
    selling: {
      description: 'The terminal runs the sale.',
      invoke: { id: 'sale', src: 'sell', input: ({ context }) => ({ applicationId: context.applicationId }) },
      on: {
        'sale.prompted': { actions: 'notePrompt' },
        'sale.settled': [{ guard: 'settled', target: 'settled', actions: 'noteResult' }, { target: 'doubt' }],
        'citizen.cancel': { actions: ['noteCancel', 'stopSale'] },
        // Money may move: leaving is a wish to cancel.
        'citizen.finish': { actions: ['noteCancel', 'noteLeaving', 'stopSale'] },
      },
    },
    doubt: {
      description: 'The answer of the terminal was lost.',
      type: 'parallel',
      states: {
        inquiry: {
          initial: 'asking',
          states: {
            asking: {
              description: 'The kiosk asks the terminal for the sale.',
              invoke: {
                src: 'ask',
                input: ({ context }) => ({ applicationId: context.applicationId }),
                onDone: [
                  {
                    description: 'the terminal knows the result',
                    guard: ({ event }) => resultOf(event.output) !== null,
                    target: '#payment.settled',
                    actions: assign({ result: ({ event }) => resultOf(event.output) }),
                  },
                  {
                    description: 'only staff can find out',
                    guard: ({ event }) => isLeftToStaff(event.output),
                    target: ['#payment.doubt.inquiry.over', '#payment.doubt.patience.long'],
                    actions: assign({ leftToStaff: true }),
                  },
                  { target: 'waiting' },
                ],
              },
            },
            waiting: {
              description: 'The terminal could not tell the result. The kiosk asks again after a pause.',
              after: { askAgain: 'asking' },
            },
            over: { description: 'Only staff can find out the result. The kiosk asks the terminal no more.' },
          },
        },
        patience: {
          initial: 'short',
          states: {
            // The first wish to leave shows the reference and prints a slip; the next wish ends the visit.
            short: {
              description: 'The citizen waits for the answer.',
              after: { doubtIsLong: 'long' },
              on: { 'citizen.finish': 'long' },
            },
            long: {
              description: 'The page says that it may take a while, and a slip comes out.',
              after: { doubtEnds: { target: '#payment.settled', actions: ['noteLeaving', 'noteDoubt'] } },
              on: { 'citizen.finish': { target: '#payment.settled', actions: ['noteLeaving', 'noteDoubt'] } },
            },
          },
        },
      },
    },
    settled: { description: 'The result is known, or the settlement goes on without the citizen.', type: 'final' },
  },
  output: ({ context }) => {
    if (!context.result) throw new Error('a payment settled without a result');
    return context.result.paid ? context.result : { ...context.result, leave: context.leaving };
  },
});
