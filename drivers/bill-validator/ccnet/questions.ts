import { type Clock, pause } from '../../clock.ts';
import type { Qepik } from '../../payment-terminal/contract.ts';
import type { Decide, Decision } from '../contract.ts';

export type Decisions = ReturnType<typeof createDecisions>;

export interface DecisionsOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Late answers too: a note that its owner wrote down as stacked needs an end. */
  readonly onDecided: (no: number, value: Qepik, decision: Decision) => void;
}

const BACK: Decision = { do: 'return' };

/** Puts held notes to whoever accepts now, and sees to it that each question is answered in time. */
export function createDecisions({ clock, limitMs, onDecided }: DecisionsOptions) {
  let current: Decide | null = null;
  const open = new Map<number, AbortController>();

  return {
    get running(): boolean {
      return current !== null;
    },
    begin(decide: Decide): void {
      current = decide;
    },
    end(): void {
      current = null;
    },
    ask(no: number, value: Qepik): void {
      if (!current) return void onDecided(no, value, BACK);
      const controller = new AbortController();
      open.set(no, controller);
      const answered = new AbortController();
      void pause(clock, limitMs, answered.signal).then(() => {
        if (answered.signal.aborted) return;
        onDecided(no, value, BACK);
        controller.abort();
      });
      void current({ value }, controller.signal).then((decision) => {
        answered.abort();
        open.delete(no);
        onDecided(no, value, decision);
      });
    },
    /** The answer is no longer wanted. */
    withdraw(no: number): void {
      open.get(no)?.abort();
      open.delete(no);
    },
  };
}
