import { assign, fromCallback, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { DeviceTestId, DeviceTestOutcome, DeviceTestQuestion, DeviceTestStage } from './contract.ts';

export interface DeviceTestInput {
  readonly id: DeviceTestId;
}

interface TestContext extends DeviceTestInput {
  readonly stage: DeviceTestStage;
  /** `null`: the technician is not asked now. */
  readonly question: DeviceTestQuestion | null;
  /** `null`: the test runs. */
  readonly outcome: DeviceTestOutcome | null;
}

type FromTest =
  | { readonly type: 'test.stage'; readonly stage: DeviceTestStage }
  | { readonly type: 'test.question'; readonly question: DeviceTestQuestion }
  | { readonly type: 'test.ended'; readonly outcome: DeviceTestOutcome };

export type DeviceTestTouch = { readonly type: 'test.answer'; readonly yes: boolean } | { readonly type: 'test.stop' };

export type DeviceTestEvent = FromTest | DeviceTestTouch;

/** Longest wait for an answer of the technician, in milliseconds. Why 120 s: to look into the cabinet; chosen, not measured. */
const ANSWER_MS = 120_000;

const notProvided = (): never => {
  throw new Error('the tests of the devices are not connected');
};

/**
 * One guided test. It ends by itself, by *stop*, or when the technician does not answer. A sale that has begun is settled first, so
 * `stopping` may take minutes.
 */
export const deviceTestMachine = setup({
  types: {
    input: {} as DeviceTestInput,
    context: {} as TestContext,
    events: {} as DeviceTestEvent,
    output: {} as DeviceTestOutcome,
  },
  actors: { run: fromCallback<DeviceTestTouch, DeviceTestInput, FromTest>(notProvided) },
  actions: {
    noteStage: assign(({ event }) => (event.type === 'test.stage' ? { stage: event.stage } : {})),
    noteQuestion: assign(({ event }) => (event.type === 'test.question' ? { question: event.question } : {})),
    noteOutcome: assign(({ event }) => (event.type === 'test.ended' ? { outcome: event.outcome, question: null } : {})),
    noQuestion: assign({ question: null }),
    stopRun: sendTo('run', { type: 'test.stop' }),
    answerRun: sendTo('run', ({ event }) => ({ type: 'test.answer', yes: event.type === 'test.answer' && event.yes })),
  },
  delays: { answerLimit: ANSWER_MS },
}).createMachine({
  id: 'test',
  context: ({ input }) => ({ ...input, stage: { at: 'working' }, question: null, outcome: null }),
  initial: 'testing',
  states: {
    testing: {
      invoke: { id: 'run', src: 'run', input: ({ context: { id } }) => ({ id }) },
      on: { 'test.ended': { target: 'ended', actions: 'noteOutcome' } },
      initial: 'running',
      states: {
        running: {
          description: 'The device works, or waits for the technician’s hands.',
          on: {
            'test.stage': { actions: 'noteStage' },
            'test.question': { target: 'asking', actions: 'noteQuestion' },
            'test.stop': 'stopping',
          },
        },
        asking: {
          description: 'Only the technician can say what came out, shines or sounds.',
          on: {
            'test.stage': { actions: 'noteStage' },
            'test.answer': { target: 'running', actions: ['answerRun', 'noQuestion'] },
            'test.stop': 'stopping',
          },
          after: { answerLimit: 'stopping' },
        },
        stopping: {
          description: 'The test ends; a sale that has begun is settled first.',
          entry: ['noQuestion', 'stopRun'],
          on: { 'test.stage': { actions: 'noteStage' } },
        },
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.outcome ?? { is: 'stopped' },
});

export type DeviceTestSnapshot = SnapshotFrom<typeof deviceTestMachine>;
