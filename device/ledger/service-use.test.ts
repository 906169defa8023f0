import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { ApplicationOutcome } from './entries.ts';
import { verifyLedger } from './integrity.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { countServiceUse, USE_DAYS } from './service-use.ts';

let dir: string;
let file: string;
let at = '2026-11-24T08:00:00Z';
let sync: ClockSync = 'synchronised';
const open = () => openLedger({ file, now: () => new Date(at), sync: () => sync });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'service-use-'));
  file = join(dir, 'ledger.db');
  sync = 'synchronised';
});
afterEach(() => rmSync(dir, { recursive: true }));

let ids = 0;

function apply(ledger: Ledger, service: string, when: string, outcome: ApplicationOutcome = 'delivered'): void {
  at = when;
  ids += 1;
  const id = `a-${ids}`;
  ledger.append(id, { kind: 'quoted', service, tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
  if (outcome !== 'abandoned') {
    ledger.append(id, { kind: 'lodged', reference: id });
    ledger.append(id, { kind: 'issueRequested' });
    ledger.append(id, { kind: 'issued' });
  }
  ledger.append(id, { kind: 'closed', outcome });
}

const NOON = (day: string) => `${day}T08:00:00Z`;

describe('the uses of a service', () => {
  it('when applications were registered, then each service has the number of its applications before today', () => {
    const ledger = open();
    const use = ledger.join(countServiceUse);
    apply(ledger, 'passport', NOON('2026-11-22'));
    apply(ledger, 'passport', NOON('2026-11-23'), 'deliveredWithoutPaper');
    apply(ledger, 'complaint', NOON('2026-11-23'));
    apply(ledger, 'complaint', NOON('2026-11-23'), 'abandoned');
    apply(ledger, 'complaint', NOON('2026-11-24'));
    expect(use.before('2026-11-24')).toEqual({ passport: 2, complaint: 1 });
    expect(use.before('2026-11-25')).toEqual({ passport: 2, complaint: 2 });
    ledger.close();
  });

  it('when a use is older than the limit, then it no longer counts and is deleted', () => {
    const ledger = open();
    const use = ledger.join(countServiceUse);
    apply(ledger, 'passport', NOON('2026-01-01'));
    apply(ledger, 'complaint', NOON('2026-01-02'));
    const last = new Date(Date.parse('2026-01-01') + USE_DAYS * 24 * 3_600_000).toISOString().slice(0, 10);
    expect(use.before(last)).toEqual({ passport: 1, complaint: 1 });
    apply(ledger, 'complaint', NOON('2026-04-02'));
    expect(use.before('2026-04-03')).toEqual({ complaint: 1 });
    ledger.close();
    const days = new Database(file, { readonly: true });
    expect(days.prepare('SELECT min(day) FROM service_use').pluck().get()).toBe('2026-01-02');
    days.close();
  });

  it('when it is past midnight in the centre, then the use counts for the new day', () => {
    const ledger = open();
    const use = ledger.join(countServiceUse);
    apply(ledger, 'passport', '2026-11-23T20:30:00Z');
    expect([use.before('2026-11-24'), use.before('2026-11-25')]).toEqual([{}, { passport: 1 }]);
    ledger.close();
  });

  it('when the clock is unsynchronised, then uses are not counted', () => {
    const ledger = open();
    const use = ledger.join(countServiceUse);
    sync = 'unsynchronised';
    apply(ledger, 'passport', NOON('2026-11-23'));
    expect(use.before('2026-11-24')).toEqual({});
    ledger.close();
  });

  it('when the kiosk restarts, then no application is counted twice', () => {
    const first = open();
    first.join(countServiceUse);
    apply(first, 'passport', NOON('2026-11-23'));
    first.close();
    const again = open();
    expect(again.join(countServiceUse).before('2026-11-24')).toEqual({ passport: 1 });
    again.close();
  });
});

describe('a ledger of an older version', () => {
  it('when a version that counts uses opens the ledger, then old entries are counted once', () => {
    const older = open();
    apply(older, 'passport', NOON('2026-11-20'));
    apply(older, 'passport', NOON('2026-11-21'));
    apply(older, 'complaint', NOON('2026-11-21'), 'abandoned');
    sync = 'unsynchronised';
    apply(older, 'complaint', NOON('2026-11-21'));
    older.close();
    sync = 'synchronised';
    const ledger = open();
    const use = ledger.join(countServiceUse);
    expect(use.before('2026-11-24')).toEqual({ passport: 2 });
    apply(ledger, 'passport', NOON('2026-11-24'));
    expect(use.before('2026-11-25')).toEqual({ passport: 3 });
    ledger.close();
    expect(verifyLedger(file)).toMatchObject({ firstBad: null, setAside: 0 });
  });

  it('when a version that does not count uses opens the ledger, then no damage is found', () => {
    const ledger = open();
    ledger.join(countServiceUse);
    apply(ledger, 'passport', NOON('2026-11-23'));
    ledger.close();
    const older = open();
    apply(older, 'passport', NOON('2026-11-24'));
    expect(older.found).toEqual([]);
    older.close();
  });
});

describe('a damaged table of uses', () => {
  const DAMAGE: readonly (readonly [string, (db: Database.Database) => void])[] = [
    ['has other columns', (db) => db.exec('DROP TABLE service_use; CREATE TABLE service_use (a, b)')],
    [
      'is a view',
      (db) =>
        db.exec("DROP TABLE service_use; CREATE VIEW service_use AS SELECT 'x' AS day, 'y' AS service, 1 AS count"),
    ],
    [
      'has counts that are more than a number can be',
      (db) => db.exec(`UPDATE service_use SET count = ${2n ** 63n - 1n}`),
    ],
  ];

  function damaged(damage: (db: Database.Database) => void): void {
    const ledger = open();
    ledger.join(countServiceUse);
    for (const day of ['2026-11-22', '2026-11-23']) apply(ledger, 'passport', NOON(day));
    ledger.close();
    const db = new Database(file);
    damage(db);
    db.close();
  }

  function expectOrderAlone(): void {
    const lost: string[] = [];
    const ledger = open();
    const use = ledger.join((db) => countServiceUse(db, (cause) => lost.push(cause)));
    apply(ledger, 'passport', NOON('2026-11-23'));
    expect(use.before('2026-11-24')).toEqual({});
    apply(ledger, 'passport', NOON('2026-11-24'));
    expect(use.before('2026-11-25')).toEqual({});
    expect(ledger.open()).toEqual([]);
    expect(lost).toEqual([expect.stringMatching(/^SQLITE_/)]);
    ledger.close();
    expect(verifyLedger(file).firstBad).toBeNull();
  }

  it.each(DAMAGE)('when the table %s, then only the order of the services on the page is lost', (_, damage) => {
    damaged(damage);
    expectOrderAlone();
  });

  it('when a page of the table is overwritten, then only the order of the services on the page is lost', () => {
    let at = { page: 0, size: 0 };
    damaged((db) => {
      const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'service_use'").pluck().get() as number;
      at = { page, size: db.pragma('page_size', { simple: true }) as number };
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, (at.page - 1) * at.size, at.page * at.size));
    expectOrderAlone();
  });
});
