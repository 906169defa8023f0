import { assign, type EventObject, fromCallback, fromPromise, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import type { StewardAnswer, StewardTrouble } from '../machine/steward.ts';
import type { DeviceTestId, DeviceTestOutcome } from './contract.ts';
import { type DeviceTestTouch, deviceTestMachine } from './test.machine.ts';

export interface DeviceAdmissionInput {
  readonly kind: DeviceKind;
  readonly test: DeviceTestId;
}

export type DeviceAdmissionOutcome =
  | { readonly is: 'kept' }
  /** Root refused, could not write, or did not answer. */
  | { readonly is: 'refused'; readonly code: StewardTrouble['code'] }
  | { readonly is: 'not-tested'; readonly test: DeviceTestOutcome };

interface LetInContext extends DeviceAdmissionInput {
  readonly outcome: DeviceAdmissionOutcome | null;
}

const notProvided = async (): Promise<never> => {
  throw new Error('letting in is not connected');
};

/** Longest wait in ms until the kiosk's driver is connected. Why 45 s: a validator's power-up may take half a minute. */
const APPEARS_MS = 45_000;

const refusedBy = (answer: StewardAnswer): DeviceAdmissionOutcome | null =>
  answer.ok ? null : { is: 'refused', code: answer.error.code };

/**
 * Lets in an exchanged device. Root allows it for a test, and keeps it if the test passes. Otherwise root blocks it, also if the page
 * closes. After a crash, the next start blocks it.
 */
export const deviceAdmissionMachine = setup({
  types: {
    input: {} as DeviceAdmissionInput,
    context: {} as LetInContext,
    events: {} as DeviceTestTouch | { readonly type: 'device.online' },
    output: {} as DeviceAdmissionOutcome,
  },
  actors: {
    test: deviceTestMachine,
    /** The end of this actor blocks a device that was tried and not kept. */
    guard: fromCallback<EventObject, DeviceAdmissionInput>(() => () => undefined),
    tryDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(notProvided),
    /** Resolves when the kiosk's own driver is connected to the device; `false`: it was not in time. */
    appears: fromPromise<boolean, DeviceAdmissionInput & { readonly limitMs: number }>(notProvided),
    keepDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(notProvided),
    dropDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(notProvided),
  },
  actions: {
    note: assign((_, outcome: DeviceAdmissionOutcome | null) => ({ outcome })),
    touchTest: sendTo('test', ({ event }) => event as DeviceTestTouch),
  },
  guards: {
    isRefused: ({ context }) => context.outcome !== null,
  },
}).createMachine({
  id: 'letIn',
  context: ({ input }) => ({ ...input, outcome: null }),
  invoke: { src: 'guard', input: ({ context }) => context },
  initial: 'trying',
  states: {
    trying: {
      description: 'Root compares the device with its record and allows it for a test.',
      invoke: {
        src: 'tryDevice',
        input: ({ context }) => context,
        onDone: { target: 'tried', actions: { type: 'note', params: ({ event }) => refusedBy(event.output) } },
        onError: { target: 'dropping', actions: { type: 'note', params: { is: 'refused', code: 'SVC-107' } } },
      },
    },
    tried: { always: [{ guard: 'isRefused', target: 'over' }, { target: 'appearing' }] },
    appearing: {
      description: 'The kiosk’s driver connects.',
      invoke: {
        src: 'appears',
        input: ({ context: { kind, test } }) => ({ kind, test, limitMs: APPEARS_MS }),
        onDone: [
          { guard: ({ event }) => event.output, target: 'testing' },
          {
            target: 'dropping',
            actions: { type: 'note', params: { is: 'not-tested', test: { is: 'failed', code: 'SVC-112' } } },
          },
        ],
        onError: {
          target: 'dropping',
          actions: { type: 'note', params: { is: 'not-tested', test: { is: 'stopped' } } },
        },
      },
      on: {
        'test.stop': {
          target: 'dropping',
          actions: { type: 'note', params: { is: 'not-tested', test: { is: 'stopped' } } },
        },
      },
    },
    testing: {
      invoke: {
        id: 'test',
        src: 'test',
        onSnapshot: {},
        input: ({ context: { test } }) => ({ id: test }),
        onDone: [
          { guard: ({ event }) => event.output.is === 'passed', target: 'keeping' },
          {
            target: 'dropping',
            actions: { type: 'note', params: ({ event }) => ({ is: 'not-tested', test: event.output }) },
          },
        ],
        onError: {
          target: 'dropping',
          actions: { type: 'note', params: { is: 'not-tested', test: { is: 'stopped' } } },
        },
      },
      on: { 'test.stop': { actions: 'touchTest' }, 'test.answer': { actions: 'touchTest' } },
    },
    keeping: {
      description: 'Root writes the rules, the profile and the record.',
      invoke: {
        src: 'keepDevice',
        input: ({ context }) => context,
        onDone: {
          target: 'over',
          actions: { type: 'note', params: ({ event }) => refusedBy(event.output) ?? { is: 'kept' } },
        },
        onError: { target: 'over', actions: { type: 'note', params: { is: 'refused', code: 'SVC-107' } } },
      },
    },
    dropping: {
      description: 'Root blocks the device again.',
      invoke: { src: 'dropDevice', input: ({ context }) => context, onDone: 'over', onError: 'over' },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.outcome ?? { is: 'refused', code: 'SVC-107' },
});

export type DeviceAdmissionSnapshot = SnapshotFrom<typeof deviceAdmissionMachine>;
