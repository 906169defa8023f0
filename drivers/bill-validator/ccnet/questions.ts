import { type Clock, createTimer } from '../../clock.ts';
import type { Qepik } from '../../money.ts';
import type { Decide, Decision } from '../contract.ts';

export type DecisionQueue = ReturnType<typeof createDecisionQueue>;

export interface DecisionsOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  readonly renewMs: number;
  readonly onHold: (no: number) => void;
  /** Also called late: a note recorded to be stacked needs an outcome. */
  readonly onDecided: (no: number, value: Qepik, decision: Decision) => void;
}

const BACK: Decision = { do: 'return' };

/** Asks the current caller of `accept` about each held note, and limits the time of each question. */
export function createDecisionQueue({ clock, limitMs, renewMs, onHold, onDecided }: DecisionsOptions) {
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
      const limit = createTimer(clock, () => {
        onDecided(no, value, BACK);
        controller.abort();
      });
      const renewal = createTimer(clock, () => renew());
      const renew = () => {
        onHold(no);
        renewal.start(renewMs);
      };
      let over = false;
      const end = () => {
        over = true;
        limit.stop();
        renewal.stop();
      };
      controller.signal.addEventListener('abort', end);
      limit.start(limitMs);
      const hold = (ms: number) => {
        if (over) return;
        limit.start(ms);
        renew();
      };
      void current({ value, hold }, controller.signal).then((decision) => {
        end();
        open.delete(no);
        onDecided(no, value, decision);
      });
    },
    withdraw(no: number): void {
      open.get(no)?.abort();
      open.delete(no);
    },
  };
}
