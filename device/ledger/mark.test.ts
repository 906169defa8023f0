import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quickestMs } from '../../test/support/quickest.ts';
import { openTree } from '../merkle/tree-tables.ts';
import { openTransparency } from '../transparency/open.ts';
import type { LedgerEntry } from './entries.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { LedgerDamagedError } from './ledger-file.ts';
import { markFileOf, readMark } from './mark-file.ts';
import { readLedgerState } from './standing.ts';

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 0,
  paper: 'receipt',
};
const FREE: readonly LedgerEntry[] = [
  QUOTED,
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
  { kind: 'closed', outcome: 'deliveredWithoutPaper' },
];
const NOW = new Date('2026-11-24T10:00:00Z');

let root: string;
let dir: string;
let file: string;
let running: Ledger | null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mark-'));
  dir = join(root, 'kiosk');
  mkdirSync(dir);
  file = join(dir, 'ledger.db');
  running = null;
});
afterEach(() => {
  running?.close();
  rmSync(root, { recursive: true });
});

function start(adopt?: { by: string }): Ledger {
  const ledger = openLedger({ file, now: () => NOW, ...(adopt && { adopt }) });
  try {
    openTransparency({
      ledger,
      ledgerFile: file,
      kioskId: 'K5',
      randomBytes: (count) => new Uint8Array(count).fill(1),
    });
  } catch (error) {
    ledger.close();
    throw error;
  }
  running = ledger;
  return ledger;
}
function stop(): void {
  running?.close();
  running = null;
}
function write(ledger: Ledger, id: string, entries: readonly LedgerEntry[]): void {
  for (const entry of entries) ledger.append(id, entry);
}

function kill(): void {
  const killed = join(root, `killed-${readdirSync(root).length}`);
  cpSync(dir, killed, { recursive: true, filter: (name) => !name.endsWith('.lock') });
  stop();
  [dir, file] = [killed, join(killed, 'ledger.db')];
}

function standing() {
  const { standing: its } = start();
  stop();
  return its;
}

function expectRefused(why: string): void {
  const before = readFileSync(file, { flag: 'a+' });
  expect(readLedgerState(file)).toMatchObject({ is: 'not-newest', why });
  for (const _ of [1, 2]) {
    expect(start).toThrow(LedgerDamagedError);
    expect(start).toThrow(/LDG-102/);
  }
  expect(readFileSync(file)).toEqual(before);
}

function meddle(act: (db: Database.Database) => void): void {
  const db = new Database(file);
  act(db);
  db.close();
}

describe('the files of a book', () => {
  it('when the ledger opens, then only the owner may read its files, also files of an earlier version', () => {
    write(start(), 'a', FREE.slice(0, 2));
    const modes = () =>
      ['', '-wal', '-shm', '.mark'].map((part) => (statSync(`${file}${part}`).mode & 0o777).toString(8));
    expect(modes()).toEqual(['600', '600', '600', '600']);
    stop();
    chmodSync(file, 0o644);
    start();
    expect(modes()[0]).toBe('600');
  });
});

describe('the mark of a book', () => {
  it('when the kiosk starts for the first time, then it makes the mark, which fits after a clean end and after a kill', () => {
    const ledger = start();
    expect(ledger.standing).toEqual({ is: 'unmarked', why: 'new' });
    write(ledger, 'a', FREE.slice(0, 4));
    const mark = readMark(markFileOf(file));
    expect(mark).toMatchObject({ seq: 4, leaves: 1 });
    expect(readLedgerState(file)).toEqual({ is: 'fits' });
    stop();
    expect(standing()).toEqual({ is: 'fits' });
    start();
    kill();
    expect(standing()).toEqual({ is: 'fits' });
  });

  it('when a power cut left the mark behind its book, then the book fits', () => {
    const ledger = start();
    write(ledger, 'a', FREE.slice(0, 2));
    copyFileSync(markFileOf(file), join(root, 'earlier'));
    write(ledger, 'a', FREE.slice(2));
    write(ledger, 'b', FREE);
    kill();
    copyFileSync(join(root, 'earlier'), markFileOf(file));
    expect(standing()).toEqual({ is: 'fits' });
    expect(readMark(markFileOf(file))).toMatchObject({ seq: 10, leaves: 2 });
  });

  it('when the newest copy is torn, then the copy before is used', () => {
    write(start(), 'a', FREE.slice(0, 3));
    kill();
    const bytes = readFileSync(markFileOf(file));
    bytes.fill(0, bytes.indexOf('"seq":3,'), bytes.indexOf('"seq":3,') + 100);
    writeFileSync(markFileOf(file), bytes);
    expect(standing()).toEqual({ is: 'fits' });
  });

  it.each([
    ['is not there, as in a book of an earlier version', 'missing', () => rmSync(markFileOf(file))],
    ['is unreadable', 'unreadable', () => writeFileSync(markFileOf(file), 'rubbish')],
  ] as const)('when the mark %s, then the start reports it and makes a new one', (_, why, damage) => {
    write(start(), 'a', FREE.slice(0, 3));
    kill();
    damage();
    expect(standing()).toEqual({ is: 'unmarked', why });
    expect(standing()).toEqual({ is: 'fits' });
  });

  it('when a disk lost a table of the public log after the first start, then the book fits', () => {
    start();
    stop();
    meddle((db) => db.exec('DROP TABLE log_node'));
    expect(standing()).toEqual({ is: 'fits' });
    write(start(), 'a', FREE);
    stop();
    expect(standing()).toEqual({ is: 'fits' });
  });

  it('when the mark cannot be made, then the failure and its end are reported once each, and the entries are kept', () => {
    const ledger = openLedger({ file, now: () => NOW });
    running = ledger;
    const told: boolean[] = [];
    ledger.onMark((written) => told.push(written));
    write(ledger, 'a', FREE.slice(0, 1));
    meddle((db) => {
      openTree(db);
      db.exec("INSERT INTO log_leaf VALUES (0, 1, 'x'), (1, 2, 'y')");
    });
    write(ledger, 'a', FREE.slice(1, 3));
    expect([told, ledger.find('a')?.last]).toEqual([[false], 'issueRequested']);
    meddle((db) => db.exec('DELETE FROM log_leaf WHERE i = 1'));
    write(ledger, 'a', FREE.slice(3));
    expect(told).toEqual([false, true]);
  });
});

