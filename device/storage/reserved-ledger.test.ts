import { expect, it } from 'vitest';
import type { LedgerEntry } from '../ledger/entries.ts';
import { openLedger } from '../ledger/ledger.ts';
import { ledgerWithReserve } from './reserved-ledger.ts';

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's'.repeat(2_000),
  tier: 't',
  tariffDate: '2026-01-01',
  amount: 500,
  paper: 'receipt',
};

function rig(reservePages: number) {
  const ledger = openLedger({ file: ':memory:', now: () => new Date('2026-11-24T10:00:00Z') });
  let limit: (more: number) => void = () => undefined;
  ledger.join((db) => {
    limit = (more) => {
      const pages = Number(db.pragma('page_count', { simple: true }));
      db.pragma(`max_page_count = ${pages + more}`);
    };
    return { record() {} };
  });
  let released = 0;
  const kept = ledgerWithReserve(ledger, {
    release() {
      released += 1;
      limit(reservePages);
      return reservePages > 0;
    },
  });
  return { ledger, kept, fill: () => limit(0), released: () => released };
}

const fillUp = (append: (id: string) => void): unknown => {
  try {
    for (let nth = 0; nth < 100; nth += 1) append(`a${nth}`);
  } catch (error) {
    return error;
  }
  return null;
};

it('when the disk is full, then the reserve is released and each entry is written once', () => {
  const { ledger, kept, fill, released } = rig(1_000);
  fill();
  expect(fillUp((id) => kept.append(id, QUOTED))).toBeNull();
  expect(released()).toBe(1);
  expect(ledger.open()).toHaveLength(100);
  expect(ledger.open().every(({ id }) => ledger.history(id).length === 1)).toBe(true);
});

it('when the disk is full, then memos are written with the reserve', () => {
  const { kept, fill, released } = rig(1_000);
  fill();
  kept.memo<string>('printer').save('x'.repeat(50_000));
  expect([kept.memo<string>('printer').load()?.length, released()]).toEqual([50_000, 1]);
});

it('when there is no reserve, then the ledger’s error is thrown', () => {
  const { kept, fill } = rig(0);
  fill();
  expect(fillUp((id) => kept.append(id, QUOTED))).toMatchObject({ code: 'SQLITE_FULL' });
});

it('when a listener throws that the disk is full, then the entry is not written twice', () => {
  const { ledger, kept, released } = rig(1_000);
  ledger.onAppend(() => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  });
  expect(() => kept.append('a', QUOTED)).toThrow('full');
  expect([ledger.history('a').length, released()]).toEqual([1, 0]);
});
