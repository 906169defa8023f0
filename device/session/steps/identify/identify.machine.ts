import { assign, forwardTo, setup } from 'xstate';
import type { StepEvent } from '../../visit/events.ts';
import type { Facts } from '../../visit/facts.ts';
import { ASKS_FOR_CARD, type Ends, type StepInput } from '../../visit/step.ts';
import { identificationMachine } from './identification.machine.ts';

type Input = StepInput<'service', never, 'person'>;
type End = Ends<Pick<Facts, 'person'>>;

/** The person of the card, as the service asks for one. */
export const identifyMachine = setup({
  types: {
    input: {} as Input,
    context: {} as Pick<Input, 'service' | 'today'> & { readonly end: End },
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as typeof ASKS_FOR_CARD,
  },
  actors: { identification: identificationMachine },
}).createMachine({
  id: 'identify',
  context: ({ input: { service, today } }) => ({ service, today, end: { end: 'back', facts: {} } }),
  initial: 'asking',
  states: {
    asking: {
      tags: ASKS_FOR_CARD,
      invoke: {
        id: 'identification',
        src: 'identification',
        input: ({ context: { service, today } }) => ({
          takes: service.takes,
          minimumAge: service.minimumAge,
          takesExpired: service.takesExpiredCard,
          today,
        }),
        onDone: {
          target: 'over',
          actions: assign({ end: ({ event }): End => ({ end: 'done', facts: { person: event.output } }) }),
        },
      },
      on: {
        'document.*': { actions: forwardTo('identification') },
        'chip.progress': { actions: forwardTo('identification') },
        'devices.changed': { actions: forwardTo('identification') },
        'citizen.back': 'over',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
