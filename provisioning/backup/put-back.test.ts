import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACKUP_LEDGER_PATH, type BackupRig, backupRig, VISIT_ENTRIES } from '../../test/rigs/backup-rig.ts';

/** If SQLite undoes this first write, the database is empty. */
function leaveJournal(ledger: string): void {
  const first = `${ledger}.first`;
  const db = new Database(first);
  db.pragma('cache_size = 1');
  db.exec('BEGIN; CREATE TABLE filler (a)');
  const fill = db.prepare<[Buffer]>('INSERT INTO filler VALUES (?)');
  for (let nth = 0; nth < 100; nth += 1) fill.run(Buffer.alloc(9_000));
  copyFileSync(`${first}-journal`, `${ledger}-journal`);
  db.close();
  rmSync(first);
}

describe('when a killed kiosk left records in the -wal of its ledger, and restore puts an older ledger back,', () => {
  let rig: BackupRig;
  const ledger = () => rig.on(BACKUP_LEDGER_PATH);
  const kept = () => `${ledger()}.replaced-1`;
  /** SQLite also reads the -wal, and writes it into the file. */
  function records(file: string): number {
    const db = new Database(file);
    const count = db.prepare<[], number>('SELECT count(*) FROM entry').pluck().get()!;
    db.close();
    return count;
  }
  const older = () => rig.putBack({ olderLedger: true });

  beforeEach(async () => {
    rig = await backupRig();
    expect(await rig.backUp()).toBe('done');
    const book = rig.open();
    for (const entry of VISIT_ENTRIES) book.append('b', entry);
    const parts = ['', '-wal', '-shm', '.mark'];
    for (const part of parts) copyFileSync(`${ledger()}${part}`, `${ledger()}${part}.killed`);
    book.close();
    for (const part of parts) renameSync(`${ledger()}${part}.killed`, `${ledger()}${part}`);
    expect(readFileSync(`${ledger()}-wal`).length).toBeGreaterThan(0);
  });
  afterEach(() => rig.close());

  it('then the kept ledger has all records, and the new ledger has no -wal of the old one', async () => {
    expect(await older()).toBe('done');
    expect(existsSync(`${ledger()}-wal`)).toBe(false);
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT_ENTRIES.length, VISIT_ENTRIES.length]);
  });

  it('and a rename of the old files fails, then the next restore keeps the old files together', async () => {
    for (const part of ['-wal', '-shm']) {
      mkdirSync(`${kept()}${part}`);
      writeFileSync(`${kept()}${part}/in-the-way`, '');
      expect(await older()).toMatch(/^not put back: /);
      rmSync(`${kept()}${part}`, { recursive: true });
    }
    expect(await older()).toBe('done');
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT_ENTRIES.length, VISIT_ENTRIES.length]);
  });

  async function cutAfterLog(): Promise<void> {
    mkdirSync(`${kept()}-shm`);
    expect(await older()).toMatch(/^not put back: /);
    rmdirSync(`${kept()}-shm`);
    expect([existsSync(`${kept()}-wal`), existsSync(ledger())]).toEqual([true, true]);
  }

  it('and another program reads the ledger after the power failed between its files, then the kept log stays as it is', async () => {
    await cutAfterLog();
    const db = new Database(ledger(), { readonly: true });
    db.prepare('SELECT count(*) FROM entry').get();
    db.close();
    expect(existsSync(`${ledger()}-wal`)).toBe(true);
    expect(await older()).toBe('done');
    expect(records(kept())).toBe(2 * VISIT_ENTRIES.length);
  });

  it('and the ledger has a new log after the power failed between its files, then both logs are kept', async () => {
    await cutAfterLog();
    const log = readFileSync(`${kept()}-wal`);
    writeFileSync(`${ledger()}-wal`, 'new log');
    expect(await older()).toBe('done');
    expect(readFileSync(`${kept()}-wal`).equals(log)).toBe(true);
    expect(readFileSync(`${ledger()}.replaced-2-wal`, 'utf8')).toBe('new log');
  });

  it('and a journal lies beside the ledger, then no backup is made, because it would lack the records of the -wal', async () => {
    leaveJournal(ledger());
    expect(await rig.backUp()).toMatch(/^no backup was made: /);
  });

  it('and a journal lies beside the ledger, then it does not undo the new ledger', async () => {
    for (const part of ['', '-wal', '-shm', '.mark', '.log-key']) rmSync(`${ledger()}${part}`, { force: true });
    leaveJournal(ledger());
    expect(await rig.putBack()).toBe('done');
    expect(records(ledger())).toBe(VISIT_ENTRIES.length);
  });

  it('and only the -wal is left, then its records do not get into the new ledger', async () => {
    rmSync(ledger());
    expect(await older()).toBe('done');
    expect([existsSync(`${ledger()}-wal`), records(ledger())]).toEqual([false, VISIT_ENTRIES.length]);
  });

  it('and only the -wal is left, then restore without --older-ledger puts nothing back', async () => {
    for (const part of ['', '.mark', '.log-key']) rmSync(`${ledger()}${part}`, { force: true });
    expect(await rig.putBack()).toMatch(
      /the number of records in .*ledger\.db is unknown: its mark is missing \(BKP-102\)/,
    );
    expect(existsSync(`${ledger()}-wal`)).toBe(true);
  });
});
