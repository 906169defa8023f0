import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePastApplications } from '../../test/bench/ledger-work.ts';
import { readCashList } from './cash-list.ts';
import { chainHash } from './chain.ts';
import type { LedgerEntry } from './entries.ts';
import { verifyLedger } from './integrity.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { LedgerDamagedError } from './ledger-file.ts';
import { markFileOf } from './mark-file.ts';
import { leaveToStaff, readWorkLeftToStaff } from './set-aside.ts';

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  paper: 'receipt',
};
const SOLD: readonly LedgerEntry[] = [
  QUOTED,
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const OVER: readonly LedgerEntry[] = [
  ...SOLD,
  { kind: 'notPaid', why: 'declined', code: null },
  { kind: 'withdrawn' },
  { kind: 'closed', outcome: 'abandoned' },
];
const NOW = new Date('2026-11-24T10:00:00Z');

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = (adopt?: { by: string }) =>
  openLedger({ file, now: () => NOW, sync: () => 'synchronised', ...(adopt && { adopt }) });

function within<T>(act: (ledger: Ledger) => T, adopt?: { by: string }): T {
  const ledger = open(adopt);
  try {
    return act(ledger);
  } finally {
    ledger.close();
  }
}

function write(id: string, entries: readonly LedgerEntry[]): void {
  within((ledger) => {
    for (const entry of entries) ledger.append(id, entry);
  });
}

function meddle(act: (db: Database.Database) => void): void {
  const db = new Database(file);
  act(db);
  db.close();
}

function db<T>(read: (db: Database.Database) => T): T {
  const opened = new Database(file, { readonly: true });
  try {
    return read(opened);
  } finally {
    opened.close();
  }
}

const look = () =>
  within((ledger) => ({
    found: ledger.found.map(({ seq, applicationId, why }) => [seq, applicationId, why]),
    open: ledger.open().map(({ id, last }) => [id, last]),
    staff: ledger.forStaff().applications,
  }));

describe('a book at its opening', () => {
  it('when the book is whole, then nothing is listed', () => {
    write('a', SOLD);
    expect(look()).toEqual({ found: [], open: [['a', 'saleSent']], staff: [] });
    expect(readWorkLeftToStaff(file)).toEqual({ setAside: [], applications: [] });
  });

  it('when the body of an entry was changed, then it is set aside with its bytes and its application is left to staff', () => {
    write('b', [QUOTED]);
    write('a', SOLD);
    const body = Buffer.from('{"kind":"saleS\xffnt"}', 'latin1');
    meddle((db) => db.prepare('UPDATE entry SET body = CAST(? AS TEXT) WHERE seq = 5').run(body));
    expect(look()).toEqual({ found: [[5, 'a', 'hash']], open: [['b', 'quoted']], staff: ['a'] });
    meddle((db) => expect(db.prepare('SELECT body FROM set_aside').pluck().get()).toEqual(body));
    expect(readWorkLeftToStaff(file)).toEqual({
      setAside: [{ seq: 5, applicationId: 'a', why: 'hash', foundAt: NOW.toISOString() }],
      applications: ['a'],
    });
  });

  it('when damage was found before, then it is not reported again, stays listed, and new entries follow it', () => {
    write('a', SOLD);
    meddle((db) => db.exec("UPDATE entry SET body = '{}' WHERE seq = 4"));
    expect(look().found).toHaveLength(1);
    write('b', [QUOTED]);
    expect(look()).toEqual({ found: [], open: [['b', 'quoted']], staff: ['a'] });
    expect(verifyLedger(file)).toEqual({ entries: 4, firstBad: null, setAside: 1 });
    within((ledger) => expect(ledger.history('b')[0]?.seq).toBe(5));
  });

  it('when only the hash of an entry was damaged, then the entries after it are accepted', () => {
    write('a', SOLD);
    write('b', [QUOTED]);
    meddle((db) => db.exec("UPDATE entry SET hash = x'00' WHERE seq = 4"));
    expect(look()).toEqual({ found: [[4, 'a', 'hash']], open: [['b', 'quoted']], staff: ['a'] });
    expect(look()).toEqual({ found: [], open: [['b', 'quoted']], staff: ['a'] });
    expect(verifyLedger(file).firstBad).toBeNull();
  });

  it('when an entry is set aside, then a later entry of its application that may not follow is set aside too', () => {
    write('a', SOLD);
    meddle((db) => db.exec("UPDATE entry SET body = 'x' WHERE seq = 3"));
    expect(look()).toMatchObject({
      found: [
        [3, 'a', 'hash'],
        [4, 'a', 'may-not-follow'],
      ],
      staff: ['a'],
    });
  });

  it.each([
    ['is no JSON', '{"kind":', 'unreadable'],
    ['is no entry', '"kind"', 'unreadable'],
    ['may not follow', '{"kind":"issued"}', 'may-not-follow'],
  ])('when an entry with the right hash %s, then it is set aside', (_, body, why) => {
    write('a', SOLD.slice(0, 2));
    meddle((db) => {
      const before = db.prepare<[], Buffer>('SELECT hash FROM entry WHERE seq = 2').pluck().get() as Buffer;
      const row = { seq: 3, application: 'a', at: 'then', body, clock: null };
      db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, NULL)').run(
        3,
        'a',
        'issued',
        'then',
        body,
        chainHash(before, row),
      );
    });
    expect(look()).toEqual({ found: [[3, 'a', why]], open: [], staff: ['a'] });
  });

  it('when the column `kind`, which no hash covers, differs from the body, then the entry is set aside', () => {
    write('a', SOLD);
    meddle((db) => db.exec("UPDATE entry SET kind = 'closed' WHERE seq = 4"));
    expect(verifyLedger(file)).toEqual({ entries: 4, firstBad: 4, setAside: 0 });
    expect(look()).toEqual({ found: [[4, 'a', 'unreadable']], open: [], staff: ['a'] });
  });

  it('when an entry is missing, then every application that it may belong to is left to staff', () => {
    write('a', SOLD);
    write('b', [QUOTED]);
    write('c', [QUOTED, { kind: 'closed', outcome: 'abandoned' }]);
    write('b', [{ kind: 'lodged', reference: 'x' }]);
    meddle((db) => db.exec("DELETE FROM entry WHERE seq = 6; DELETE FROM memo WHERE name = 'verified'"));
    const { found, staff, open } = look();
    expect(found).toEqual([
      [6, null, 'missing'],
      [7, 'c', 'unproven'],
    ]);
    expect([staff, open]).toEqual([['a', 'c'], [['b', 'lodged']]]);
    expect(verifyLedger(file)).toEqual({ entries: 6, firstBad: null, setAside: 2 });
  });

  it('when an entry of an unknown application was inserted, then every open application is left to staff', () => {
    write('a', SOLD);
    meddle((db) => db.exec("INSERT INTO entry VALUES (5, 'x', 'closed', 'then', '{}', x'00', NULL)"));
    expect(look()).toEqual({ found: [[5, 'x', 'hash']], open: [], staff: ['a', 'x'] });
  });

  it('when a closed application was checked before, then the next opening does not check it again', () => {
    write('a', OVER);
    write('b', [QUOTED]);
    within(() => undefined);
    meddle((db) => db.exec("UPDATE entry SET body = '{}' WHERE seq = 2"));
    expect(look()).toEqual({ found: [], open: [['b', 'quoted']], staff: [] });
    expect(verifyLedger(file)).toEqual({ entries: 2, firstBad: 2, setAside: 0 });
  });

  it.each([
    ['names another hash', `{"seq":8,"hash":"${'0'.repeat(64)}"}`],
    ['has no number', '{"seq":"8","hash":""}'],
    ['has a number that no entry has', '{"seq":1.5,"hash":""}'],
    ['has no hash', '{"seq":8}'],
    ['is nothing', 'null'],
  ])('when the stored mark of the last check %s, then the whole book is checked', (_, body) => {
    write('a', OVER);
    write('b', [QUOTED]);
    within(() => undefined);
    meddle((db) => db.prepare("UPDATE memo SET body = ? WHERE name = 'verified'").run(body));
    meddle((db) => db.exec("UPDATE entry SET body = 'x' WHERE seq = 2"));
    expect(look()).toMatchObject({ found: [[2, 'a', 'hash'], ...rest('a', 3, 4, 5)], staff: ['a'] });
  });

  it('when an entry was deleted and the book was not opened since, then verifyLedger() reports the gap', () => {
    write('a', SOLD);
    meddle((db) => db.exec('DELETE FROM entry WHERE seq = 2'));
    expect(verifyLedger(file)).toEqual({ entries: 2, firstBad: 3, setAside: 0 });
  });

  it('when the newest checked entry is deleted, then the start fails; without the mark file, the entry is found missing', () => {
    write('a', SOLD);
    within(() => undefined);
    meddle((db) => db.exec('DELETE FROM entry WHERE seq = 4'));
    expect(() => open()).toThrow(/LDG-102/);
    rmSync(markFileOf(file));
    expect(look()).toMatchObject({ found: [[4, null, 'missing']], staff: ['a'] });
    write('b', [QUOTED]);
    expect(verifyLedger(file)).toEqual({ entries: 4, firstBad: null, setAside: 1 });
  });

  it('when an early entry of an open application was changed, then it is found, however old it is', () => {
    write('a', SOLD);
    within(() => undefined);
    write('b', [QUOTED]);
    within(() => undefined);
    meddle((db) => db.exec(`UPDATE entry SET body = '{"kind":"lodged","reference":"y"}' WHERE seq = 2`));
    expect(look()).toMatchObject({ found: [[2, 'a', 'hash'], ...rest('a', 3, 4)], staff: ['a'] });
  });

  it('when an application with an unreported credit is left to staff, then the list of credits says so', () => {
    const credit = { kind: 'creditIssued', code: 'K5-7QF2-9XKD-96', amount: 500, at: 'then', toTell: true } as const;
    const note = { kind: 'noteHeld', noteId: 'n', value: 500 } as const;
    const paid = [{ kind: 'cashIntent' }, note, { kind: 'noteStacked', noteId: 'n' }, { kind: 'cashStopped' }] as const;
    write('a', [{ ...QUOTED, amount: 1_000 }, { kind: 'lodged', reference: 'K5-7QF2-41' }, ...paid, credit]);
    expect(readCashList(file).credits).toMatchObject([{ atOffice: 'not-yet' }]);
    leaveToStaff(file, ['a'], NOW.toISOString());
    expect(readCashList(file).credits).toMatchObject([{ atOffice: 'left-to-staff' }]);
  });

  it('when a note of an application on the staff list comes to light, then the application does not become open', () => {
    const held: LedgerEntry = { kind: 'noteHeld', noteId: 'n', value: 500 };
    write('a', [QUOTED, { kind: 'lodged', reference: 'x' }, { kind: 'cashIntent' }, held]);
    write('a', [{ kind: 'noteInDoubt', noteId: 'n', value: 500, why: 'power-lost' }, { kind: 'cashStopped' }]);
    meddle((db) => db.exec("UPDATE entry SET body = '{}' WHERE seq = 6"));
    expect(look().staff).toEqual(['a']);
    write('a', [{ kind: 'noteStacked', noteId: 'n' }]);
    expect(look().open).toEqual([]);
  });
});

