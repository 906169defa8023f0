import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import {
  DEVICE_TEST_IDS,
  type DeviceTestId,
  type DeviceTestOutcome,
  type DeviceTestQuestion,
  type DeviceTestStage,
} from './contract.ts';
import type { DeviceRow } from './device-book.ts';
import { type DeviceAdmissionOutcome, type DeviceAdmissionSnapshot, deviceAdmissionMachine } from './let-in.machine.ts';
import { type DeviceTestSnapshot, type DeviceTestTouch, deviceTestMachine } from './test.machine.ts';

export type DevicesTouch =
  | DeviceTestTouch
  | { readonly type: 'devices.test'; readonly part: DeviceTestId }
  | { readonly type: 'devices.let-in'; readonly kind: DeviceKind }
  | { readonly type: 'devices.close-result' };

export type DevicesResult =
  | { readonly of: 'test'; readonly part: DeviceTestId; readonly outcome: DeviceTestOutcome }
  | LetInResult;

interface LetInResult {
  readonly of: 'let-in';
  readonly kind: DeviceKind;
  readonly outcome: DeviceAdmissionOutcome;
}

interface DevicesContext {
  readonly part: DeviceTestId | null;
  readonly kind: DeviceKind | null;
  readonly result: DevicesResult | null;
}

const letInResult = ({ kind }: DevicesContext, outcome: DeviceAdmissionOutcome): LetInResult => ({
  of: 'let-in',
  kind: kind ?? 'reader',
  outcome,
});

const isTested = (id: string): id is DeviceTestId => DEVICE_TEST_IDS.some((each) => each === id);
/** A chip reader is tested with its document reader. */
const testOf = (kind: DeviceKind): DeviceTestId => (isTested(kind) ? kind : 'reader');

/** The page *Devices*: one test, or one device to let in, at a time. It tells each change of the test to its observers. */
export const devicesMachine = setup({
  types: { context: {} as DevicesContext, events: {} as DevicesTouch },
  actors: { test: deviceTestMachine, letIn: deviceAdmissionMachine },
  actions: {
    choose: assign(({ event }) => {
      if (event.type === 'devices.test') return { part: event.part, kind: null, result: null };
      if (event.type === 'devices.let-in') return { part: testOf(event.kind), kind: event.kind, result: null };
      return {};
    }),
    note: assign((_, result: DevicesResult) => ({ result })),
    /** Provided by the kiosk: logs the outcome. */
    tellLetIn: (_, _letIn: LetInResult) => undefined,
    forget: assign({ part: null, kind: null, result: null }),
    touch: sendTo('running', ({ event }) => event as DeviceTestTouch),
  },
}).createMachine({
  id: 'devicesPage',
  context: { part: null, kind: null, result: null },
  initial: 'list',
  states: {
    list: {
      on: {
        'devices.test': { target: 'testing', actions: 'choose' },
        'devices.let-in': { target: 'lettingIn', actions: 'choose' },
        'devices.close-result': { actions: 'forget' },
      },
    },
    testing: {
      description: 'A guided test runs.',
      invoke: {
        id: 'running',
        src: 'test',
        onSnapshot: {},
        input: ({ context }) => ({ id: context.part ?? 'sound' }),
        onDone: {
          target: 'list',
          actions: {
            type: 'note',
            params: ({ context, event }) => ({ of: 'test', part: context.part ?? 'sound', outcome: event.output }),
          },
        },
        onError: 'list',
      },
      on: { 'test.answer': { actions: 'touch' }, 'test.stop': { actions: 'touch' } },
    },
    lettingIn: {
      description: 'An exchanged device is tried, tested, and kept or blocked.',
      invoke: {
        id: 'running',
        src: 'letIn',
        onSnapshot: {},
        input: ({ context }) => ({ kind: context.kind ?? 'reader', test: context.part ?? 'reader' }),
        onDone: {
          target: 'list',
          actions: [
            { type: 'note', params: ({ context, event }) => letInResult(context, event.output) },
            { type: 'tellLetIn', params: ({ context, event }) => letInResult(context, event.output) },
          ],
        },
        onError: 'list',
      },
      on: { 'test.answer': { actions: 'touch' }, 'test.stop': { actions: 'touch' } },
    },
  },
});

export type DevicesSnapshot = SnapshotFrom<typeof devicesMachine>;

export interface DevicesView {
  readonly rows: readonly DeviceRow[];
  /** `null`: no test and no let-in runs. `stopping`: the test was stopped, but still ends what it began. */
  readonly running: {
    readonly part: DeviceTestId;
    readonly letsIn: DeviceKind | null;
    readonly step: 'asking-machine' | 'connecting' | 'testing' | 'stopping' | 'writing';
    readonly stage: DeviceTestStage | null;
    readonly question: DeviceTestQuestion | null;
  } | null;
  readonly result: DevicesResult | null;
}

export function devicesView(snapshot: DevicesSnapshot, rows: readonly DeviceRow[]): DevicesView {
  const { part, kind, result } = snapshot.context;
  if (snapshot.matches('list') || part === null) return { rows, running: null, result };
  const running = snapshot.children['running']?.getSnapshot();
  const letIn = kind === null ? undefined : (running as DeviceAdmissionSnapshot);
  const test = (letIn ? letIn.children['test']?.getSnapshot() : running) as DeviceTestSnapshot | undefined;
  const isStopping = test?.matches({ testing: 'stopping' }) === true;
  return {
    rows,
    running: {
      part,
      letsIn: kind,
      step: letIn && !letIn.matches('testing') ? stepOf(letIn) : isStopping ? 'stopping' : 'testing',
      stage: test?.context.stage ?? null,
      question: test?.context.question ?? null,
    },
    result: null,
  };
}

const stepOf = (letIn: DeviceAdmissionSnapshot): NonNullable<DevicesView['running']>['step'] =>
  letIn.matches('appearing') ? 'connecting' : letIn.matches('trying') ? 'asking-machine' : 'writing';
