import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

/** Both functions throw Node's error (with `code`). */
export interface ReadableFiles {
  /** Names, not paths. */
  list(dir: string): readonly string[];
  /** Text of a file in UTF-8. Throws `NotUtf8Error`. */
  read(path: string): string;
}

/** The file is not UTF-8: each letter that is not ASCII would become a question mark. */
export class NotUtf8Error extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is not UTF-8`);
    this.line = line;
  }
}

export const realFiles: ReadableFiles = {
  list: (dir) => readdirSync(dir),
  read: (path) => decoded(readBounded(path)),
};

/** Largest file that is read: ten times the largest of the project. */
const MOST_BYTES = 4 << 20;

/**
 * Reads a file up to the limit: a device such as /dev/zero never ends.
 *
 * @throws Error EFBIG
 */
function readBounded(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= MOST_BYTES; ) {
      const chunk = Buffer.allocUnsafe(1 << 16);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
  } finally {
    closeSync(file);
  }
  throw Object.assign(new Error(`EFBIG: file too large, '${path}'`), { code: 'EFBIG' });
}

const LINE_END = 0x0a;

function decoded(bytes: Buffer): string {
  const text = utf8(bytes);
  if (text !== null) return text;
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_END, from);
    const next = end === -1 ? bytes.length : end + 1;
    if (utf8(bytes.subarray(from, next)) === null) break;
    from = next;
  }
  throw new NotUtf8Error(line);
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
