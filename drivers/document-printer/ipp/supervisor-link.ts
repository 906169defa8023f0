import type { Link, LinkTrouble } from '../../link/link.ts';
import { err, ok } from '../../result.ts';
import type { PrinterReport } from './answers.ts';
import type { IppReply } from './talk.ts';

const NO_BYTES: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'an IPP printer gets requests, not bytes' };

/**
 * Link to a printer for the supervisor. There is no lasting connection: the printer is present if a request reaches it, even without an
 * answer.
 */
export const createSupervisorLink = (
  ask: (signal: AbortSignal) => IppReply<PrinterReport>,
  closing: AbortSignal,
): Link => ({
  async open() {
    const answer = await ask(closing);
    return !answer.ok && answer.error.kind === 'not-sent' ? err(answer.error.trouble) : ok(undefined);
  },
  write: async () => err(NO_BYTES),
  close: async () => {},
  onBytes: () => () => {},
  onDown: () => () => {},
});