function forge(entries: readonly (readonly [id: string, entry: LedgerEntry])[]): void {
  meddle((db) => {
    const last = db.prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
    let { seq, hash } = last.get() ?? { seq: 0, hash: Buffer.alloc(32) };
    const add = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, NULL)');
    db.transaction(() => {
      for (const [application, entry] of entries) {
        seq += 1;
        const row = { seq, application, at: 'then', body: JSON.stringify(entry), clock: null };
        hash = chainHash(hash, row);
        add.run(seq, application, entry.kind, row.at, row.body, hash);
      }
    })();
  });
}

describe('a book that was not opened for a long time', () => {
  const CLOSED: LedgerEntry = { kind: 'closed', outcome: 'abandoned' };

  it('when a closed application gets an entry that may not follow, then this entry is set aside', () => {
    write('a', OVER);
    write('b', OVER);
    within(() => undefined);
    forge([
      ['c', QUOTED],
      ['c', CLOSED],
      ['b', { kind: 'issued' }],
    ]);
    expect(look()).toEqual({ found: [[17, 'b', 'may-not-follow']], open: [], staff: ['b'] });
  });

  it('when there are more applications than a start folds, then a damaged entry is still found', () => {
    write('a', [QUOTED]);
    forge(Array.from({ length: 700 }, (_, nth) => [`over-${nth}`, QUOTED] as const));
    meddle((db) => db.exec("UPDATE entry SET body = '{}' WHERE seq = 690; DELETE FROM memo WHERE name = 'verified'"));
    expect(look().found).toEqual([[690, 'over-688', 'hash']]);
  });

  it('when the list of open applications is lost, then it is rebuilt in the order of their beginning', () => {
    write('z', SOLD);
    write('b', SOLD);
    meddle((db) => db.exec("DELETE FROM open_application; DELETE FROM memo WHERE name = 'verified'"));
    expect(look().open).toEqual([
      ['z', 'saleSent'],
      ['b', 'saleSent'],
    ]);
  });

  it('when only the hash of the first entry was damaged, then the entries after it are accepted', () => {
    write('b', [QUOTED]);
    write('a', SOLD);
    meddle((db) => db.exec("UPDATE entry SET hash = x'00' WHERE seq = 1"));
    expect(look()).toEqual({ found: [[1, 'b', 'hash']], open: [['a', 'saleSent']], staff: ['b'] });
  });

  it('when the entry at the last check is missing and others follow it, then it is found missing', () => {
    write('a', SOLD);
    within(() => undefined);
    write('b', [QUOTED]);
    meddle((db) => db.exec('DELETE FROM entry WHERE seq = 4'));
    expect(look().found).toEqual([
      [4, null, 'missing'],
      [5, 'b', 'unproven'],
    ]);
  });

  it('when an entry is missing, then its hash is kept only if the last check knew it', () => {
    write('a', SOLD);
    write('b', [QUOTED]);
    within(() => undefined);
    const hashes = () =>
      db(
        (each) => each.prepare('SELECT seq, hash FROM set_aside ORDER BY seq').all() as { seq: number; hash: Buffer }[],
      );
    const newest = db((each) => each.prepare<[], Buffer>('SELECT hash FROM entry WHERE seq = 5').pluck().get());
    meddle((each) => each.exec('DELETE FROM entry WHERE seq = 5'));
    rmSync(markFileOf(file));
    look();
    expect(hashes()).toEqual([{ seq: 5, hash: newest }]);
    meddle((each) => each.exec("DELETE FROM entry WHERE seq = 2; DELETE FROM memo WHERE name = 'verified'"));
    look();
    expect(hashes().find(({ seq }) => seq === 2)).toEqual({ seq: 2, hash: null });
  });

  it('when the book is empty although a check reached an entry, then this entry is found missing', () => {
    write('a', SOLD);
    within(() => undefined);
    meddle((db) => db.exec('DELETE FROM entry; DELETE FROM open_application'));
    rmSync(markFileOf(file));
    expect(look().found).toEqual([[4, null, 'missing']]);
  });
});

