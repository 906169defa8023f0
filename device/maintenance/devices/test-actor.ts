import { fromCallback } from 'xstate';
import {
  type DeviceTest,
  type DeviceTestId,
  type DeviceTestOutcome,
  type DeviceTestQuestion,
  type DeviceTestStage,
  TEST_STOPPED,
} from './contract.ts';

export type DeviceTests = Readonly<Partial<Record<DeviceTestId, DeviceTest>>>;

type Command = { readonly type: 'test.answer'; readonly yes: boolean } | { readonly type: 'test.stop' };
type Report =
  | { readonly type: 'test.stage'; readonly stage: DeviceTestStage }
  | { readonly type: 'test.question'; readonly question: DeviceTestQuestion }
  | { readonly type: 'test.ended'; readonly outcome: DeviceTestOutcome };

interface TestListeners {
  readonly ended: (id: DeviceTestId, outcome: DeviceTestOutcome) => void;
  readonly onBug: (error: unknown) => void;
  /** Gets a promise that resolves when the test has ended, even after its page was closed. */
  readonly onRun?: (running: Promise<unknown>) => void;
}

/**
 * Runs a test for its machine. If the machine ends first, the test is aborted, and a sale that has begun is still settled. `ended` gets the
 * outcome of each test, also then.
 */
export function deviceTestActor(tests: DeviceTests, { ended, onBug, onRun = () => {} }: TestListeners) {
  return fromCallback<Command, { readonly id: DeviceTestId }, Report>(({ input: { id }, sendBack, receive }) => {
    const stop = new AbortController();
    let answer = (_yes: boolean | null): void => undefined;
    receive((command) => {
      if (command.type === 'test.answer') return answer(command.yes);
      stop.abort();
      answer(null);
    });
    const test: DeviceTest = tests[id] ?? (async () => TEST_STOPPED);
    const running = test({
      signal: stop.signal,
      show: (stage) => sendBack({ type: 'test.stage', stage }),
      agrees: (question) =>
        new Promise((resolve) => {
          if (stop.signal.aborted) return resolve(null);
          answer = resolve;
          sendBack({ type: 'test.question', question });
        }),
    });
    const end = (outcome: DeviceTestOutcome) => {
      ended(id, outcome);
      sendBack({ type: 'test.ended', outcome });
    };
    onRun(
      running.then(end, (error: unknown) => {
        onBug(error);
        end(TEST_STOPPED);
      }),
    );
    return () => {
      stop.abort();
      answer(null);
    };
  });
}
