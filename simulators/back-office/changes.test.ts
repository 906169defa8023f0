import { describe, expect, it } from 'vitest';
import { cancelMoney } from './changes.ts';
import type { RegisterEntry } from './entry.ts';

const REGISTERED_AT = '2026-11-24T08:00:00Z';
const CARD = {
  terminalId: '12345678',
  traceNumber: '000042',
  receiptNumber: '0042',
  at: REGISTERED_AT,
  amount: 2_000,
};
const NOTES = { notes: [2_000], at: REGISTERED_AT, amount: 2_000 };

const entry = (payment: object | null): RegisterEntry =>
  ({
    key: 'one',
    id: '1',
    reference: 'K5-7QF2-62',
    state: 'registered',
    final: true,
    withdrawn: null,
    duplicates: [],
    request: { service: 'no-service', ready: null },
    lodgedAt: REGISTERED_AT,
    payment,
    registered: { registeredAt: REGISTERED_AT, appointment: null, document: null },
  }) as unknown as RegisterEntry;

describe('money of a cancelled application', () => {
  it.each([
    ['a card', 'to-card', CARD],
    ['a card and a credit', 'at-window', { ...CARD, amount: 1_500, credit: 500 }],
    ['notes', 'at-window', NOTES],
    ['notes and a credit', 'at-window', { ...NOTES, amount: 1_500, credit: 500 }],
    ['a credit alone', 'at-window', { credit: 2_000 }],
    ['nothing', 'none', null],
  ])('when an application paid by %s is cancelled on the same day, then its money is %s', (_, money, payment) => {
    expect(cancelMoney(entry(payment), undefined, new Date('2026-11-24T15:00:00Z'))).toBe(money);
  });

  it.each([
    ['2026-11-24T19:59:59Z', 'to-card'],
    ['2026-11-24T20:00:00Z', 'kept'],
  ])('when an application is cancelled at %s, then the day of the centre decides: %s', (now, money) => {
    expect(cancelMoney(entry(CARD), undefined, new Date(now))).toBe(money);
  });
});
