import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { SIMULATED_PROFILE } from '../command/places.ts';
import { main } from '../main.ts';

let folder = '';
let ledger = '';
let profile = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-newer-'));
  ledger = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile(SIMULATED_PROFILE), 'utf8');
  writeFileSync(profile, text.replace('var/simulated/ledger.db', ledger));
  openLedger({ file: ledger, now: () => new Date() }).close();
  const db = new Database(ledger);
  db.pragma('user_version = 99');
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  'ledger open',
  'ledger cash',
  'ledger show K5-7QF2-62',
  'ledger reconcile --totals test/package/ledger-1bd06c1/totals.json',
  'ledger settle K5-7QF2-62 --as paid --by A.M. --yes',
  'ledger adopt --by A.M. --yes',
  'terminal end-of-day --yes --link tcp:127.0.0.1:9',
  'transparency checkpoint',
])('when a newer version wrote the ledger, then `%s` says so in one line and writes nothing', async (line) => {
  const was = readFileSync(ledger);
  const io = fakeIo();
  const { exit } = await main([...line.split(' '), '--profile', profile], io);
  expect([exit, io.written()]).toEqual([1, '']);
  expect(io.notes).toEqual([
    expect.stringMatching(/newer version \(tables 99, this one knows \d+; LDG-107\): install that version or a newer/),
  ]);
  expect(readFileSync(ledger)).toEqual(was);
});
