import type { Clock } from '../../drivers/clock.ts';
import { oneTimer } from '../../drivers/payment-terminal/zvt/line.ts';

/** A payment card as far as a terminal needs to pretend. */
export interface SimulatedCard {
  readonly name: string;
  /** The last four digits. */
  readonly tail: string;
  /** All of its digits: of a terminal that masks none of them, where it should. */
  readonly number?: string;
  readonly pin: string;
}

export const SIMULATED_CARD: SimulatedCard = { name: 'Visa Debit', tail: '4021', pin: '1234' };

export type TerminalKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'ok' | 'cancel' | 'clear';

/** What a person, or the kiosk, does at the terminal. */
export type DeskEvent =
  /** `hostSays`: the result code the bank will give, for which no PIN is asked. */
  | {
      readonly type: 'card';
      readonly how: 'tap' | 'insert';
      readonly card: SimulatedCard;
      readonly hostSays: string | null;
    }
  | { readonly type: 'removed' }
  | { readonly type: 'key'; readonly key: TerminalKey }
  | { readonly type: 'abort' }
  | { readonly type: 'timeout' };

export interface Desk {
  /** The next event, or `timeout`. What happens while nobody waits is lost, as at a terminal that is busy. */
  next(timeoutMs: number): Promise<DeskEvent>;
  /** `false`: nobody waits for anything. */
  happen(event: DeskEvent): boolean;
  readonly waiting: boolean;
  /** Ends the wait that is on with `abort`. */
  close(): void;
}

export function createDesk(clock: Clock): Desk {
  let resolve: ((event: DeskEvent) => void) | undefined;
  let closed = false;
  const limit = oneTimer(clock, () => void happen({ type: 'timeout' }));

  function happen(event: DeskEvent): boolean {
    const waiter = resolve;
    if (!waiter) return false;
    resolve = undefined;
    limit.stop();
    waiter(event);
    return true;
  }

  return {
    next(timeoutMs) {
      if (closed) return Promise.resolve({ type: 'abort' });
      limit.start(timeoutMs);
      return new Promise((done) => {
        resolve = done;
      });
    },
    happen,
    get waiting() {
      return resolve !== undefined;
    },
    close() {
      closed = true;
      happen({ type: 'abort' });
    },
  };
}
