import { assign, fromPromise, type SnapshotFrom, setup } from 'xstate';
import type { ClosureReason } from '../../words/opening.ts';
import type { MachineFacts } from './facts.ts';
import type { StewardAnswer, StewardTrouble } from './steward.ts';

/** What staff do on the page *Machine*. Each is in the ledger with the badge before its effect. */
export type MachineDeed =
  | { readonly deed: 'restart' | 'power-off' | 'open' }
  /** `until`: local, `YYYY-MM-DDTHH:MM`; `null`: unknown. */
  | { readonly deed: 'close'; readonly reason: ClosureReason; readonly until: string | null };

/** Touches on the page. */
export type MachineTouch =
  | { readonly type: 'machine.restart' | 'machine.power-off' | 'machine.confirm' | 'machine.back' | 'machine.open' }
  | { readonly type: 'machine.close'; readonly reason: ClosureReason; readonly until: string | null };

type PowerDeed = 'restart' | 'power-off';

interface MachineContext {
  readonly power: PowerDeed;
  /** Why the last request was not carried out; `null`: it was, or none was made. */
  readonly trouble: StewardTrouble['code'] | null;
}

const notProvided = (): never => {
  throw new Error('the page of the machine is not connected');
};

/** Milliseconds until a confirmation is forgotten. Why 30 s: a left page must not restart the machine; chosen, not measured. */
const CONFIRM_MS = 30_000;

/** The page *Machine*: restart and power-off need a second touch. */
export const machinePageMachine = setup({
  types: { context: {} as MachineContext, events: {} as MachineTouch },
  actors: { askSteward: fromPromise<StewardAnswer, { readonly deed: PowerDeed }>(async () => notProvided()) },
  actions: {
    /** Writes the deed into the ledger; throws if it cannot, and then nothing is done. */
    record: (_, _deed: MachineDeed) => notProvided(),
    close: (_, _closure: { readonly reason: ClosureReason; readonly until: string | null }) => notProvided(),
    open: notProvided,
    choosePower: assign((_, power: PowerDeed) => ({ power, trouble: null })),
    noteTrouble: assign((_, trouble: StewardTrouble['code'] | null) => ({ trouble })),
  },
  delays: { confirmLimit: CONFIRM_MS },
}).createMachine({
  id: 'machinePage',
  context: { power: 'restart', trouble: null },
  initial: 'showing',
  states: {
    showing: {
      on: {
        'machine.restart': { target: 'confirming', actions: { type: 'choosePower', params: 'restart' } },
        'machine.power-off': { target: 'confirming', actions: { type: 'choosePower', params: 'power-off' } },
        'machine.close': {
          actions: [
            {
              type: 'record',
              params: ({ event: { reason, until } }) => ({ deed: 'close', reason, until }),
            },
            { type: 'close', params: ({ event: { reason, until } }) => ({ reason, until }) },
          ],
        },
        'machine.open': { actions: [{ type: 'record', params: { deed: 'open' } }, 'open'] },
      },
    },
    confirming: {
      description: 'The next touch restarts the machine or powers it off.',
      on: {
        'machine.confirm': {
          target: 'asking',
          actions: { type: 'record', params: ({ context }) => ({ deed: context.power }) },
        },
        'machine.back': 'showing',
      },
      after: { confirmLimit: 'showing' },
    },
    asking: {
      invoke: {
        src: 'askSteward',
        input: ({ context }) => ({ deed: context.power }),
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

export type MachinePageSnapshot = SnapshotFrom<typeof machinePageMachine>;

/** The page *Machine* as data. */
export interface MachineView {
  readonly facts: MachineFacts;
  /** `confirming`: the page asks whether it is meant. `ending`: the machine stops. */
  readonly power: { readonly deed: PowerDeed; readonly stage: 'confirming' | 'asking' | 'ending' } | null;
  readonly trouble: MachineContext['trouble'];
}

export function machineView(snapshot: MachinePageSnapshot, facts: MachineFacts): MachineView {
  const { power, trouble } = snapshot.context;
  const { value } = snapshot;
  return { facts, power: value === 'showing' ? null : { deed: power, stage: value }, trouble };
}