describe('verifyLedger()', () => {
  it('when there is no book, then it throws and creates no file', () => {
    expect(() => verifyLedger(join(dir, 'none.db'))).toThrow();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('when a book of an earlier version has no tables for set-aside entries, then it is verified', () => {
    write('a', SOLD);
    meddle((db) => db.exec('DROP TABLE set_aside; DROP TABLE for_staff'));
    expect(verifyLedger(file)).toEqual({ entries: 4, firstBad: null, setAside: 0 });
  });
});

describe('the check at every start', () => {
  const CASH: readonly LedgerEntry[] = [
    QUOTED,
    { kind: 'lodged', reference: 'x' },
    { kind: 'cashIntent' },
    { kind: 'noteHeld', noteId: 'n', value: 500 },
    { kind: 'noteStacked', noteId: 'n' },
    { kind: 'cashPaid', notes: [500], at: 'then' },
    { kind: 'issueRequested' },
    { kind: 'issued' },
    { kind: 'closed', outcome: 'deliveredWithoutPaper' },
  ];

  it('when the newest entry was changed after it was checked, then it is checked again', () => {
    write('a', [...SOLD, { kind: 'notPaid', why: 'declined', code: null }, { kind: 'withdrawn' }]);
    write('a', [{ kind: 'closed', outcome: 'abandoned' }]);
    within(() => undefined);
    meddle((db) => db.exec("UPDATE entry SET at = '2O26' WHERE seq = 7"));
    within((ledger) => {
      expect(ledger.found).toMatchObject([{ seq: 7, applicationId: 'a', why: 'hash' }]);
      expect(ledger.newestTime()).toBe(NOW.toISOString());
    });
  });

  it('when the application of the newest note was changed, then the damage is found, however old the note is', () => {
    write('a', CASH);
    write('b', [QUOTED]);
    within(() => undefined);
    meddle((db) => db.exec("UPDATE entry SET body = '{' WHERE seq = 3"));
    within((ledger) => {
      expect(ledger.newestNote()).toBeNull();
      expect(ledger.found.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
      expect(ledger.forStaff().applications).toEqual(['a']);
    });
  });

  it.each(['{"seq', '{"sep":4,"hash":""}', '{"seq":9}'])(
    'when a memo is unreadable, then the ledger opens without it: %s',
    (body) => {
      write('a', SOLD);
      within((ledger) => ledger.memo('printer').save({ usedMm: 1 }));
      meddle((db) => db.prepare("UPDATE memo SET body = ? WHERE name = 'verified'").run(body));
      meddle((db) => db.exec(`UPDATE memo SET body = '{"use' WHERE name = 'printer'`));
      within((ledger) => {
        expect(ledger.memo('printer').load()).toBeUndefined();
        expect(ledger.open()).toHaveLength(1);
      });
    },
  );

  it('when the list of open applications is corrupt, then it is rebuilt', () => {
    write('a', SOLD);
    write('b', [QUOTED, { kind: 'closed', outcome: 'abandoned' }]);
    within(() => undefined);
    meddle((db) => db.exec("UPDATE open_application SET application = 'A'"));
    within((ledger) => expect(ledger.open().map(({ id }) => id)).toEqual(['a']));
  });
});

const rest = (id: string, ...seqs: readonly number[]) => seqs.map((seq) => [seq, id, 'may-not-follow']);

describe('a file that SQLite cannot read', () => {
  const damage = () => {
    write('a', SOLD);
    const bytes = Buffer.concat([Buffer.from('not a database at all'), readFileSync(file)]);
    writeFileSync(file, bytes);
    return bytes;
  };

  it('when the ledger is opened, then the file is kept under another name and no empty book replaces it', () => {
    const bytes = damage();
    expect(() => open()).toThrow(LedgerDamagedError);
    expect(readFileSync(`${file}.damaged-1`)).toEqual(bytes);
    expect(() => open()).toThrow(/LDG-102.*damaged-1/);
    expect(readdirSync(dir)).not.toContain('ledger.db');
  });

  it('when the damaged file was moved away, then a new book begins only after staff decide', () => {
    damage();
    expect(() => open()).toThrow(LedgerDamagedError);
    renameSync(`${file}.damaged-1`, join(dir, 'for-the-office'));
    expect(() => open()).toThrow(/LDG-102/);
    within(() => undefined, { by: 'A.M.' });
    expect(look()).toEqual({ found: [], open: [], staff: [] });
  });

  it('when only pages after the second are damaged, then the opening fails too', () => {
    within((ledger) => {
      for (let nth = 0; nth < 200; nth += 1) ledger.append(`application-${nth}`, QUOTED);
    });
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 2);
    writeFileSync(file, bytes);
    expect(() => open()).toThrow(LedgerDamagedError);
  });
});

it('when a long book is verified with a limit, then only so many of its newest records are checked', () => {
  writePastApplications(file, 1_200);
  expect(verifyLedger(file)).toEqual({ entries: 6_000, firstBad: null, setAside: 0 });
  expect(verifyLedger(file, 100)).toEqual({ entries: 100, firstBad: null, setAside: 0 });
  const db = new Database(file);
  db.exec("UPDATE entry SET body = 'x' WHERE seq = 5950");
  db.close();
  expect(verifyLedger(file, 100)).toMatchObject({ firstBad: 5_950 });
  expect(verifyLedger(file, 40)).toMatchObject({ entries: 40, firstBad: null });
});
