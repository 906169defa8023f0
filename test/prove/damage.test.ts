import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { type Damage, damageLastRecord } from './damage.ts';

let killed: string;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damage-'));
  killed = mkdtempSync(join(tmpdir(), 'damage-'));
  const ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => new Date(0) });
  ledger.append('a', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
  ledger.append('a', { kind: 'lodged', reference: 'x' });
  ledger.append('a', { kind: 'issueRequested' });
  for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(folder, name), join(killed, name));
  ledger.close();
});
afterEach(() => {
  for (const each of [folder, killed]) rmSync(each, { recursive: true });
});

const lastAfter = (damage: Damage) => {
  damageLastRecord(killed, damage);
  const ledger = openLedger({ file: join(killed, 'ledger.db'), now: () => new Date(0) });
  try {
    return ledger.find('a')?.last;
  } finally {
    ledger.close();
  }
};

describe('the last record', () => {
  it.each(['lost', 'torn', 'flipped'] as const)(
    'when the frame of the last record is %s, then only this record is gone',
    (damage) => {
      expect(lastAfter(damage)).toBe('lodged');
    },
  );

  it('when the frame is there twice, then the record is there once', () => {
    expect(lastAfter('twice')).toBe('issueRequested');
  });

  it('when the ledger is undamaged, then the record is in the log and not yet in the file', () => {
    expect(existsSync(join(killed, 'ledger.db-wal'))).toBe(true);
    expect(lastAfter('twice')).toBe('issueRequested');
  });
});