describe('a book without its newest records', () => {
  function loses(after: number): void {
    const ledger = start();
    write(ledger, 'z', FREE);
    write(ledger, 'a', FREE.slice(0, 1));
    const at: Buffer[] = [readFileSync(`${file}-wal`)];
    for (const entry of FREE.slice(1, 4)) {
      ledger.append('a', entry);
      at.push(readFileSync(`${file}-wal`));
    }
    kill();
    const shorter = at[3 - after];
    if (!shorter) throw new Error('not so many');
    writeFileSync(`${file}-wal`, shorter);
    rmSync(`${file}-shm`);
  }

  it.each([1, 2])(
    'when a disk lost %i of the newest records, then the kiosk reports the number and goes on',
    (records) => {
      loses(records);
      expect(readLedgerState(file)).toEqual({ is: 'lost', records });
      const ledger = start();
      expect(ledger.standing).toEqual({ is: 'lost', records });
      expect([ledger.open().map(({ id }) => id), ledger.forStaff().applications]).toEqual([['a'], []]);
      stop();
      expect(standing()).toEqual({ is: 'fits' });
    },
  );

  it('when more records are missing than a disk loses at once, then the ledger is refused as old', () => {
    loses(3);
    expectRefused('behind');
  });
});

describe('a restored book', () => {
  it('when the write-ahead log of a book is missing, then the ledger is refused and not taken for a new one', () => {
    write(start(), 'a', FREE.slice(0, 3));
    kill();
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`);
    expectRefused('no-content');
  });

  it('when a book without its write-ahead log lacks two records, then the finding is no-content, not lost records', () => {
    write(start(), 'a', FREE.slice(0, 2));
    kill();
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`);
    expectRefused('no-content');
  });

  it('when only an empty database is left, then the key of the public log shows that it is not new', () => {
    write(start(), 'a', FREE.slice(0, 3));
    kill();
    for (const part of ['', '-wal', '-shm', '.mark']) rmSync(`${file}${part}`);
    new Database(file).exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY)').close();
    expectRefused('no-content');
  });

  it('when no application is open, then the book is whole without its write-ahead log', () => {
    write(start(), 'a', FREE);
    kill();
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    expect(standing()).toEqual({ is: 'fits' });
    expect(start().history('a')).toHaveLength(FREE.length);
  });

  it.each(['', '-wal'])(
    'when only the part %j is missing or empty, then the book is refused and the rest is kept',
    (part) => {
      write(start(), 'a', FREE.slice(0, 3));
      kill();
      if (part === '') writeFileSync(file, '');
      else rmSync(`${file}-wal`);
      const left = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : null;
      expectRefused('no-content');
      expect(existsSync(`${file}-wal`) && left ? readFileSync(`${file}-wal`) : left).toEqual(left);
    },
  );

  it('when a reader holds a snapshot, then the checkpoint does not wait for it', () => {
    const ledger = start();
    write(ledger, 'a', FREE.slice(0, 4));
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM entry').get();
    const ends = [
      () => write(ledger, 'a', FREE.slice(4)),
      () => write(ledger, 'c', FREE),
      () => write(ledger, 'd', FREE),
    ];
    expect(quickestMs(ends.length, (nth) => ends[nth]?.())).toBeLessThan(4_500);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    reader.close();
    write(ledger, 'b', FREE);
    expect(statSync(`${file}-wal`).size).toBe(0);
  });

  it('when an earlier copy of the book is put back, then the ledger is refused', () => {
    write(start(), 'a', FREE);
    stop();
    copyFileSync(file, join(root, 'copy'));
    write(start(), 'b', FREE);
    stop();
    copyFileSync(join(root, 'copy'), file);
    expectRefused('behind');
  });

  it('when the book of another kiosk is put in its place, then the ledger is refused', () => {
    write(start(), 'a', FREE);
    stop();
    const other = openLedger({ file: join(root, 'other.db'), now: () => NOW });
    write(other, 'x', [...FREE.slice(0, 3)]);
    write(other, 'y', FREE);
    other.close();
    copyFileSync(join(root, 'other.db'), file);
    expectRefused('other');
  });

  it('when the newest records of a book were deleted, then the ledger is refused, with a mark or without', () => {
    const ledger = start();
    for (const id of ['a', 'b', 'c']) write(ledger, id, FREE);
    stop();
    meddle((db) => db.exec('DELETE FROM entry WHERE seq > 11'));
    expectRefused('leaves-name-more');
    rmSync(markFileOf(file));
    expectRefused('leaves-name-more');
  });

  it.each([
    ['leaves-behind', 'DELETE FROM log_leaf WHERE i = 2'],
    ['leaves-differ', "UPDATE log_leaf SET body = 'x' WHERE i = 2"],
    ['leaves-differ', 'DELETE FROM log_node'],
  ])('when the public log of a book differs, then the ledger is refused: %s', (why, sql) => {
    const ledger = start();
    for (const id of ['a', 'b', 'c']) write(ledger, id, FREE);
    stop();
    meddle((db) => db.exec(sql));
    expectRefused(why);
  });

  it('when the record at the mark of a book is damaged, then it is still the same book', () => {
    write(start(), 'a', FREE.slice(0, 3));
    stop();
    meddle((db) => db.exec("UPDATE entry SET body = 'x', hash = x'00' WHERE seq = 3"));
    const ledger = start();
    expect([ledger.standing, ledger.found]).toMatchObject([{ is: 'fits' }, [{ seq: 3, why: 'hash' }]]);
  });
});

