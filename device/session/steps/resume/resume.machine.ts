import { assign, forwardTo, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import { isUnanswered, type UnansweredCode } from '../../../words/trouble.ts';
import { newestDevicesOf, notProvided, type StepEvent } from '../../visit/events.ts';
import type { IdentifiedPerson, VisitFacts } from '../../visit/facts.ts';
import { displayOfParked, type ParkedVisit } from '../../visit/parked.ts';
import { ASKS_FOR_CARD, type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';
import { documentProblem, identificationMachine } from '../identify/identification.machine.ts';
import { factsOfParked } from './restoring.ts';

type Input = StepInput;
type End = StepEnd<Pick<VisitFacts, never>>;

/** `unknown`: the visit was continued, has expired or was never stored. */
export type ReadSlipOutput = Result<void, 'unknown' | UnansweredCode>;
export type OpenSlipOutput = Result<ParkedVisit, 'wrong-card' | 'unknown'>;

/**
 * `changed`: the service must begin again. `elsewhere`: this kiosk does not offer the service. `no-more-cards`: three times, the card was not
 * the card of the visit.
 */
export type ResumeProblem = 'wrong-card' | 'no-more-cards' | 'unknown' | 'changed' | 'elsewhere' | UnansweredCode;

export interface ResumeContext extends Input {
  readonly person: IdentifiedPerson | null;
  readonly wrongCards: number;
  readonly problem: ResumeProblem | null;
  readonly end: End;
}

/** Number of wrong cards after which the citizen must scan the slip again. */
const MOST_WRONG_CARDS = 3;

export function countWrongCard({ wrongCards }: Pick<ResumeContext, 'wrongCards'>): Partial<ResumeContext> {
  const count = wrongCards + 1;
  return { wrongCards: count, person: null, problem: count < MOST_WRONG_CARDS ? 'wrong-card' : 'no-more-cards' };
}

/** Ends the step with the opened visit. If the card no longer fits the service, the step *identify* says why and asks for a card again. */
function opened(context: ResumeContext, parked: ParkedVisit): Partial<ResumeContext> {
  const { person, today } = context;
  if (!person) throw new Error('a parked visit needs a card');
  const facts = factsOfParked(parked, person, context);
  const service = context.catalogue.services.find(({ id }) => id === parked.service);
  if (facts === 'elsewhere' || !service) return { problem: 'elsewhere' };
  if (facts === 'changed') return { problem: 'changed', end: { end: 'takeUp', facts: { service }, to: 'begin' } };
  const { takes, minimumAge, takesExpiredCard: takesExpired } = service;
  const { person: _, ...others } = facts;
  const fits = documentProblem(person.document, { takes, minimumAge, takesExpired, today }) === null;
  const { language, isAnswered } = parked;
  return {
    problem: null,
    end: {
      end: 'takeUp',
      facts: fits ? facts : others,
      to: 'resume',
      frame: { language, display: displayOfParked(parked), isAnswered },
    },
  };
}

/** Continues a parked visit of any kiosk: first the slip, then the card (docs/decisions/0072). */
export const resumeMachine = setup({
  types: {
    input: {} as Input,
    context: {} as ResumeContext,
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as StepTag,
  },
  actors: {
    identification: identificationMachine,
    readSlip: fromPromise<ReadSlipOutput>(notProvided('readSlip')),
    openSlip: fromPromise<OpenSlipOutput, IdentifiedPerson>(notProvided('openSlip')),
  },
  guards: {
    resumes: ({ context }) => context.problem === null,
    mayShowCard: ({ context }) => context.problem === 'wrong-card',
    mayBegin: ({ context }) => context.problem === 'changed',
    mayAsk: ({ context }) => isUnanswered(context.problem),
  },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    noteUnread: assign((_, output: ReadSlipOutput) => (output.ok ? {} : { problem: output.error })),
    noteOpened: assign(({ context }, output: OpenSlipOutput) => {
      if (output.ok) return opened(context, output.value);
      return output.error === 'wrong-card' ? countWrongCard(context) : { problem: output.error };
    }),
    goBack: assign({ end: { end: 'back', facts: {} } }),
  },
}).createMachine({
  id: 'resume',
  context: ({ input }) => ({ ...input, person: null, wrongCards: 0, problem: null, end: { end: 'back', facts: {} } }),
  on: { 'devices.changed': { actions: 'noteDevices' } },
  initial: 'reading',
  states: {
    reading: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'readSlip',
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'showingCard' },
          { target: 'told', actions: { type: 'noteUnread', params: ({ event }) => event.output } },
        ],
      },
      on: { 'citizen.back': { target: 'over', actions: 'goBack' } },
    },
    // This step takes any card: only the card of the visit opens the seal.
    showingCard: {
      tags: ASKS_FOR_CARD,
      invoke: {
        id: 'identification',
        src: 'identification',
        input: ({ context }) => ({ takes: null, minimumAge: null, takesExpired: true, today: context.today }),
        onDone: { target: 'opening', actions: assign({ person: ({ event }) => event.output }) },
      },
      on: {
        'document.*': { actions: forwardTo('identification') },
        'chip.progress': { actions: forwardTo('identification') },
        'devices.changed': { actions: ['noteDevices', forwardTo('identification')] },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    // The office keeps the visit until its entries are in an application: leaving loses nothing.
    opening: {
      // Only the kiosk works here. As after an answer of the office, another page comes, and the idle time restarts.
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'openSlip',
        input: ({ context: { person } }) => {
          if (!person) throw new Error('a parked visit needs a card');
          return person;
        },
        onDone: { target: 'opened', actions: { type: 'noteOpened', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': { target: 'over', actions: 'goBack' } },
    },
    opened: { always: [{ guard: 'resumes', target: 'over' }, { target: 'told' }] },
    told: {
      on: {
        'citizen.next': [
          { guard: 'mayShowCard', target: 'showingCard' },
          { guard: 'mayBegin', target: 'over' },
        ],
        'citizen.retry': { guard: 'mayAsk', target: 'reading' },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
