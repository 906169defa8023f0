import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupRig, backupRig, LEDGER, VISIT } from '../../test/rigs/backup-rig.ts';

describe('when a killed kiosk left records in the -wal of its ledger, and restore puts an older ledger back,', () => {
  let rig: BackupRig;
  const ledger = () => rig.on(LEDGER);
  const kept = () => `${ledger()}.replaced-1`;
  /** Number of records. SQLite also reads the -wal beside the file, and writes it into the file. */
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
    for (const entry of VISIT) book.append('b', entry);
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
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT.length, VISIT.length]);
  });

  it('and a rename of the old files fails, then the next restore keeps the old files together', async () => {
    // A folder with the target name stops the restore at this file.
    for (const part of ['-wal', '-shm']) {
      mkdirSync(`${kept()}${part}`);
      writeFileSync(`${kept()}${part}/in-the-way`, '');
      expect(await older()).toMatch(/^not put back: /);
      rmSync(`${kept()}${part}`, { recursive: true });
    }
    expect(await older()).toBe('done');
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT.length, VISIT.length]);
  });

  it('and only the -wal is left, then its records do not get into the new ledger', async () => {
    rmSync(ledger());
    expect(await older()).toBe('done');
    expect([existsSync(`${ledger()}-wal`), records(ledger())]).toEqual([false, VISIT.length]);
  });

  it('and only the -wal is left, then restore without --older-ledger puts nothing back', async () => {
    for (const part of ['', '.mark', '.log-key']) rmSync(`${ledger()}${part}`, { force: true });
    expect(await rig.putBack()).toMatch(/nobody knows what .*ledger\.db has: it has no mark \(BKP-102\)/);
    expect(existsSync(`${ledger()}-wal`)).toBe(true);
  });
});
