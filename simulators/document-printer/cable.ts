import { resultOrAborted, withAnyOf } from '../../drivers/abort.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import type { Post, PostTrouble } from '../../drivers/document-printer/ipp/post.ts';
import { err, ok } from '../../drivers/result.ts';
import type { DocumentPrinterSimulator } from './printer.ts';

const BYTES_PER_MS = 1_000;
const WAY_MS = 2;

export interface PrinterNetwork {
  readonly post: Post;
  unplug(): void;
  plug(): void;
}

const lost = (detail: string): PostTrouble => ({ trouble: { code: 'LNK-103', kind: 'went-down', detail }, sent: true });
const NOBODY: PostTrouble = {
  trouble: { code: 'LNK-101', kind: 'not-connected', detail: 'nothing is plugged in' },
  sent: false,
};

/**
 * A network in memory between a driver and a simulated printer, with a switch and 1 MB/s. A request that is cut on its way does not reach
 * the printer.
 */
export function createPrinterNetwork(printer: DocumentPrinterSimulator, clock: Clock): PrinterNetwork {
  let pulled = new AbortController();
  let plugged = true;

  async function carry(request: Uint8Array, cut: AbortSignal): Promise<Uint8Array | null> {
    await pause(clock, WAY_MS + request.length / BYTES_PER_MS, cut);
    if (cut.aborted) return null;
    const answer = await printer.answer(request);
    if (answer.bytes === null && !answer.hangsUp) await new Promise(() => {});
    await pause(clock, WAY_MS, cut);
    return cut.aborted ? null : answer.bytes;
  }

  return {
    async post(request, signal) {
      if (!plugged) return err(NOBODY);
      const cut = pulled.signal;
      const answer = await withAnyOf([signal, cut], (either) => resultOrAborted(carry(request, cut), either));
      if (answer) return ok(answer);
      return err(lost(signal.aborted ? 'no answer in time' : 'the connection broke'));
    },
    unplug() {
      plugged = false;
      pulled.abort();
    },
    plug() {
      plugged = true;
      pulled = new AbortController();
    },
  };
}
