import { type Clock, pause } from '../../clock.ts';
import type { Qepik } from '../../payment-terminal/contract.ts';
import type { Decide, Decision } from '../contract.ts';

/** Puts held notes to whoever accepts now, and sees to it that each question is answered in time. */
export interface Decisions {
  readonly running: boolean;
  begin(decide: Decide): void;
  end(): void;
  ask(no: number, value: Qepik): void;
  /** The answer is no longer wanted. */
  withdraw(no: number): void;
}

export interface DecisionsOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Late answers too: a note that its owner wrote down as stacked needs an end. */
  readonly onDecided: (no: number, value: Qepik, decision: Decision) => void;
}

const BACK: Decision = { do: 'return' };

export function createDecisions({ clock, limitMs, onDecided }: DecisionsOptions): Decisions {
  let current: Decide | null = null;
  const open = new Map<number, AbortController>();

  return {
    get running() {
      return current !== null;
    },
    begin(decide) {
      current = decide;
    },
    end() {
      current = null;
    },
    ask(no, value) {
      if (!current) return onDecided(no, value, BACK);
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
    withdraw(no) {
      open.get(no)?.abort();
      open.delete(no);
    },
  };
}
