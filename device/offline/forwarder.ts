import { type Clock, pause } from '../../drivers/clock.ts';
import type { OfflineMerge } from '../back-office/offline-merge.ts';
import type { Outbox } from './outbox.ts';

/** Milliseconds until a retry, if the office answers but an application waits or the stock is empty: no event tells when to try. */
const ASK_AGAIN_MS = 15_000;
/** Office's code: this kiosk has a newer stock of references. */
const VOID_REFERENCE = 'void-reference';
/** Office's code: another board of this kiosk has the newest stock. */
const STALE_EPOCH = 'stale-epoch';
/** References in a full stock, and most per request: a day of a full bus. */
export const FULL_STOCK = 400;

export interface ForwarderOptions {
  readonly outbox: Outbox;
  readonly office: OfflineMerge;
  readonly answers: () => boolean;
  readonly newKey: () => string;
  readonly clock: Clock;
  /** Called when the office refused an application: staff must act. */
  readonly onRefused: (key: string, reason: string) => void;
  /** Called once when another board has the stock, before this board empties its own: staff must act. */
  readonly onReplaced: () => void;
  readonly onMerged: (count: number) => void;
  readonly onBug: (error: unknown) => void;
}

/** Forwards applications and refills the stock of references whenever the office answers. One turn at a time. */
export function createOutboxForwarder(options: ForwarderOptions) {
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let reserving: { readonly key: string; readonly count: number; readonly epoch: number | null } | null = null;
  let isReplaced = false;

  async function turns(): Promise<void> {
    do {
      again = false;
      try {
        await handOver(options, closing.signal);
        await fillStock();
      } catch (error) {
        options.onBug(error);
      }
      const { outbox } = options;
      const lacksStock = outbox.inStock() === 0 && !isReplaced;
      const isStuck = options.answers() && (outbox.waiting().length > 0 || lacksStock);
      if (isStuck && !again) await pause(options.clock, ASK_AGAIN_MS, closing.signal);
      again ||= isStuck;
    } while (again && !closing.signal.aborted);
    running = null;
  }

  /**
   * Fills a stock that is less than half full. The same key is used until the office answers: else the references of a lost answer are
   * wasted.
   */
  async function fillStock(): Promise<void> {
    const { outbox, office, answers, newKey } = options;
    if (!answers() || closing.signal.aborted || outbox.inStock() >= FULL_STOCK / 2) return;
    reserving ??= { key: newKey(), count: FULL_STOCK - outbox.inStock(), epoch: outbox.life().epoch };
    const { key, ...wanted } = reserving;
    const given = await office.reserve(key, wanted, closing.signal);
    if (given.ok) outbox.stockUp(given.value);
    else if (given.error.kind === 'refused' && given.error.reason === STALE_EPOCH) endStock();
    else return;
    isReplaced = !given.ok;
    reserving = null;
  }

  function endStock(): void {
    if (!isReplaced) options.onReplaced();
    options.outbox.emptyStock();
  }

  return {
    /** Call when something waits or the office answers again. */
    look(): void {
      again = true;
      if (!closing.signal.aborted) running ??= turns();
    },
    rests: (): Promise<void> => running ?? Promise.resolve(),
    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };
}

async function handOver(
  { outbox, office, answers, onRefused, onMerged }: ForwarderOptions,
  signal: AbortSignal,
): Promise<void> {
  let merged = 0;
  for (const taken of outbox.waiting()) {
    if (!answers() || signal.aborted) break;
    const { key, reference, ticket, takenAt, sealed, state } = taken;
    const answer =
      state === 'withdrawn'
        ? await office.withdraw(key, 'not-lodged', signal)
        : await office.merge(key, { reference, ticket, takenAt, sealed }, signal);
    if (answer.ok || (state === 'withdrawn' && answer.error.kind === 'refused')) {
      outbox.done(taken);
      merged += 1;
    } else if (answer.error.kind === 'refused') {
      // No reference is given out until the office says whether the stock is the newest.
      if (answer.error.reason === VOID_REFERENCE && outbox.inStock() > 0) outbox.emptyStock();
      if (outbox.refuse(key, answer.error.reason)) onRefused(key, answer.error.reason);
    } else {
      // After no answer or a foreign one, the same key is used again.
      break;
    }
  }
  if (merged > 0) onMerged(merged);
}
