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

it.each(['.lock', '.mark'])('a start names the folder in the place of ledger.db%s', (suffix) => {
  mkdirSync(`${ledger}${suffix}`);
  expect(lineOf(() => openLedger({ file: ledger, now: () => new Date() }))).toBe(
    `the kiosk did not start: ${ledger}${suffix} is a folder, and a file belongs there (LDG-105): move it away: mv ${ledger}${suffix} ${ledger}${suffix}.old`,
  );
});

it('a start that the disk ended names the database', () => {
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
  ).toMatch(/says database is locked \(SQLITE_BUSY\); another program holds it, .*ledger-held/);
});

it('a start that a damaged outbox ended names the outbox, and not the ledger', () => {
  const outbox = `${ledger}.outbox`;
  writeFileSync(outbox, 'no database '.repeat(100));
  expect(lineOf(() => openOutbox(outbox))).toBe(
    `the kiosk did not start: the database ${outbox} says file is not a database (SQLITE_NOTADB); look at the disk: df, journalctl -k`,
  );
});
