import { assign, forwardTo, setup } from 'xstate';
import { isForChild } from '../../../catalogue/ages.ts';
import { fullYears } from '../../../catalogue/dates.ts';
import { readerTrouble } from '../../visit/devices.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { Facts, IdentifiedPerson } from '../../visit/facts.ts';
import { ASKS_FOR_CARD, type StepEnd, type StepInput, type StepTag } from '../../visit/step.ts';
import { queueTicketService } from '../../visit/window-ticket.ts';
import { documentProblem, type IdentificationInput, identificationMachine } from './identification.machine.ts';

type Input = StepInput<'service', 'known', 'person'>;

type End = StepEnd<Pick<Facts, 'person'>>;
type Asked = Pick<Input, 'service' | 'today' | 'catalogue'>;

const askedOf = ({ service, today }: Omit<Asked, 'catalogue'>): IdentificationInput => ({
  takes: service.takes,
  minimumAge: service.minimumAge,
  takesExpired: service.takesExpiredCard,
  today,
});

/** Never if a register shows data: another person may have touched *another service*. */
function enough({ known, service, today }: Input): IdentifiedPerson | null {
  if (!known || service.identification === 'code') return null;
  return documentProblem(known.document, askedOf({ service, today })) === null ? known : null;
}

/** A parent shows the child's card: the most frequent mistake here. */
const isChildsCard = ({ service, today }: Asked, event: StepEvent): boolean =>
  event.type === 'document.read' &&
  event.result.ok &&
  isForChild(service) &&
  fullYears(event.result.value.document.birthDate, today) < (service.minimumAge ?? 0);

export const identifyMachine = setup({
  types: {
    input: {} as Input,
    context: {} as Asked & { readonly end: End; readonly childsCard: boolean; readonly staffCalled: boolean },
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as StepTag,
  },
  actors: { identification: identificationMachine },
  guards: {
    takesTicket: ({ context }) => context.childsCard && queueTicketService(context.catalogue) !== undefined,
    mayCall: ({ context }) => !context.staffCalled,
  },
  actions: {
    noteCard: assign({ childsCard: ({ context, event }) => isChildsCard(context, event) }),
    forgetCard: assign({ childsCard: false }),
    noteReader: assign({
      childsCard: ({ context, event }) =>
        context.childsCard && !(event.type === 'devices.changed' && readerTrouble(event.devices) !== null),
    }),
    noteStaffCalled: assign({ staffCalled: true }),
    callStaff: notProvided('callStaff'),
  },
}).createMachine({
  id: 'identify',
  context: ({ input }) => {
    const person = enough(input);
    const end: End = person ? { end: 'done', facts: { person } } : { end: 'back', facts: {} };
    const { service, today, catalogue } = input;
    return { service, today, catalogue, end, childsCard: false, staffCalled: false };
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
        'document.inserted': { actions: ['forgetCard', forwardTo('identification')] },
        'document.read': { actions: ['noteCard', forwardTo('identification')] },
        'chip.progress': { actions: ['forgetCard', forwardTo('identification')] },
        'devices.changed': { actions: ['noteReader', forwardTo('identification')] },
        'citizen.call-staff': { guard: 'mayCall', actions: ['noteStaffCalled', 'callStaff'] },
        'citizen.next': {
          guard: 'takesTicket',
          target: 'over',
          actions: assign({
            end: ({ context }): End => {
              const service = queueTicketService(context.catalogue);
              return service ? { end: 'takeUp', facts: { service }, to: 'begin' } : context.end;
            },
          }),
        },
        'citizen.back': 'over',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
