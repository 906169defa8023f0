import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { besideLedger } from '../files/beside-ledger.ts';
import { writeDurably } from '../files/durable-file.ts';

/**
 * What was in the ledger when it was last written, kept outside of its database: a database that is put back from a copy, or loses
 * its write-ahead log, does not know what it lost.
 */
export interface Mark {
  /** Number of the newest entry; 0 where there is none. */
  readonly seq: number;
  /** Hex, SHA-256 as in the chain: of the entry `seq`, of the one before it, and so on. */
  readonly hashes: readonly string[];
  /** Leaves of the transparency log. */
  readonly leaves: number;
  /** Hex: the root of the tree of so many leaves (RFC 9162, 2.1). */
  readonly root: string;
}

/** Beside the ledger, and with its name: a person who moves `ledger.db*` moves both. */
export const markFileOf = (ledgerFile: string): string => besideLedger(ledgerFile, '.mark');

/** `unreadable`: none of its two copies is whole. */
export type MarkRead = Mark | 'missing' | 'unreadable';

/**
 * Each copy has a page of its own, so the kernel writes one copy without the other. A power cut can damage only the copy that is being
 * written. The earlier copy stays whole.
 */
const SLOT_BYTES = 4_096;
const SLOTS = 2;
const HASH = /^[0-9a-f]{64}$/;

interface Copy {
  /** Counts the writes: the higher of two is the newer, also where staff adopted a shorter book. */
  readonly nth: number;
  readonly mark: Mark;
}

/** The newest copy that is whole. Throws what the disk says, but for a file that is not there. */
export function readMark(file: string): MarkRead {
  const copy = newestCopy(file);
  return typeof copy === 'string' ? copy : copy.mark;
}

function newestCopy(file: string): Copy | 'missing' | 'unreadable' {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing';
    throw error;
  }
  const copies = Array.from({ length: SLOTS }, (_, nth) =>
    parse(bytes.subarray(nth * SLOT_BYTES, (nth + 1) * SLOT_BYTES)),
  );
  return copies.filter((copy) => copy !== null).sort((one, other) => other.nth - one.nth)[0] ?? 'unreadable';
}

/** Opens the file of a mark that is written after every commit, and writes `mark` so that it is on the disk when this returns. Throws what the disk says. */
export function openMarker(file: string, mark: Mark) {
  const known = newestCopy(file);
  let nth = typeof known === 'string' ? 0 : known.nth;
  // Both copies are there from the beginning: what is overwritten later needs no new block and no new length.
  if (typeof known === 'string') writeDurably(file, Buffer.concat([slot({ nth, mark }), slot({ nth, mark })]));
  const handle = openSync(file, 'r+');
  const write = (its: Mark) => {
    nth += 1;
    writeSync(handle, slot({ nth, mark: its }), 0, SLOT_BYTES, (nth % SLOTS) * SLOT_BYTES);
  };
  write(mark);
  fsyncSync(handle);
  return {
    /**
     * In the place of the older copy, and not synchronised: a power cut may take the last half minute of it, and a mark that is behind
     * its book says nothing wrong. Throws what the disk says.
     */
    write,
    /** With all that was written on the disk. */
    close(): void {
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}

const checkSum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A line of JSON, and a line with its SHA-256. */
function slot(copy: Copy): Buffer {
  const text = JSON.stringify(copy);
  return Buffer.from(`${text}\n${checkSum(text)}\n`.padEnd(SLOT_BYTES, '\n'));
}

/** Only this program writes it, but a file of it may be put back from anywhere. */
function parse(bytes: Buffer): Copy | null {
  const [text = '', sum] = bytes.toString().split('\n');
  if (sum !== checkSum(text)) return null;
  const { nth, mark } = JSON.parse(text) as Copy;
  const { seq, hashes, leaves, root } = mark;
  const counts = [nth, seq, leaves].every((count) => Number.isSafeInteger(count) && count >= 0);
  return counts && [...hashes, root].every((hash) => HASH.test(hash)) ? { nth, mark } : null;
}
