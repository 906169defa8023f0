import type { OfflineMerge } from '../back-office/offline-merge.ts';
import type { Outbox } from './outbox.ts';

/** References in stock: a day of a full bus, and what is asked for at once. */
export const FULL_STOCK = 400;

export interface ForwarderOptions {
  readonly outbox: Outbox;
  readonly office: OfflineMerge;
  readonly answers: () => boolean;
  /** The office did not take what was taken: staff have to look. */
  readonly onRefused: (key: string, reason: string) => void;
  /** Everything that was taken is with the office. */
  readonly onMerged: (count: number) => void;
  readonly onBug: (error: unknown) => void;
}

/** Hands over what was taken, and fills the stock of references, whenever the office answers. One turn at a time. */
export function createForwarder(options: ForwarderOptions) {
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;

  async function turns(): Promise<void> {
    do {
      again = false;
      try {
        await turn(options, closing.signal);
      } catch (error) {
        options.onBug(error);
      }
    } while (again && !closing.signal.aborted);
    running = null;
  }

  return {
    /** Something waits, or the office answers again. */
    look(): void {
      again = true;
      if (!closing.signal.aborted) running ??= turns();
    },
    /** Resolves when nothing is under way. */
    rests: (): Promise<void> => running ?? Promise.resolve(),
    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };
}

async function turn(
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
      outbox.done(key);
      merged += 1;
    } else if (answer.error.kind === 'refused') {
      outbox.refuse(key, answer.error.reason);
      onRefused(key, answer.error.reason);
    } else {
      // No answer, or another's: asked again under the same key.
      break;
    }
  }
  if (merged > 0) onMerged(merged);
  if (answers() && !signal.aborted && outbox.inStock() < FULL_STOCK / 2) {
    const given = await office.reserve(FULL_STOCK - outbox.inStock(), signal);
    if (given.ok) outbox.addToStock(given.value);
  }
}
