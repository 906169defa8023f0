import { assign, forwardTo, setup } from 'xstate';
import type { StepEvent } from '../../visit/events.ts';
import type { Facts, Person } from '../../visit/facts.ts';
import { ASKS_FOR_CARD, type Ends, type StepInput } from '../../visit/step.ts';
import { type IdentificationInput, identificationMachine, unfit } from './identification.machine.ts';

type Input = StepInput<'service', 'known', 'person'>;
type End = Ends<Pick<Facts, 'person'>>;
type Asked = Pick<Input, 'service' | 'today'>;

const askedOf = ({ service, today }: Asked): IdentificationInput => ({
  takes: service.takes,
  minimumAge: service.minimumAge,
  takesExpired: service.takesExpiredCard,
  today,
});

/**
 * Who was known in the visit before, where that is enough. Where a register is to show what it has of a person, it is not: who touched
 * *another service* may be somebody else.
 */
function enough({ known, service, today }: Input): Person | null {
  if (!known || service.identification === 'code') return null;
  return unfit(known.document, askedOf({ service, today })) === null ? known : null;
}

/** The person of the card, as the service asks for one. */
export const identifyMachine = setup({
  types: {
    input: {} as Input,
    context: {} as Asked & { readonly end: End },
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as typeof ASKS_FOR_CARD,
  },
  actors: { identification: identificationMachine },
}).createMachine({
  id: 'identify',
  context: ({ input }) => {
    const person = enough(input);
    const end: End = person ? { end: 'done', facts: { person } } : { end: 'back', facts: {} };
    return { service: input.service, today: input.today, end };
  },
  initial: 'opening',
  states: {
    opening: { always: [{ guard: ({ context }) => context.end.end === 'done', target: 'over' }, { target: 'asking' }] },
    asking: {
      tags: ASKS_FOR_CARD,
      invoke: {
        id: 'identification',
        src: 'identification',
        input: ({ context }) => askedOf(context),
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
