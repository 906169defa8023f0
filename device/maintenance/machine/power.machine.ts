import { assign, fromPromise, type SnapshotFrom, setup } from 'xstate';
import type { StewardAnswer, StewardTrouble } from './steward.ts';

export type PowerAct = 'restart' | 'power-off';

export type PowerTouch = { readonly type: `power.${PowerAct}` | 'power.confirm' | 'power.back' };

interface PowerContext {
  readonly act: PowerAct;
  /** Why the last request was not carried out; `null`: it was, or none was made. */
  readonly trouble: StewardTrouble['code'] | null;
}

const notProvided = async (): Promise<never> => {
  throw new Error('the power of the machine is not connected');
};

/** Milliseconds until a confirmation is forgotten. Why 30 s: a left page must not restart the machine; chosen, not measured. */
const CONFIRM_MS = 30_000;

/** Restart and power-off: each needs a second touch. */
export const powerMachine = setup({
  types: { context: {} as PowerContext, events: {} as PowerTouch },
  actors: { askSteward: fromPromise<StewardAnswer, { readonly act: PowerAct }>(notProvided) },
  actions: {
    choose: assign((_, act: PowerAct) => ({ act, trouble: null })),
    noteTrouble: assign((_, trouble: StewardTrouble['code'] | null) => ({ trouble })),
  },
  delays: { confirmLimit: CONFIRM_MS },
}).createMachine({
  id: 'power',
  context: { act: 'restart', trouble: null },
  initial: 'showing',
  states: {
    showing: {
      on: {
        'power.restart': { target: 'confirming', actions: { type: 'choose', params: 'restart' } },
        'power.power-off': { target: 'confirming', actions: { type: 'choose', params: 'power-off' } },
      },
    },
    confirming: {
      description: 'The next touch restarts the machine or powers it off.',
      on: { 'power.confirm': 'asking', 'power.back': 'showing' },
      after: { confirmLimit: 'showing' },
    },
    asking: {
      invoke: {
        src: 'askSteward',
        input: ({ context: { act } }) => ({ act }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'ending' },
          {
            target: 'showing',
            actions: {
              type: 'noteTrouble',
              params: ({ event }) => (event.output.ok ? null : event.output.error.code),
            },
          },
        ],
        onError: { target: 'showing', actions: { type: 'noteTrouble', params: 'SVC-107' } },
      },
    },
    ending: { description: 'The machine stops in a moment; the process ends first.' },
  },
});

export type PowerSnapshot = SnapshotFrom<typeof powerMachine>;
