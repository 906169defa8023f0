import { assign, fromCallback, type SnapshotFrom, sendTo, setup } from 'xstate';
import type { TestId, TestOutcome, TestQuestion, TestStage } from './contract.ts';

export interface TestInput {
  readonly id: TestId;
}

interface TestContext extends TestInput {
  readonly stage: TestStage;
  /** `null`: the technician is not asked now. */
  readonly question: TestQuestion | null;
  /** `null`: the test runs. */
  readonly outcome: TestOutcome | null;
}

type FromTest =
  | { readonly type: 'test.stage'; readonly stage: TestStage }
  | { readonly type: 'test.question'; readonly question: TestQuestion }
  | { readonly type: 'test.ended'; readonly outcome: TestOutcome };

export type TestTouch = { readonly type: 'test.answer'; readonly yes: boolean } | { readonly type: 'test.stop' };

export type TestEvent = FromTest | TestTouch;

/** Longest wait for an answer of the technician, in milliseconds. Why 120 s: to look into the cabinet; chosen, not measured. */
const ANSWER_MS = 120_000;

const notProvided = (): never => {
  throw new Error('the tests of the devices are not connected');
};

/**
 * One guided test. It ends by itself, by *stop*, or when the technician does not answer. A sale that has begun is settled first, so
 * `stopping` may take minutes.
 */
export const testMachine = setup({
  types: {
    input: {} as TestInput,
    context: {} as TestContext,
    events: {} as TestEvent,
    output: {} as TestOutcome,
  },
  actors: { run: fromCallback<TestTouch, TestInput, FromTest>(notProvided) },
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

export type TestSnapshot = SnapshotFrom<typeof testMachine>;
