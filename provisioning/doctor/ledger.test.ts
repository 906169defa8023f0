import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { ledgerChecks, stateFilesCheck } from './ledger.ts';

it('names what is left to staff until they have settled it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ledger-'));
  const file = join(folder, 'ledger.db');
  const open = () => openLedger({ file, now: () => new Date() });
  const first = open();
  first.append('a', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 5, paper: 'receipt' });
  first.append('a', { kind: 'lodged', reference: 'x' });
  first.close();
  const db = new Database(file);
  db.exec("UPDATE entry SET body = 'x' WHERE seq = 2");
  db.close();
  const next = open();
  expect(await ledgerChecks(file)).toMatchObject([{ fix: 'settle by hand: a' }]);
  next.append('a', { kind: 'settledByHand', as: 'not-paid', by: '4711', at: 'now', leftToStaff: true });
  next.close();
  expect(JSON.stringify(await ledgerChecks(file))).toContain(
    '1 records set aside (LDG-103), nothing is left to settle',
  );
  rmSync(folder, { recursive: true });
});

it('tells of a mark that is not there, and of newest records that were cut out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ledger-'));
  const file = join(folder, 'ledger.db');
  const ledger = openLedger({ file, now: () => new Date() });
  for (const id of ['a', 'b', 'c', 'd', 'e'])
    ledger.append(id, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 5, paper: 'receipt' });
  ledger.close();
  expect(await ledgerChecks(file)).toMatchObject([{ name: 'ledger', state: 'ok', found: '5 records, all whole' }]);
  const db = new Database(file);
  db.exec('DELETE FROM entry WHERE seq > 1');
  db.close();
  expect(await ledgerChecks(file)).toMatchObject([
    { name: 'ledger', state: 'fail', found: expect.stringContaining('its newest records are missing') },
  ]);
  rmSync(`${file}.mark`);
  expect(await ledgerChecks(file)).toMatchObject([
    { name: 'ledger', state: 'ok' },
    { name: 'ledger mark', state: 'warn', found: 'missing' },
  ]);
  rmSync(folder, { recursive: true });
});

it('tells of what lies in the place of a file, and which the kiosk would not start with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ledger-'));
  const file = join(folder, 'ledger.db');
  expect(stateFilesCheck(file)).toMatchObject({ name: 'ledger files', state: 'ok', found: 'none yet' });
  openLedger({ file, now: () => new Date() }).close();
  expect(stateFilesCheck(file)).toMatchObject({ state: 'ok' });
  mkdirSync(`${file}.glass`);
  expect(stateFilesCheck(file)).toMatchObject({
    state: 'fail',
    found: `${file}.glass is a folder, and a file belongs there (LDG-105)`,
  });
  rmSync(folder, { recursive: true });
});
