import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupRig, backupRig, LEDGER, VISIT } from '../../test/rigs/backup-rig.ts';

describe('when a kiosk was killed, its newest records are in the -wal of its ledger, and an older ledger is put back,', () => {
  let rig: BackupRig;
  const ledger = () => rig.on(LEDGER);
  const kept = () => `${ledger()}.replaced-1`;
  /** The records of a copy: the log of a ledger is read from where it lies beside it, and goes into it. */
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

  it('then the kept ledger has all records, and the new one has no log of the old one', async () => {
    expect(await older()).toBe('done');
    expect(existsSync(`${ledger()}-wal`)).toBe(false);
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT.length, VISIT.length]);
  });

  it('and the power goes between its files, then the same command keeps both together', async () => {
    // A folder in the way stops it at this file.
    for (const part of ['-wal', '-shm']) {
      mkdirSync(`${kept()}${part}`);
      writeFileSync(`${kept()}${part}/in-the-way`, '');
      expect(await older()).toMatch(/^not put back: /);
      rmSync(`${kept()}${part}`, { recursive: true });
    }
    expect(await older()).toBe('done');
    expect([records(kept()), records(ledger())]).toEqual([2 * VISIT.length, VISIT.length]);
  });

  it('and the log alone is left, then it does not get into the new ledger', async () => {
    rmSync(ledger());
    expect(await older()).toBe('done');
    expect([existsSync(`${ledger()}-wal`), records(ledger())]).toEqual([false, VISIT.length]);
  });

  it('and the log alone is left, then only --older-ledger puts anything back', async () => {
    for (const part of ['', '.mark', '.log-key']) rmSync(`${ledger()}${part}`, { force: true });
    expect(await rig.putBack()).toMatch(/nobody knows what .*ledger\.db has: it has no mark \(BKP-102\)/);
    expect(existsSync(`${ledger()}-wal`)).toBe(true);
  });
});
