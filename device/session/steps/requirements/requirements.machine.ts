import { assign, setup } from 'xstate';
import type { PriceTier, Service } from '../../../catalogue/schema.ts';
import { needsCard } from '../../../catalogue/service.ts';
import { serviceStartTrouble } from '../../visit/devices.ts';
import { newestDevicesOf, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import type { StepEnd, StepInput } from '../../visit/step.ts';
import { queueTicketInsteadOf } from '../../visit/window-ticket.ts';

type Added = 'tier';
type Input = StepInput<'service', 'person', Added>;

export interface RequirementsContext extends Input {
  readonly tier: PriceTier;
  readonly end: StepEnd<Pick<VisitFacts, Added>>;
}

const chosen = ({ tier }: RequirementsContext): Pick<VisitFacts, Added> => ({ tier });

export const startTroubleOfService = ({ service, devices, person }: RequirementsContext) =>
  serviceStartTrouble(service, devices, person !== undefined);

export const ticketInsteadOfService = ({
  service,
  catalogue,
  devices,
}: Pick<Input, 'service' | 'catalogue' | 'devices'>) => queueTicketInsteadOf(service, devices, catalogue);

/** Whether personal data is read for this service at this kiosk, at the window, or not at all. */
export const whereDataIsRead = (service: Service): 'here' | 'at-window' | 'nothing' => {
  if (needsCard(service)) return 'here';
  return service.registers.length > 0 ? 'at-window' : 'nothing';
};

export const requirementsMachine = setup({
  types: {
    input: {} as Input,
    context: {} as RequirementsContext,
    events: {} as StepEvent,
    output: {} as StepEnd<Pick<VisitFacts, Added>>,
  },
  guards: {
    somethingIsRead: ({ context }) => whereDataIsRead(context.service) !== 'nothing',
    isTicketBeside: ({ context, event }) =>
      event.type === 'citizen.choose' && ticketInsteadOfService(context)?.id === event.service,
    nothingBlocks: ({ context }) => startTroubleOfService(context) === null && context.service.centres === null,
  },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    chooseTier: assign({
      tier: ({ context: { service, tier }, event }) =>
        (event.type === 'citizen.tier' && service.tiers.find(({ id }) => id === event.tier)) || tier,
    }),
    agree: assign({ end: ({ context }) => ({ end: 'done', facts: chosen(context) }) }),
    takeTicket: assign({
      end: ({ context }): RequirementsContext['end'] => {
        const service = ticketInsteadOfService(context);
        return service ? { end: 'takeUp', facts: { service }, to: 'begin' } : context.end;
      },
    }),
    goBack: assign({ end: ({ context }) => ({ end: 'back', facts: chosen(context) }) }),
  },
}).createMachine({
  id: 'requirements',
  context: ({ input }) => ({
    ...input,
    tier: input.tier ?? input.service.tiers[0]!,
    end: { end: 'back', facts: {} },
  }),
  initial: 'choosing',
  states: {
    choosing: {
      on: {
        'devices.changed': { actions: 'noteDevices' },
        'citizen.tier': { actions: 'chooseTier' },
        'citizen.what-is-read': { guard: 'somethingIsRead', target: 'sayingWhatIsRead' },
        'citizen.next': { guard: 'nothingBlocks', target: 'over', actions: 'agree' },
        'citizen.choose': { guard: 'isTicketBeside', target: 'over', actions: 'takeTicket' },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    sayingWhatIsRead: {
      on: {
        'devices.changed': { actions: 'noteDevices' },
        'citizen.back': 'choosing',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
