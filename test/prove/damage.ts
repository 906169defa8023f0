import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * A power cut or a bad disk, on the last record.
 *
 * - `lost`, `two-lost`: missing transactions. `torn`: half of the last frame.
 * - `flipped`: a wrong bit. `twice`: the frame again. `rotten`: the last entry reads differently.
 */
export type Damage = 'lost' | 'two-lost' | 'torn' | 'flipped' | 'twice' | 'rotten';

/** Header and frames of the log: https://www.sqlite.org/fileformat2.html, chapter 4 */
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_SIZE_AT = 8;
/** In a frame's header: pages of the database; 0 except in a transaction's last frame. */
const COMMIT_AT = 4;
const SALT_AT = 8;

export interface DamagedEntry {
  readonly seq: number;
  readonly body: Buffer;
}

/** Damages the last record of a closed ledger. Does nothing without a frame. Returns the entry that must be set aside. */
export function damageLastRecord(folder: string, damage: Damage): DamagedEntry | null {
  const file = join(folder, 'ledger.db');
  if (damage === 'rotten') return rot(file);
  if (!existsSync(`${file}-wal`)) return null;
  const wal = readFileSync(`${file}-wal`);
  const frames = framesOf(wal);
  const last = frames.at(-1);
  if (!last) return null;
  const open = openSync(`${file}-wal`, 'r+');
  try {
    const ends = frames.slice(0, -1).flatMap(({ commits, end }) => (commits ? [end] : []));
    damageFrame(open, damage, last, ends.at(damage === 'two-lost' ? -2 : -1));
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
  return null;
}

interface Frame {
  readonly start: number;
  readonly end: number;
  readonly commits: boolean;
}

/** Reads up to the first frame with another salt: such frames are left from an earlier log. */
function framesOf(wal: Buffer): readonly Frame[] {
  if (wal.length < WAL_HEADER) return [];
  const size = FRAME_HEADER + wal.readUInt32BE(PAGE_SIZE_AT);
  const salt = wal.subarray(16, 24);
  const frames: Frame[] = [];
  for (let start = WAL_HEADER; start + size <= wal.length; start += size) {
    if (!wal.subarray(start + SALT_AT, start + SALT_AT + 8).equals(salt)) break;
    frames.push({ start, end: start + size, commits: wal.readUInt32BE(start + COMMIT_AT) > 0 });
  }
  return frames;
}

function damageFrame(file: number, damage: Exclude<Damage, 'rotten'>, last: Frame, before = WAL_HEADER): void {
  switch (damage) {
    case 'lost':
    case 'two-lost':
      ftruncateSync(file, before);
      return;
    case 'torn':
      ftruncateSync(file, Math.floor((last.start + last.end) / 2));
      return;
    case 'flipped': {
      const at = last.start + FRAME_HEADER + 100;
      const byte = Buffer.alloc(1);
      readSync(file, byte, 0, 1, at);
      writeSync(file, Uint8Array.of(byte[0]! ^ 0x10), 0, 1, at);
      return;
    }
    case 'twice': {
      const frame = Buffer.alloc(last.end - last.start);
      readSync(file, frame, 0, frame.length, last.start);
      writeSync(file, frame, 0, frame.length, last.end);
      return;
    }
    default:
      damage satisfies never;
  }
}

/** Changes one letter of the last entry: in the database file SQLite has no checksum. */
function rot(file: string): DamagedEntry | null {
  const db = new Database(file);
  const last = db
    .prepare<[], { seq: number; at: string; body: string }>('SELECT * FROM entry ORDER BY seq DESC LIMIT 1')
    .get();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  if (!last) return null;
  const text = Buffer.from(last.at + last.body);
  const pages = readFileSync(file);
  const at = pages.indexOf(text) + last.at.length;
  if (at < last.at.length) throw new Error('the last entry is not where it is looked for');
  // Changes `{"kind":"x…` to `{"kind":"y…`, or to a byte that is no letter.
  const letter = at + '{"kind":"'.length;
  pages[letter]! ^= 0x01;
  writeFileSync(file, pages);
  return { seq: last.seq, body: Buffer.from(pages.subarray(at, at + Buffer.byteLength(last.body))) };
}

/** Whether a damaged entry is set aside as it reads. */
export function isSetAside(folder: string, { seq, body }: DamagedEntry): boolean {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  try {
    const kept = db.prepare<[number], Buffer | null>('SELECT body FROM set_aside WHERE seq = ?').pluck().get(seq);
    return kept?.equals(body) === true;
  } finally {
    db.close();
  }
}
