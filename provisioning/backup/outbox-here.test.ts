import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox } from '../../device/offline/outbox.ts';
import { BACKUP_LEDGER_PATH, BACKUP_NOW, type BackupRig, backupRig, filesOf } from '../../test/rigs/backup-rig.ts';
import { cutPowerDuringWrite } from '../../test/support/cut-in-write.ts';
import { isSqliteDamage, mergeOutboxes } from './outbox-here.ts';
import { OUTBOX_ENTRY } from './put-back.ts';
import { copyCommittedDatabase } from './settled-copy.ts';

const BOTH = [
  ['a', 'a'],
  ['b', 'b'],
];

let rig: BackupRig;
const on = (path: string) => rig.on(path);

/** Appends the name of a super-journal [SQLite, Database File Format §3]. */
function nameIn(journal: string, name: string): void {
  const text = Buffer.from(name);
  const end = Buffer.alloc(16);
  end.writeUInt32BE(text.length, 0);
  end.writeUInt32BE(
    text.reduce((sum, byte) => sum + byte, 0),
    4,
  );
  end.set(readFileSync(journal).subarray(0, 8), 8);
  const page = Buffer.from([0x40, 0, 0, 1]);
  appendFileSync(journal, Buffer.concat([page, text, end]));
}

describe('when the existing outbox has an application that the backup does not have,', () => {
  const outboxFile = () => on(`${BACKUP_LEDGER_PATH}.outbox`);
  const take = (key: string, reference: string) => {
    const outbox = openOutbox(outboxFile());
    outbox.stockUp({ epoch: 1, references: [reference] });
    outbox.take({ key, takenAt: BACKUP_NOW.toISOString(), sealed: new TextEncoder().encode(key), queue: null });
    outbox.register(key);
    outbox.close();
  };
  const waiting = (file = outboxFile()) => {
    const outbox = openOutbox(file);
    const keys = outbox.waiting().map(({ key, sealed }) => [key, new TextDecoder().decode(sealed)]);
    outbox.close();
    return keys;
  };
  const done = (key: string) => {
    const outbox = openOutbox(outboxFile());
    outbox.done({ key, state: 'registered' });
    outbox.close();
  };
  beforeEach(async () => {
    rig = await backupRig();
    take('a', 'K5-7QF2-71');
    expect(await rig.backUp()).toBe('done');
    take('b', 'K5-7QF2-72');
  });
  afterEach(() => rig.close());

  it('then --older-ledger keeps the existing outbox', async () => {
    rig.visit('b');
    const before = readFileSync(outboxFile());
    expect(await rig.putBack({ olderLedger: true })).toBe('done');
    expect([waiting(), readFileSync(outboxFile()).equals(before)]).toEqual([BOTH, true]);
  });

  it('then a restore without a ledger adds the applications of the backup, keeps a copy and says so', async () => {
    done('a');
    const before = readFileSync(outboxFile());
    for (const part of ['', '-wal', '-shm', '.mark', '.log-key'])
      rmSync(on(`${BACKUP_LEDGER_PATH}${part}`), { force: true });
    expect(await rig.putBack({ check: true })).toBe('done');
    expect(rig.io.written()).toMatch(/existing outbox stays, with 1 application of the backup added/);
    expect(await rig.putBack({ json: true })).toBe('done');
    expect(waiting().sort()).toEqual(BOTH);
    const kept = `${outboxFile()}.replaced-1`;
    expect(readFileSync(kept).equals(before)).toBe(true);
    const whole = filesOf(rig.machine);
    expect(await rig.putBack()).toBe('done');
    expect(filesOf(rig.machine)).toEqual(whole);
    expect(rig.io.written()).toContain(kept);
  });

  it('when the power failed during a write, then the kept copy and the outbox both have what was committed', async () => {
    cutPowerDuringWrite(outboxFile());
    expect(await rig.putBack()).toBe('done');
    expect(existsSync(`${outboxFile()}-journal`)).toBe(false);
    expect([waiting(`${outboxFile()}.replaced-1`), waiting()]).toEqual([BOTH, BOTH]);
  });

  it('when the power failed during a write and during the restore, then a second restore loses nothing', async () => {
    cutPowerDuringWrite(outboxFile());
    const cut = rig.putBack({}, (what) => {
      if (what === OUTBOX_ENTRY) throw new Error('power cut');
    });
    await expect(cut).rejects.toThrow('power cut');
    expect([existsSync(`${outboxFile()}-journal`), waiting()]).toEqual([false, BOTH]);
    expect(await rig.putBack()).toBe('done');
    expect([waiting(`${outboxFile()}.replaced-1`), waiting()]).toEqual([BOTH, BOTH]);
  });

  it('when the power failed during a write, then a backup has what was committed, and the outbox does not change', async () => {
    cutPowerDuringWrite(outboxFile());
    const parts = ['', '-journal'].map((part) => readFileSync(`${outboxFile()}${part}`));
    expect(await rig.backUp()).toBe('done');
    expect(['', '-journal'].map((part) => readFileSync(`${outboxFile()}${part}`))).toEqual(parts);
    rig.newBoard();
    expect(await rig.putBack()).toBe('done');
    expect(waiting()).toEqual(BOTH);
  });

  it('when the outbox has a write-ahead log, then it is kept with its log, and the log does not get into the new outbox', async () => {
    const db = new Database(outboxFile());
    db.pragma('journal_mode = WAL');
    db.prepare("DELETE FROM taken WHERE key = 'a'").run();
    const parts = ['', '-wal'].map(
      (part) => [`${outboxFile()}${part}`, readFileSync(`${outboxFile()}${part}`)] as const,
    );
    db.close();
    for (const [path, bytes] of parts) writeFileSync(path, bytes);
    expect(await rig.putBack()).toBe('done');
    expect(rig.io.written()).toMatch(/earlier outbox cannot be read/);
    expect([existsSync(`${outboxFile()}-wal`), waiting()]).toEqual([false, [['a', 'a']]]);
    expect(waiting(`${outboxFile()}.replaced-1`)).toEqual([['b', 'b']]);
  });

  it('when the outbox is a named pipe, then restore does not wait for it', async () => {
    rmSync(outboxFile());
    execFileSync('mkfifo', [outboxFile()]);
    expect(await rig.putBack()).toBe('done');
    expect(waiting()).toEqual([['a', 'a']]);
  });

  it('when the journal names another file, then restore does not delete that file, and the outbox counts as unreadable', async () => {
    cutPowerDuringWrite(outboxFile());
    const victim = rig.at('of-root');
    writeFileSync(victim, 'keys of root');
    nameIn(`${outboxFile()}-journal`, victim);
    expect(await rig.putBack()).toBe('done');
    expect(readFileSync(victim, 'utf8')).toBe('keys of root');
    expect(rig.io.written()).toMatch(/earlier outbox cannot be read/);
  });

  it('when the power failed before the journal was deleted, then the same command loses nothing', async () => {
    cutPowerDuringWrite(outboxFile());
    for (const part of ['-journal', '']) linkSync(`${outboxFile()}${part}`, `${outboxFile()}.replaced-1${part}`);
    await copyCommittedDatabase(outboxFile(), rig.at('settled'));
    renameSync(rig.at('settled'), outboxFile());
    expect(await rig.putBack()).toBe('done');
    expect([waiting(`${outboxFile()}.replaced-1`), waiting()]).toEqual([BOTH, BOTH]);
  });

  it('when the journal cannot be kept, then the outbox is not kept without its journal', async () => {
    cutPowerDuringWrite(outboxFile());
    const inTheWay = `${outboxFile()}.replaced-1-journal`;
    mkdirSync(inTheWay);
    expect(await rig.putBack()).toMatch(/^not put back/);
    expect(existsSync(`${outboxFile()}.replaced-1`)).toBe(false);
    rmdirSync(inTheWay);
    expect(await rig.putBack()).toBe('done');
    expect([waiting(`${outboxFile()}.replaced-1`), waiting()]).toEqual([BOTH, BOTH]);
  });

  it('when the power failed after only the journal was kept, then outbox and journal are kept under the next free name', async () => {
    cutPowerDuringWrite(outboxFile());
    linkSync(`${outboxFile()}-journal`, `${outboxFile()}.replaced-1-journal`);
    expect(await rig.putBack()).toBe('done');
    expect([waiting(`${outboxFile()}.replaced-2`), waiting()]).toEqual([BOTH, BOTH]);
  });

  it('when SQLite cannot open the lock, then restore says so and puts nothing back', async () => {
    rmSync(on(`${BACKUP_LEDGER_PATH}.lock`));
    mkdirSync(on(`${BACKUP_LEDGER_PATH}.lock`));
    const before = readFileSync(outboxFile());
    rmSync(on(BACKUP_LEDGER_PATH));
    expect(await rig.putBack({ olderLedger: true })).toMatch(
      /^not put back: the database says unable to open database file \(BKP-103\)/,
    );
    expect(readFileSync(outboxFile()).equals(before)).toBe(true);
  });

  it('when only the journal of an outbox that is gone is there, then it does not get into the new outbox', async () => {
    cutPowerDuringWrite(outboxFile());
    rmSync(outboxFile());
    expect(await rig.putBack()).toBe('done');
    expect(existsSync(`${outboxFile()}-journal`)).toBe(false);
    expect(waiting()).toEqual([['a', 'a']]);
  });

  it('when SQLite cannot write its copy, then merging the outboxes fails with the error of the disk', async () => {
    const backed = rig.at('backed');
    copyFileSync(outboxFile(), backed);
    take('c', 'K5-7QF2-73');
    done('a');
    mkdirSync(`${backed}.joined-journal`);
    await expect(mergeOutboxes(backed, outboxFile())).rejects.toThrow(/^disk I\/O error$/);
  });

  it('when the journal of the outbox is a named pipe, then copying the outbox does not wait for it', async () => {
    execFileSync('mkfifo', [`${outboxFile()}-journal`]);
    await copyCommittedDatabase(outboxFile(), rig.at('copy'));
    expect(waiting(rig.at('copy'))).toEqual(BOTH);
  });

  it('when the lock is a foreign database and its journal names another file, then restore leaves this file', async () => {
    const lock = on(`${BACKUP_LEDGER_PATH}.lock`);
    copyFileSync(outboxFile(), lock);
    cutPowerDuringWrite(lock);
    const victim = rig.at('of-root');
    writeFileSync(victim, 'keys of root');
    nameIn(`${lock}-journal`, victim);
    expect(await rig.putBack({ olderLedger: true })).toBe('done');
    expect(readFileSync(victim, 'utf8')).toBe('keys of root');
  });

  it('then an unreadable outbox is kept beside the outbox of the backup, and restore says so', async () => {
    const damaged = Buffer.from('SQLite format 3\0 and nothing of one'.padEnd(8192, 'x'));
    writeFileSync(outboxFile(), damaged);
    writeFileSync(`${outboxFile()}-journal`, 'x');
    expect(await rig.putBack()).toBe('done');
    expect(waiting()).toEqual([['a', 'a']]);
    expect(readFileSync(`${outboxFile()}.replaced-1`).equals(damaged)).toBe(true);
    expect(existsSync(`${outboxFile()}-journal`)).toBe(false);
    expect(rig.io.written()).toMatch(/earlier outbox cannot be read.*ledger\.db\.outbox\.replaced-1/s);
  });
});

describe('when SQLite cannot read or merge an outbox,', () => {
  it.each([
    'SQLITE_CORRUPT',
    'SQLITE_CORRUPT_INDEX',
    'SQLITE_NOTADB',
    'SQLITE_ERROR',
    'SQLITE_CONSTRAINT_PRIMARYKEY',
    'SQLITE_SCHEMA',
    'SQLITE_MISMATCH',
  ])('then the error code %s means that the outbox is damaged', (code) => {
    expect(isSqliteDamage(Object.assign(new Error(code), { code }))).toBe(true);
  });

  it.each([
    'SQLITE_FULL',
    'SQLITE_IOERR_WRITE',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DIRECTORY',
    'SQLITE_PERM',
    'SQLITE_AUTH',
    'SQLITE_NOLFS',
    'SQLITE_CANTOPEN',
    'SQLITE_NOMEM',
    'SQLITE_BUSY',
    'SQLITE_MISUSE',
    'SQLITE_TOOBIG',
    'EIO',
  ])('then the error code %s does not mean that the outbox is damaged', (code) => {
    expect(isSqliteDamage(Object.assign(new Error(code), { code }))).toBe(false);
  });
});
