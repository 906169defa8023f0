import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { openOutbox } from '../../device/offline/outbox.ts';
import { startTrouble } from './run.ts';

let ledger: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  ledger = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function lineOf(start: () => unknown): string {
  try {
    start();
  } catch (error) {
    const trouble = startTrouble(error, ledger);
    if (!trouble.ok) return trouble.error.line;
  }
  throw new Error('it started');
}

it.each(['.lock', '.mark'])('when ledger.db%s is a folder, then the start names it', (suffix) => {
  mkdirSync(`${ledger}${suffix}`);
  expect(lineOf(() => openLedger({ file: ledger, now: () => new Date() }))).toBe(
    `the kiosk did not start: ${ledger}${suffix} is a folder, but must be a file (LDG-105): move it away: mv ${ledger}${suffix} ${ledger}${suffix}.old`,
  );
});

it('when the disk fails, then the start names the database', () => {
  const error = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
  expect(
    lineOf(() => {
      throw error;
    }),
  ).toBe(
    `the kiosk did not start: the database ${ledger} says disk I/O error (SQLITE_IOERR_READ); look at the disk: df, journalctl -k`,
  );
});

it('when another program holds the database, then the start names the check that finds this program', () => {
  const error = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  expect(
    lineOf(() => {
      throw error;
    }),
  ).toMatch(/says database is locked \(SQLITE_BUSY\); another program holds the database; .*ledger-held/);
});

it('when the outbox is damaged, then the start names the outbox and not the ledger', () => {
  const outbox = `${ledger}.outbox`;
  writeFileSync(outbox, 'no database '.repeat(100));
  expect(lineOf(() => openOutbox(outbox))).toBe(
    `the kiosk did not start: the database ${outbox} says file is not a database (SQLITE_NOTADB); look at the disk: df, journalctl -k`,
  );
});
