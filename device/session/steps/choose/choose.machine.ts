import { assign, setup } from 'xstate';
import type { Service } from '../../../catalogue/schema.ts';
import { LONGEST_QUERY } from '../../../catalogue/search.ts';
import { serviceStartTrouble } from '../../visit/devices.ts';
import type { StepEvent } from '../../visit/events.ts';
import type { SearchPosition, VisitFacts } from '../../visit/facts.ts';
import type { StepEnd, StepInput } from '../../visit/step.ts';

type Input = StepInput<never, 'lookUps' | 'looking' | 'again'>;
type End = StepEnd<Pick<VisitFacts, never>>;

export interface ChooseContext extends Input {
  readonly looking: SearchPosition;
  readonly end: End;
}

const HOME: SearchPosition = { at: 'home' };

function openService({ catalogue, devices }: Input, id: string): Service | undefined {
  const service = catalogue.services.find((each) => each.id === id);
  return service && serviceStartTrouble(service, devices) === null ? service : undefined;
}

/** The page stays if the group has no service, and so no button. */
function groupOf({ catalogue, looking }: ChooseContext, id: string): SearchPosition {
  const known = catalogue.groups.some((group) => group.id === id);
  const offers = catalogue.services.some(({ groups }) => groups.includes(id));
  return known && offers ? { at: 'group', group: id } : looking;
}

/** A query never begins with a blank. */
function typed(looking: SearchPosition, key: string): SearchPosition {
  if (looking.at !== 'search') return looking;
  const query = (looking.query + key).trimStart();
  return [...query].length > LONGEST_QUERY ? looking : { at: 'search', query };
}

const erased = (looking: SearchPosition): SearchPosition =>
  looking.at === 'search' ? { at: 'search', query: [...looking.query].slice(0, -1).join('') } : looking;

export const chooseMachine = setup({
  types: {
    input: {} as Input,
    context: {} as ChooseContext,
    events: {} as StepEvent,
    output: {} as End,
  },
  guards: {
    isWantedAgain: ({ context }) => context.again !== undefined && openService(context, context.again) !== undefined,
    serviceIsOpen: ({ context, event }) =>
      event.type === 'citizen.choose' && openService(context, event.service) !== undefined,
  },
  actions: {
    noteDevices: assign({
      devices: ({ context, event }) => (event.type === 'devices.changed' ? event.devices : context.devices),
    }),
    openGroup: assign({
      looking: ({ context, event }) =>
        event.type === 'citizen.group' ? groupOf(context, event.group) : context.looking,
    }),
    openSearch: assign({ looking: { at: 'search', query: '' } as const }),
    typeKey: assign({
      looking: ({ context: { looking }, event }) =>
        event.type === 'citizen.key' ? typed(looking, event.key) : looking,
    }),
    eraseKey: assign({ looking: ({ context }) => erased(context.looking) }),
    goHome: assign({ looking: HOME }),
    takeUpAgain: assign(({ context }) => {
      const { again = '' } = context;
      const end: End = { end: 'takeUp', facts: { ...begun(context, again), again }, to: 'begin' };
      return { end };
    }),
    takeUp: assign({
      end: ({ context, event }): End => ({
        end: 'takeUp',
        facts: event.type === 'citizen.choose' ? begun(context, event.service) : {},
        to: 'begin',
      }),
    }),
  },
}).createMachine({
  id: 'choose',
  context: ({ input }) => ({ ...input, looking: input.looking ?? HOME, end: { end: 'back', facts: {} } }),
  initial: 'opening',
  states: {
    // If the citizen wants the service of the visit before again, it opens at once.
    opening: {
      always: [{ guard: 'isWantedAgain', target: 'over', actions: 'takeUpAgain' }, { target: 'choosing' }],
    },
    choosing: {
      on: {
        'devices.changed': { actions: 'noteDevices' },
        'citizen.choose': { guard: 'serviceIsOpen', target: 'over', actions: 'takeUp' },
        'citizen.group': { actions: 'openGroup' },
        'citizen.search': { actions: 'openSearch' },
        'citizen.key': { actions: 'typeKey' },
        'citizen.erase': { actions: 'eraseKey' },
        'citizen.back': { actions: 'goHome' },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});

/** *Back* leads to the list where the citizen found the service. */
function begun(context: ChooseContext, id: string): Partial<VisitFacts> {
  const { looking, lookUps } = context;
  const service = openService(context, id);
  return { looking, ...(lookUps !== undefined && { lookUps }), ...(service && { service }) };
}
