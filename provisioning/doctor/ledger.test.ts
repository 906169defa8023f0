import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { ledgerCheck } from './ledger.ts';

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
  expect(await ledgerCheck(file)).toMatchObject({ fix: 'settle by hand: a' });
  next.append('a', { kind: 'settledByHand', as: 'not-paid', by: '4711', at: 'now', leftToStaff: true });
  next.close();
  expect(JSON.stringify(await ledgerCheck(file))).toContain('1 records set aside (LDG-103), nothing is left to settle');
  rmSync(folder, { recursive: true });
});
