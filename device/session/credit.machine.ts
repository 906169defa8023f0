import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from '../back-office/contract.ts';
import type { ReservedCredit } from '../back-office/credits.ts';
import { readCreditCode } from '../ledger/credit-code.ts';
import type { CreditProblem, UsedCredit } from '../words/money.ts';
import { codeCharacterOf } from './steps/find/reference-code.ts';
import { notProvided, type StepEvent } from './visit/events.ts';
import { type StepTag, WAITS_FOR_OFFICE } from './visit/step.ts';

export interface CreditInput {
  readonly applicationId: string;
  readonly wrong: number;
  /** Code that the office gave no answer about. It may be reserved, so the page takes no other. */
  readonly asked: string | null;
}

export type UseCreditOutput = Pick<CreditInput, 'wrong' | 'asked'> & { readonly reserved: UsedCredit | null };

export interface ReserveCreditInput {
  readonly applicationId: string;
  readonly code: string;
}

type Answer = Result<ReservedCredit, BackOfficeTrouble>;

interface CreditContext extends CreditInput {
  readonly typed: string;
  readonly problem: CreditProblem | null;
  readonly reserved: UsedCredit | null;
}

export const MOST_WRONG_CREDITS = 3;

/** Longest code, in characters. */
const LONGEST = 19;

const PROBLEM: Readonly<Record<string, CreditProblem>> = {
  'unknown-credit': 'unknown',
  'spent-credit': 'spent',
  'credit-in-use': 'in-use',
};

const wholeCode = ({ asked, typed }: CreditContext): string | null => {
  const read = readCreditCode(typed);
  return asked ?? (typeof read === 'string' ? null : read.code);
};

const mayTry = ({ wrong }: Pick<CreditInput, 'wrong'>): boolean => wrong < MOST_WRONG_CREDITS;

/** A wrong code costs a try. After a lost answer, the kiosk asks only for the same code. */
function answered(context: CreditContext, answer: Answer): Partial<CreditContext> {
  const code = wholeCode(context);
  if (answer.ok) return { reserved: { ...answer.value, ...(code && { code }) }, asked: null, problem: null };
  const { error } = answer;
  // The busy office did not check the code. After an earlier lost answer, the page still asks for that code.
  if (error.kind === 'busy') return { problem: error.code };
  if (error.kind !== 'refused') return { problem: error.code, asked: wholeCode(context) };
  // Any other refusal: this visit takes no more credit codes.
  const problem = PROBLEM[error.reason];
  if (!problem) return { problem: 'not-now', asked: null, wrong: MOST_WRONG_CREDITS };
  // A code in use is a right code: a given-up application may hold it.
  return { problem, asked: null, wrong: problem === 'in-use' ? context.wrong : context.wrong + 1 };
}

export const creditMachine = setup({
  types: {
    input: {} as CreditInput,
    context: {} as CreditContext,
    events: {} as StepEvent,
    output: {} as UseCreditOutput,
    tags: {} as StepTag,
  },
  actors: { reserve: fromPromise<Answer, ReserveCreditInput>(notProvided('reserve')) },
  guards: {
    mayType: ({ context }) => mayTry(context) && context.asked === null,
    isWhole: ({ context }) => mayTry(context) && wholeCode(context) !== null,
    mayTry: ({ context }) => mayTry(context),
    isReserved: ({ context }) => context.reserved !== null,
  },
  actions: {
    type: assign(({ context: { typed }, event }) => {
      const symbol = event.type === 'citizen.key' ? codeCharacterOf(event.key) : null;
      return symbol === null || typed.length >= LONGEST ? {} : { typed: typed + symbol, problem: null };
    }),
    erase: assign(({ context: { typed } }) => ({ typed: typed.slice(0, -1), problem: null })),
    judge: assign(({ context: { typed } }) => {
      const read = readCreditCode(typed);
      return { problem: typeof read === 'string' ? read : null };
    }),
  },
}).createMachine({
  id: 'credit',
  context: ({ input }) => ({ ...input, typed: input.asked ?? '', problem: null, reserved: null }),
  initial: 'typing',
  states: {
    typing: {
      description: 'The citizen types the code.',
      on: {
        'citizen.key': { guard: 'mayType', actions: 'type' },
        'citizen.erase': { guard: 'mayType', actions: 'erase' },
        'citizen.next': [
          { guard: 'isWhole', target: 'asking' },
          { guard: 'mayTry', actions: 'judge' },
        ],
        'citizen.back': 'over',
      },
    },
    asking: {
      description: 'The office looks at the code and reserves its value.',
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'reserve',
        input: ({ context }) => ({ applicationId: context.applicationId, code: wholeCode(context) ?? '' }),
        onDone: {
          target: 'answered',
          actions: assign(({ context, event: { output } }) => answered(context, output)),
        },
      },
    },
    answered: { always: [{ guard: 'isReserved', target: 'over' }, { target: 'typing' }] },
    over: { type: 'final' },
  },
  output: ({ context: { reserved, wrong, asked } }) => ({ reserved, wrong, asked }),
});
