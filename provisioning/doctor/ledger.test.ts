import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { keyFileOf, openLogKey } from '../../device/merkle/signer.ts';
import { originOf } from '../../device/proof/checkpoint.ts';
import { keyCheck, ledgerChecks, stateFilesCheck } from './ledger.ts';

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

it('looks at the key of the public log as a start does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ledger-'));
  const file = join(folder, 'ledger.db');
  const key = keyFileOf(file);
  expect(keyCheck(file, 'K5')).toEqual([]);
  openLogKey(key, originOf('K5'), randomBytes);
  const text = readFileSync(key, 'utf8');
  expect(keyCheck(file, 'K5')).toMatchObject([{ name: 'log key', state: 'ok' }]);
  const flipped = text.replace(/.{4}\n$/, (end) => (end.startsWith('A') ? `B${end.slice(1)}` : `A${end.slice(1)}`));
  for (const damaged of ['', text.slice(0, 40), flipped]) {
    writeFileSync(key, damaged);
    expect(keyCheck(file, 'K5')).toMatchObject([
      {
        state: 'fail',
        found: expect.stringContaining('not a key of the log'),
        fix: expect.stringContaining('put the file back'),
      },
    ]);
  }
  writeFileSync(key, text);
  expect(keyCheck(file, 'K6')).toMatchObject([{ state: 'fail' }]);
  rmSync(key);
  mkdirSync(key);
  expect(keyCheck(file, 'K5')).toMatchObject([{ state: 'fail', fix: expect.stringContaining('move it away') }]);
  rmSync(folder, { recursive: true });
});
