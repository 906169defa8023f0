import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type { RegisterFacts } from '../../../back-office/known.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { RegisterPrefill, VisitFacts } from '../../visit/facts.ts';
import { identityProofOf } from '../../visit/identified.ts';
import { type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';

type Input = StepInput<'service' | 'person', 'confirmed' | 'found'>;
type End = StepEnd<Pick<VisitFacts, 'prefill'>>;

export interface PrefillContext extends Input {
  readonly end: End;
}

export type RegisterDataInquiry = Pick<PrefillContext, 'service' | 'person' | 'confirmed'>;

/** The key is set even after a lost answer: the office may have read the register. */
export interface RegisterDataAnswer {
  readonly key: string;
  readonly result: Result<RegisterFacts, BackOfficeTrouble>;
}

const NOTHING: RegisterPrefill = { key: null, children: [], phone: null };

/** A stranger with the card must not see the owner's family. */
const isIdentified = ({ person, confirmed }: Input): boolean =>
  confirmed !== undefined || identityProofOf(person) !== null;

/** The office logs each reading for the citizen. A found application has its answers already. */
const asksOffice = (input: Input): boolean => input.found === undefined && isIdentified(input);

const done = (prefill: RegisterPrefill): End => ({ end: 'done', facts: { prefill } });

const prefillOf = ({ key, result }: RegisterDataAnswer): RegisterPrefill =>
  result.ok ? { key, ...result.value } : { key, children: [], phone: null };

/** The form follows, with or without an answer. */
export const prefillMachine = setup({
  types: {
    input: {} as Input,
    context: {} as PrefillContext,
    events: {} as StepEvent,
    output: {} as End,
    tags: {} as StepTag,
  },
  actors: { readKnown: fromPromise<RegisterDataAnswer, RegisterDataInquiry>(notProvided('readKnown')) },
  guards: { asksOffice: ({ context }) => asksOffice(context) },
}).createMachine({
  id: 'prefill',
  context: ({ input }) => ({ ...input, end: done(NOTHING) }),
  initial: 'opening',
  states: {
    opening: { always: [{ guard: 'asksOffice', target: 'asking' }, { target: 'over' }] },
    asking: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'readKnown',
        input: ({ context: { service, person, confirmed } }) => ({ service, person, ...(confirmed && { confirmed }) }),
        onDone: { target: 'over', actions: assign({ end: ({ event }) => done(prefillOf(event.output)) }) },
      },
      on: { 'citizen.back': { target: 'over', actions: assign({ end: { end: 'back', facts: {} } }) } },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
