import { type Clock, createTimer } from '../../drivers/clock.ts';

/** A simulated payment card. */
export interface SimulatedCard {
  readonly name: string;
  /** Last four digits. */
  readonly tail: string;
  /** Full card number, for a terminal that wrongly masks none. */
  readonly number?: string;
  readonly pin: string;
}

export const SIMULATED_CARD: SimulatedCard = { name: 'Visa Debit', tail: '4021', pin: '1234' };

/** A key of the terminal's keypad. */
export type TerminalKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'ok' | 'cancel' | 'clear';

export type TerminalInputEvent =
  /** `hostSays`: result code of the bank, for which no PIN is asked. */
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

export type TerminalInput = ReturnType<typeof createTerminalInput>;

/**
 * Events at the terminal: cards, keys, and aborts of the kiosk. Events that the terminal does not wait for are lost, as at a busy terminal.
 */
export function createTerminalInput(clock: Clock) {
  let resolve: ((event: TerminalInputEvent) => void) | undefined;
  let closed = false;
  const limit = createTimer(clock, () => void happen({ type: 'timeout' }));

  function happen(event: TerminalInputEvent): boolean {
    const waiter = resolve;
    if (!waiter) return false;
    resolve = undefined;
    limit.stop();
    waiter(event);
    return true;
  }

  return {
    next(timeoutMs: number): Promise<TerminalInputEvent> {
      if (closed) return Promise.resolve({ type: 'abort' });
      limit.start(timeoutMs);
      return new Promise((done) => {
        resolve = done;
      });
    },
    happen,
    get waiting(): boolean {
      return resolve !== undefined;
    },
    /** Ends the current wait with `abort`. */
    close(): void {
      closed = true;
      happen({ type: 'abort' });
    },
  };
}
