import type { LinkTrouble } from '../../link/link.ts';
import type { ChannelTrouble } from '../apdu/channel.ts';

/** The binding's errors have no number, only text [smartcard, pcsc_errors.h]. */
const REMOVED: ReadonlySet<string> = new Set(['Card was removed', 'No smart card present']);
const SILENT: ReadonlySet<string> = new Set([
  'Transaction failed',
  'Card is unresponsive',
  'Card is unpowered',
  'Card was reset',
  'Operation timed out',
]);

/** Decodes the error of an exchange. `silent` may turn out to be `removed`: readers notice a removal late. */
export function decodeChannelError(message: string): ChannelTrouble {
  if (REMOVED.has(message)) return { code: 'RDR-201', kind: 'removed' };
  if (SILENT.has(message)) return { code: 'RDR-202', kind: 'silent' };
  return { code: 'RDR-203', kind: 'reader-failed', detail: message };
}

/** Decodes why there is no session with the PC/SC service. */
export function decodeServiceError(message: string): LinkTrouble {
  if (message === 'PC/SC service not running') {
    return { code: 'LNK-101', kind: 'not-connected', detail: `${message}: apt-get install pcscd` };
  }
  // A polkit refusal has no text of its own.
  if (message === 'Unknown PC/SC error') {
    return { code: 'LNK-102', kind: 'not-permitted', detail: 'the PC/SC service refuses this user (polkit rule)' };
  }
  return { code: 'LNK-103', kind: 'went-down', detail: message };
}
