import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClockSync, createKioskClock } from '../clock/kiosk-clock.ts';
import { LedgerRuleError } from './application.ts';
import type { LedgerEntry } from './entries.ts';
import { ENTRIES_BETWEEN_MARKS, verifyLedger } from './integrity.ts';
import { openLedger } from './ledger.ts';
import { LedgerInUseError } from './ledger-lock.ts';
import { markFileOf } from './mark-file.ts';

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 'identity-card-replacement',
  tier: 'ten-days',
  tariffDate: '2022-08-15',
  amount: 500,
  paper: 'receipt',
};
const REF = { terminalId: '12345678', traceNumber: '000041', receiptNumber: '0007' };

let dir: string;
let file: string;
const now = () => new Date('2026-11-24T10:00:00Z');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the ledger', () => {
  it('when the ledger is opened again, then it folds to the same application', () => {
    const ledger = openLedger({ file, now });
    ledger.append('a', QUOTED);
    ledger.append('a', { kind: 'lodged', reference: 'K5-7QF2-41' });
    ledger.append('a', { kind: 'intent', intentId: 'i', before: REF });
    const before = ledger.append('a', { kind: 'saleSent' });
    ledger.close();
    const again = openLedger({ file, now });
    expect(again.open()).toEqual([before]);
    expect(before).toMatchObject({ last: 'saleSent', amount: 500, reference: 'K5-7QF2-41', intent: { before: REF } });
    again.close();
  });

  it('when a kiosk has the ledger open, then a second kiosk is refused', () => {
    const ledger = openLedger({ file, now });
    expect(() => openLedger({ file, now })).toThrow(LedgerInUseError);
    ledger.append('a', QUOTED);
    ledger.close();
    openLedger({ file, now }).close();
  });

  it.each(['ledger.db', 'kept/ledger.db'])(
    'when a kiosk has a ledger open by a link to %s, then a second kiosk is refused under both names',
    (target) => {
      mkdirSync(join(dir, 'kept'));
      mkdirSync(join(dir, 'alias'));
      const name = join(dir, 'alias/ledger.db');
      symlinkSync(join('..', target), name);
      const ledger = openLedger({ file: name, now });
      const real = join(dir, target);
      expect([existsSync(markFileOf(real)), existsSync(markFileOf(name))]).toEqual([true, false]);
      for (const second of [real, name]) expect(() => openLedger({ file: second, now })).toThrow(LedgerInUseError);
      ledger.close();
      openLedger({ file: real, now }).close();
    },
  );

  it('when the ledger file has a second name by a hard link, then the ledger is refused and left as it is', () => {
    openLedger({ file, now }).close();
    const name = join(dir, 'alias.db');
    linkSync(file, name);
    const before = readdirSync(dir);
    for (const each of [file, name])
      expect(() => openLedger({ file: each, now })).toThrow(
        /2 names.*LDG-106.*\.mark is beside it, otherwise keep the name that has one and write it as ledger\.file into the profile\. Then remove the other names$/,
      );
    expect(readdirSync(dir)).toEqual(before);
    rmSync(name);
    openLedger({ file, now }).close();
  });

  it('when the kiosk restarts, then a memo is kept', () => {
    const ledger = openLedger({ file, now });
    expect(ledger.memo('printer').load()).toBeUndefined();
    ledger.memo('printer').save({ printedMm: 120 });
    ledger.memo('printer').save({ printedMm: 240 });
    ledger.close();
    const again = openLedger({ file, now });
    expect(again.memo('printer').load()).toEqual({ printedMm: 240 });
    again.close();
  });

  it('when an entry may not follow, then it is refused and not written', () => {
    const ledger = openLedger({ file, now });
    ledger.append('a', QUOTED);
    expect(() => ledger.append('a', { kind: 'saleSent' })).toThrow(LedgerRuleError);
    expect(ledger.history('a')).toHaveLength(1);
    ledger.append('a', { kind: 'closed', outcome: 'abandoned' });
    expect(() => ledger.append('a', { kind: 'issued' })).toThrow(LedgerRuleError);
    expect(ledger.open()).toEqual([]);
    ledger.close();
  });

  it('when the ledger is open, then it uses a write-ahead log', () => {
    const ledger = openLedger({ file, now });
    ledger.append('a', QUOTED);
    ledger.close();
    const db = new Database(file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('when an entry is changed or missing, then verifyLedger() names the first bad entry', () => {
    const ledger = openLedger({ file, now });
    for (const id of ['a', 'b', 'c']) ledger.append(id, QUOTED);
    ledger.close();
    expect(verifyLedger(file)).toEqual({ entries: 3, firstBad: null, setAside: 0 });
    const db = new Database(file);
    db.prepare('UPDATE entry SET body = ? WHERE seq = 2').run(JSON.stringify({ ...QUOTED, amount: 1 }));
    db.close();
    expect(verifyLedger(file).firstBad).toBe(2);
    const db2 = new Database(file);
    db2.prepare('DELETE FROM entry WHERE seq = 2').run();
    db2.close();
    expect(verifyLedger(file).firstBad).toBe(3);
  });
});

describe('the state of the clock in the ledger', () => {
  it('when the clock was never synchronised, then a time in the future does not become the floor of the next start', () => {
    const days = 86_400_000;
    const today = Date.parse('2026-11-24T10:00:00Z');
    const start = (systemTime: number) => {
      const clock = createKioskClock({
        systemNow: () => new Date(systemTime),
        source: { state: () => 'unknown', onChange: () => () => {}, close: () => {} },
        floor: new Date('2026-11-01T00:00:00Z'),
      });
      const ledger = openLedger({ file, now: clock.now, sync: clock.sync });
      clock.raiseFloor(new Date(ledger.newestTime() ?? 0));
      ledger.append(`visit at ${systemTime}`, QUOTED);
      ledger.close();
      return { at: clock.now().getTime(), believed: clock.believed() };
    };
    expect(start(today)).toEqual({ at: today, believed: true });
    expect(start(today + 4_000 * days)).toEqual({ at: today + 4_000 * days, believed: true });
    expect(start(today + days)).toEqual({ at: today + days, believed: true });
  });

  it('when many entries have an unknown clock, then newestTime() is still the newest synchronised time', () => {
    let sync: ClockSync = 'synchronised';
    let at = '2026-11-24T10:00:00.000Z';
    const open = (its = file) => openLedger({ file: its, now: () => new Date(at), sync: () => sync });
    const many = open(':memory:');
    many.append('a', QUOTED);
    [sync, at] = ['unknown', '2037-11-24T10:00:00.000Z'];
    for (let nth = 0; nth < ENTRIES_BETWEEN_MARKS + 10; nth += 1) many.append(`unvouched ${nth}`, QUOTED);
    expect(many.newestTime()).toBe('2026-11-24T10:00:00.000Z');
    many.close();
    [sync, at] = ['synchronised', '2026-11-24T10:00:00.000Z'];
    const first = open();
    expect(first.newestTime()).toBeNull();
    first.append('a', QUOTED);
    [sync, at] = ['unknown', '2037-11-24T10:00:00.000Z'];
    first.append('b', QUOTED);
    expect(first.newestTime()).toBe('2026-11-24T10:00:00.000Z');
    first.close();
    const second = open();
    expect(second.newestTime()).toBe('2026-11-24T10:00:00.000Z');
    [sync, at] = ['synchronised', '2026-11-25T10:00:00.000Z'];
    second.append('c', QUOTED);
    expect(second.newestTime()).toBe('2026-11-25T10:00:00.000Z');
    second.close();
    const third = open();
    expect(third.newestTime()).toBe('2026-11-25T10:00:00.000Z');
    third.close();
  });

  it('when the clock is unsynchronised, then the entry says so, the hash covers this, and the time of the entry is no floor', () => {
    let sync: 'synchronised' | 'unsynchronised' = 'synchronised';
    let now = '2026-11-24T10:00:00.000Z';
    const ledger = openLedger({ file, now: () => new Date(now), sync: () => sync });
    ledger.append('a', QUOTED);
    [sync, now] = ['unsynchronised', '2031-01-01T00:00:00.000Z'];
    ledger.append('a', { kind: 'withdrawn' });
    expect(ledger.history('a').map(({ clock }) => clock)).toEqual(['synchronised', 'unsynchronised']);
    expect(ledger.newestTime()).toBe('2026-11-24T10:00:00.000Z');
    ledger.close();
    const db = new Database(file);
    db.exec("UPDATE entry SET clock = 'synchronised' WHERE seq = 2");
    db.close();
    expect(verifyLedger(file)).toEqual({ entries: 2, firstBad: 2, setAside: 0 });
  });

  it('when a ledger of an older version has no clock, then it opens, verifies and takes new entries', () => {
    const old = openLedger({ file, now: () => new Date(0) });
    old.append('a', QUOTED);
    old.close();
    const db = new Database(file);
    const row = db
      .prepare<[], { seq: number; application: string; at: string; body: string }>('SELECT * FROM entry')
      .get();
    const hash = createHash('sha256').update(Buffer.alloc(32));
    hash.update(JSON.stringify([row?.seq, row?.application, row?.at, row?.body]));
    db.prepare('UPDATE entry SET hash = ?').run(hash.digest());
    db.exec('ALTER TABLE entry DROP COLUMN clock');
    db.close();
    rmSync(markFileOf(file));
    expect(verifyLedger(file)).toEqual({ entries: 1, firstBad: null, setAside: 0 });
    const ledger = openLedger({ file, now: () => new Date(0) });
    ledger.append('a', { kind: 'withdrawn' });
    expect(ledger.history('a').map(({ clock }) => clock)).toEqual([null, 'unknown']);
    ledger.close();
    expect(verifyLedger(file)).toEqual({ entries: 2, firstBad: null, setAside: 0 });
  });
});
