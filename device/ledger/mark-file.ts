import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { writeDurably } from '../files/durable-file.ts';
import { nullIfMissing } from '../files/if-there.ts';

/**
 * State of the ledger, kept outside of its database: a database that is restored, or loses its write-ahead log, does not know what it lost.
 */
export interface LedgerMark {
  /** Number of the newest entry; 0: none. */
  readonly seq: number;
  /** SHA-256 of entry `seq`, of the one before, and so on; hex, as in the chain. */
  readonly hashes: readonly string[];
  readonly leaves: number;
  /** Root of the transparency log's leaves, hex (RFC 9162, 2.1). */
  readonly root: string;
}

/** Name of the mark's file beside the ledger. It begins with the ledger's name, so that moving `ledger.db*` moves both. */
export const markFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, '.mark');

/** `unreadable`: none of the two copies is whole. */
export type MarkRead = LedgerMark | 'missing' | 'unreadable';

/** Bytes of one copy: a page, which the kernel writes separately. A power cut damages only the copy that is being written. */
const SLOT_BYTES = 4_096;
const SLOTS = 2;
const HASH = /^[0-9a-f]{64}$/;

interface Copy {
  /** Number of the write: the higher is newer, even after staff adopted a shorter book. */
  readonly nth: number;
  readonly mark: LedgerMark;
}

/**
 * The newest whole copy of the mark. Throws disk errors, except for a missing file. A file that was put back may have any content, so all
 * values are checked.
 */
export function readMark(file: string): MarkRead {
  const copy = newestCopy(file);
  return typeof copy === 'string' ? copy : copy.mark;
}

function newestCopy(file: string): Copy | 'missing' | 'unreadable' {
  const bytes = nullIfMissing(() => readFileSync(file));
  if (bytes === null) return 'missing';
  const copies = Array.from({ length: SLOTS }, (_, nth) =>
    parse(bytes.subarray(nth * SLOT_BYTES, (nth + 1) * SLOT_BYTES)),
  );
  return copies.filter((copy) => copy !== null).sort((one, other) => other.nth - one.nth)[0] ?? 'unreadable';
}

/** Opens the file of a mark that is written after every commit. `mark` is on the disk when this returns. Throws disk errors. */
export function openMarkFile(file: string, mark: LedgerMark) {
  const known = newestCopy(file);
  let nth = typeof known === 'string' ? 0 : known.nth;
  // With both copies in place, an overwrite needs no new block or length.
  if (typeof known === 'string') writeDurably(file, Buffer.concat([slot({ nth, mark }), slot({ nth, mark })]));
  const handle = openSync(file, 'r+');
  const write = (its: LedgerMark) => {
    nth += 1;
    writeSync(handle, slot({ nth, mark: its }), 0, SLOT_BYTES, (nth % SLOTS) * SLOT_BYTES);
  };
  write(mark);
  fsyncSync(handle);
  return {
    /**
     * Overwrites the older copy without fsync: a power cut may undo half a minute, but a mark behind its book is harmless. Throws disk
     * errors.
     */
    write,
    close(): void {
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}

const checkSum = (text: string): string => createHash('sha256').update(text).digest('hex');

function slot(copy: Copy): Buffer {
  const text = JSON.stringify(copy);
  return Buffer.from(`${text}\n${checkSum(text)}\n`.padEnd(SLOT_BYTES, '\n'));
}

function parse(bytes: Buffer): Copy | null {
  const [text = '', sum] = bytes.toString().split('\n');
  if (sum !== checkSum(text)) return null;
  const { nth, mark } = JSON.parse(text) as Copy;
  const { seq, hashes, leaves, root } = mark;
  const counts = [nth, seq, leaves].every((count) => Number.isSafeInteger(count) && count >= 0);
  return counts && [...hashes, root].every((hash) => HASH.test(hash)) ? { nth, mark } : null;
}
