import { base64, fromBase64 } from './bytes.ts';
import type { TreeHead } from './merkle.ts';
import { parseNote } from './note.ts';

/** What a log says of its tree at one moment: the text of the signed note (c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Which log; its key has the same name. */
  readonly origin: string;
}

/** The origin of a kiosk's own log. */
export const originOf = (kioskId: string): string => `asan-kiosk/${kioskId}`;

/** The kiosk of a log; `null` for the name of another log. */
export const kioskOf = (origin: string | null): string | null =>
  origin?.startsWith(originOf('')) ? origin.slice(originOf('').length) : null;

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

const HASH_BYTES = 32;

/** More than three lines are allowed; the kiosk ignores the rest. `null` if the text is not a checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const hash = fromBase64(root);
  if (origin === '' || !/^(0|[1-9][0-9]{0,14})$/.test(size) || hash?.length !== HASH_BYTES) return null;
  return { origin, size: Number(size), root: hash };
}

/** The checkpoint in a signed note. It does not check the signatures. `null` if the note has no checkpoint. */
export function checkpointIn(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed && parseCheckpoint(parsed.text);
}