describe('an adopted book', () => {
  function putBack(): unknown {
    write(start(), 'a', FREE);
    write(running as Ledger, 'b', FREE.slice(0, 3));
    stop();
    copyFileSync(file, join(root, 'copy'));
    write(start(), 'b', FREE.slice(3));
    write(running as Ledger, 'c', FREE);
    stop();
    let newest: unknown;
    meddle((db) => {
      newest = db.prepare('SELECT hash FROM entry WHERE seq = 15').pluck().get();
    });
    copyFileSync(join(root, 'copy'), file);
    return newest;
  }

  it('when staff adopt an older book, then open applications are left to staff and no entry number is used twice', () => {
    const newest = putBack();
    const adopted = start({ by: 'A.M.' });
    expect(adopted.standing).toMatchObject({ is: 'not-newest', why: 'behind', has: { seq: 8 }, known: { seq: 15 } });
    meddle((db) => expect(db.prepare('SELECT hash FROM set_aside WHERE seq = 15').pluck().get()).toEqual(newest));
    expect(adopted.found).toMatchObject([{ seq: 15, why: 'missing', applicationId: null }]);
    expect([adopted.open(), adopted.forStaff().applications]).toEqual([[], ['b']]);
    stop();
    const ledger = start();
    expect([ledger.standing, ledger.found]).toEqual([{ is: 'fits' }, []]);
    write(ledger, 'd', FREE);
    expect(ledger.history('d')[0]?.seq).toBe(16);
    stop();
    expect(standing()).toEqual({ is: 'fits' });
  });

  it.each([
    ['as long as', 5],
    ['longer than', 7],
  ])('when staff adopt a book that is %s the known one, then nothing is missing', (_, entries) => {
    write(start(), 'a', FREE);
    stop();
    const other = openLedger({ file: join(root, 'other.db'), now: () => NOW });
    write(other, 'x', FREE);
    write(other, 'y', FREE.slice(0, entries - 5));
    other.close();
    copyFileSync(join(root, 'other.db'), file);
    expectRefused('other');
    expect(start({ by: 'A.M.' }).found).toEqual([]);
  });

  it('when staff adopt an empty book, then the rest of the old one is kept', () => {
    write(start(), 'a', FREE.slice(0, 3));
    kill();
    const wal = readFileSync(`${file}-wal`);
    rmSync(file);
    expectRefused('no-content');
    rmSync(file);
    const ledger = start({ by: 'A.M.' });
    expect(ledger.open()).toEqual([]);
    write(ledger, 'b', FREE);
    expect(ledger.history('b')[0]?.seq).toBe(4);
    expect(readFileSync(`${file}.damaged-1-wal`)).toEqual(wal);
  });

  it('when SQLite could not read the old book, then a new book that staff adopt replaces it', () => {
    write(start(), 'a', FREE);
    stop();
    writeFileSync(file, 'no database at all'.repeat(500));
    expect(start).toThrow(/damaged-1/);
    expect(start).toThrow(LedgerDamagedError);
    start({ by: '4711' });
    stop();
    expect(standing()).toEqual({ is: 'fits' });
  });

  it('when records were deleted and staff adopt the book, then it fits after new entries', () => {
    const ledger = start();
    for (const id of ['a', 'b', 'c']) write(ledger, id, FREE);
    stop();
    meddle((db) => db.exec('DELETE FROM entry WHERE seq > 11'));
    start({ by: 'A.M.' });
    write(running as Ledger, 'd', FREE);
    stop();
    expect(standing()).toEqual({ is: 'fits' });
  });
});
