import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkTrouble } from '../../link/link.ts';
import { err, messageOf, ok } from '../../result.ts';
import { loadBinding, type PcscContext, type PcscReaderHandle } from './binding.ts';
import { decodeServiceError } from './troubles.ts';

/** PC/SC service as a link without bytes. */
export interface PcscContextLink extends Link {
  /** Throws before `open` succeeded. */
  reader(): PcscReaderHandle;
  /** Resolves with the new state; `null` when closed. Rejects like the binding. */
  nextState(from: number): Promise<number | null>;
  /** Keeps the card session until `released` settles. */
  holdUntil(released: Promise<unknown>): void;
  /** Reports a lost service or reader. */
  fail(detail: string): void;
}

const NO_BYTES: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'a PC/SC service takes no bytes' };

/** A cancel before the native wait began is lost: repeat it. */
const CANCEL_AGAIN_MS = 50;

/**
 * Opens two sessions: each does one thing at a time, so one waits for changes, one talks to the card. `wanted`: beginning of a reader's
 * name in the service's list. Absent: the first reader.
 */
export function createContextLink(wanted: string | undefined, clock: Clock): PcscContextLink {
  const wentDown = emitter<LinkTrouble>();
  let sessions: Sessions | undefined;
  let reader: PcscReaderHandle | undefined;
  let ended = false;
  let waiting: Promise<unknown> | undefined;
  let held: Promise<unknown> = Promise.resolve();

  async function release(): Promise<void> {
    const was = sessions;
    sessions = undefined;
    if (!was) return;
    if (waiting) await endWait(was.watcher, waiting, clock);
    was.watcher.close();
    // Closing before `held` settles would block the process.
    void held.then(() => was.worker.close());
  }

  return {
    async open() {
      const binding = await loadBinding();
      if (!binding.ok) return err({ code: 'LNK-103', kind: 'went-down', detail: binding.error });
      if (ended) return err({ code: 'LNK-103', kind: 'went-down', detail: 'closed while opening' });
      try {
        const { Context } = binding.value;
        sessions = { watcher: new Context(), worker: new Context() };
        reader = sessions.worker.listReaders().find(({ name }) => name.startsWith(wanted ?? ''));
      } catch (cause) {
        return err(decodeServiceError(messageOf(cause)));
      }
      return reader ? ok(undefined) : err(noReader(wanted));
    },
    write: async () => err(NO_BYTES),
    async close() {
      ended = true;
      wentDown.clear();
      await release();
    },
    onBytes: () => () => {},
    onDown: wentDown.on,
    reader: () => opened(reader),
    async nextState(from) {
      const { name } = opened(reader);
      const changed = opened(sessions).watcher.waitForChange([{ name, state: from }]);
      waiting = changed;
      const changes = await changed;
      return changes === null || ended ? null : (changes.find((change) => change.name === name)?.state ?? from);
    },
    holdUntil(released) {
      held = released;
    },
    fail(detail) {
      if (ended) return;
      ended = true;
      wentDown.emit({ code: 'LNK-103', kind: 'went-down', detail });
      wentDown.clear();
    },
  };
}

interface Sessions {
  readonly watcher: PcscContext;
  readonly worker: PcscContext;
}

function opened<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the link is not open');
  return part;
}

function noReader(wanted: string | undefined): LinkTrouble {
  const what = wanted === undefined ? 'no reader' : `no reader called ${wanted}`;
  return { code: 'LNK-101', kind: 'not-connected', detail: `the PC/SC service has ${what}` };
}

async function endWait(watcher: PcscContext, waiting: Promise<unknown>, clock: Clock): Promise<void> {
  const over = new AbortController();
  void waiting.then(
    () => over.abort(),
    () => over.abort(),
  );
  while (!over.signal.aborted && cancelled(watcher)) {
    await pause(clock, CANCEL_AGAIN_MS, over.signal);
  }
}

/** A service that is gone has ended the wait itself. */
function cancelled(watcher: PcscContext): boolean {
  try {
    watcher.cancel();
    return true;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return false;
  }
}
