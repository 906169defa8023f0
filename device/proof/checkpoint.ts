import { base64, fromBase64 } from './bytes.ts';
import type { TreeHead } from './merkle.ts';
import { parseNote } from './note.ts';

/** Text of a log's signed note (c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

export const logOriginOf = (kioskId: string): string => `asan-kiosk/${kioskId}`;

/** Kiosk of a log; `null` for other logs. */
export const kioskIdOfOrigin = (origin: string | null): string | null =>
  origin?.startsWith(logOriginOf('')) ? origin.slice(logOriginOf('').length) : null;

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

const HASH_BYTES = 32;

/** Parses a checkpoint; further lines are allowed and ignored. `null` if the text is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const hash = fromBase64(root);
  if (origin === '' || !/^(0|[1-9][0-9]{0,14})$/.test(size) || hash?.length !== HASH_BYTES) return null;
  return { origin, size: Number(size), root: hash };
}

/** Checkpoint in a signed note, without a check of the signatures. `null` if there is none. */
export function checkpointIn(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed && parseCheckpoint(parsed.text);
}
