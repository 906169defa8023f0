import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import { TEST_IDS, type TestId, type TestOutcome, type TestQuestion, type TestStage } from './contract.ts';
import type { DeviceRow } from './device-book.ts';
import { type LetInOutcome, type LetInSnapshot, letInMachine } from './let-in.machine.ts';
import { type TestSnapshot, type TestTouch, testMachine } from './test.machine.ts';

export type DevicesTouch =
  | TestTouch
  | { readonly type: 'devices.test'; readonly part: TestId }
  | { readonly type: 'devices.let-in'; readonly kind: DeviceKind }
  | { readonly type: 'devices.close-result' };

export type DevicesResult = { readonly of: 'test'; readonly part: TestId; readonly outcome: TestOutcome } | LetInResult;

interface LetInResult {
  readonly of: 'let-in';
  readonly kind: DeviceKind;
  readonly outcome: LetInOutcome;
}

interface DevicesContext {
  readonly part: TestId | null;
  readonly kind: DeviceKind | null;
  readonly result: DevicesResult | null;
}

const letInResult = ({ kind }: DevicesContext, outcome: LetInOutcome): LetInResult => ({
  of: 'let-in',
  kind: kind ?? 'reader',
  outcome,
});

const isTested = (id: string): id is TestId => TEST_IDS.some((each) => each === id);
/** A chip reader is tested with its document reader. */
const testOf = (kind: DeviceKind): TestId => (isTested(kind) ? kind : 'reader');

/** The page *Devices*: one test, or one device to let in, at a time. It tells each change of the test to its observers. */
export const devicesMachine = setup({
  types: { context: {} as DevicesContext, events: {} as DevicesTouch },
  actors: { test: testMachine, letIn: letInMachine },
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
    touch: sendTo('running', ({ event }) => event as TestTouch),
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
    readonly part: TestId;
    readonly letsIn: DeviceKind | null;
    readonly step: 'asking-machine' | 'connecting' | 'testing' | 'stopping' | 'writing';
    readonly stage: TestStage | null;
    readonly question: TestQuestion | null;
  } | null;
  readonly result: DevicesResult | null;
}

export function devicesView(snapshot: DevicesSnapshot, rows: readonly DeviceRow[]): DevicesView {
  const { part, kind, result } = snapshot.context;
  if (snapshot.matches('list') || part === null) return { rows, running: null, result };
  const running = snapshot.children['running']?.getSnapshot();
  const letIn = kind === null ? undefined : (running as LetInSnapshot);
  const test = (letIn ? letIn.children['test']?.getSnapshot() : running) as TestSnapshot | undefined;
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

const stepOf = (letIn: LetInSnapshot): NonNullable<DevicesView['running']>['step'] =>
  letIn.matches('appearing') ? 'connecting' : letIn.matches('trying') ? 'asking-machine' : 'writing';
