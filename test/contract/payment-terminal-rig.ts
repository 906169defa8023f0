import type { TestContext } from 'vitest';
import type {
  Approval,
  Issue,
  PaymentIntent,
  PaymentTerminal,
  TerminalCare,
  TerminalPrompt,
} from '../../drivers/payment-terminal/contract.ts';
import type { ZvtTimings } from '../../drivers/payment-terminal/zvt/driver.ts';
import type { PaymentTerminalSimulator } from '../../simulators/payment-terminal/contract.ts';

/** A driver and a simulated terminal on the two ends of some cable. */
export interface PaymentTerminalRig {
  readonly terminal: PaymentTerminal & TerminalCare;
  readonly simulator: PaymentTerminalSimulator<{ readonly condition: string }>;
  /** What the clock on the wall says; the terminal's is set by it. */
  now(): Date;
  readonly cable: { plug(): Promise<void> | void; unplug(): Promise<void> | void };
  /** Lets so much time go by, on whatever clock this rig has. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** What ZVT has and another protocol may lack: a rig says so, and that part of the suite is left out. */
export type Beyond = 'issue of goods' | 'care' | 'result without its length';

/** What the rig's driver must be made with: short enough for a real clock. In milliseconds. */
export const CONTRACT_TIMINGS: Partial<ZvtTimings> = {
  answerMs: 1_000,
  messageMs: 4_000,
  afterAbortMs: 4_000,
  // Longer than the 5 s in which a terminal waits for the answer to what it said before the cable was pulled, as in a cabinet.
  localMs: 7_000,
  stalledApduMs: 1_000,
  holdMs: 300,
  issueMs: 5_000,
  heartbeat: 500,
  retryFirst: 100,
  retryCeiling: 200,
};

/** What the parts of the suite do with a rig; the same verbs for each. */
export interface TerminalHands {
  readonly rig: PaymentTerminalRig;
  until(condition: () => boolean): Promise<void>;
  outcome<T>(promise: Promise<T>): Promise<T>;
  intentFor(amount?: number): Promise<PaymentIntent>;
  start(
    intent: PaymentIntent,
    signal?: AbortSignal,
    issue?: Issue,
  ): { readonly prompts: readonly TerminalPrompt[]; readonly outcome: ReturnType<PaymentTerminal['pay']> };
  atCard(): Promise<void>;
  /** A sale that the terminal approved. */
  paid(amount?: number): Promise<Pick<Approval, 'ref' | 'amount'>>;
  /** Asks until the terminal answers, as the settlement does. */
  inquired(intent: PaymentIntent): ReturnType<PaymentTerminal['inquire']>;
}

/** A rig of its own for a test, closed at the end of that test: tests may run at the same time. */
export type TerminalBench = (context: Pick<TestContext, 'onTestFinished'>) => Promise<TerminalHands>;
