import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LedgerMark, openMarkFile, readMark } from './mark-file.ts';

const PAGE = 4_096;

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mark-'));
  file = join(dir, 'ledger.db.mark');
});
afterEach(() => rmSync(dir, { recursive: true }));

const hash = (digit: number) => String(digit).repeat(64);
const markOf = (seq: number): LedgerMark => ({ seq, hashes: [hash(seq), hash(seq - 1)], leaves: seq, root: hash(7) });

function written(...seqs: readonly number[]): void {
  const [first = 1, ...others] = seqs;
  const marker = openMarkFile(file, markOf(first));
  for (const seq of others) marker.write(markOf(seq));
  marker.close();
}

const damaged = (change: (bytes: Buffer) => void) => {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
};

describe('the file of a mark', () => {
  it('when marks were written, then the newest is read, and the file is only for its owner', () => {
    expect(readMark(file)).toBe('missing');
    written(1, 2, 3);
    expect(readMark(file)).toEqual(markOf(3));
    expect([statSync(file).size, statSync(file).mode & 0o777]).toEqual([2 * PAGE, 0o600]);
  });

  it('when the kiosk restarts, then the newest mark counts, also after a shorter book was adopted', () => {
    written(8, 9);
    written(4);
    expect(readMark(file)).toEqual(markOf(4));
    written(5, 6);
    expect(readMark(file)).toEqual(markOf(6));
  });

  it.each([1, 2, 3, 4])('when a power cut tears the copy of write %i, then the copy before is read', (writes) => {
    const seqs = Array.from({ length: writes + 1 }, (_, nth) => nth + 1);
    written(...seqs);
    const newest = readFileSync(file).indexOf(`"seq":${writes + 1},`);
    damaged((bytes) => bytes.fill(0, newest, newest + 40));
    expect(readMark(file)).toEqual(markOf(writes));
    written(9);
    expect(readMark(file)).toEqual(markOf(9));
  });

  it.each([
    ['zeroes', (bytes: Buffer) => bytes.fill(0)],
    ['two torn copies', (bytes: Buffer) => [30, PAGE + 30].map((at) => bytes.writeUInt8(0, at))],
  ])('when the file has %s, then it is unreadable, and the next write repairs it', (_, damage) => {
    written(1, 2);
    damaged(damage);
    expect(readMark(file)).toBe('unreadable');
    written(3);
    expect(readMark(file)).toEqual(markOf(3));
  });

  it.each(['', 'not a mark\n', `{}\n${'0'.repeat(64)}\n`])(
    'when the file is no mark, then it is unreadable: %j',
    (text) => {
      writeFileSync(file, text);
      expect(readMark(file)).toBe('unreadable');
    },
  );
});
