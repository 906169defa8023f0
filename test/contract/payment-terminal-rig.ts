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

export interface PaymentTerminalRig {
  readonly terminal: PaymentTerminal & TerminalCare;
  readonly simulator: PaymentTerminalSimulator<{ readonly condition: string }>;
  now(): Date;
  readonly cable: { plug(): Promise<void> | void; unplug(): Promise<void> | void };
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Features that a protocol other than ZVT may lack. */
export type OptionalFeature = 'issue of goods' | 'care' | 'result without its length';

/** Milliseconds, short enough for a real clock. */
export const CONTRACT_ZVT_TIMINGS: Partial<ZvtTimings> = {
  answerMs: 1_000,
  messageMs: 4_000,
  afterAbortMs: 4_000,
  // Longer than the 5 s in which a terminal waits for an answer to its last message.
  localMs: 7_000,
  stalledApduMs: 1_000,
  holdMs: 300,
  issueMs: 5_000,
  heartbeat: 500,
  retryFirst: 100,
  retryCeiling: 200,
};

export interface TerminalBenchRig {
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
  paid(amount?: number): Promise<Pick<Approval, 'ref' | 'amount'>>;
  inquired(intent: PaymentIntent): ReturnType<PaymentTerminal['inquire']>;
}

/** Closed at the test's end. */
export type TerminalBench = (context: Pick<TestContext, 'onTestFinished'>) => Promise<TerminalBenchRig>;
