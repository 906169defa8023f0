import { describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { listRegister } from '../../device/back-office/register-list.ts';
import { CARD } from './card-application.ts';
import { must, NEVER, officeRig, refused } from './office-rig.ts';

/* Credits that every kiosk accepts (docs/decisions/0050); simulators/back-office/credits.test.ts has the rules. */

const rig = officeRig('2026-11-24T10:00:00Z');
const CODE = 'K5-7QF2-9XKD-41';
const card = (amount: number) => ({
  terminalId: '52500041',
  traceNumber: '42',
  receiptNumber: '8',
  amount,
  at: '2026-11-24T14:32:00+04:00',
});

describe('a credit', () => {
  test('when the report is repeated and its answer is lost, then the credit pays once, and the card pays the rest', async () => {
    const told = { kiosk: 'K5', code: CODE, amount: 200 };
    must(await rig.client.tellCredit('a.credit.1', told, NEVER));
    must(await rig.client.tellCredit('a.credit.1', told, NEVER));
    must(await rig.client.lodge('b', CARD, NEVER));
    rig.office.trouble.set('lost-answer');
    const request = { kiosk: CARD.kiosk, code: CODE, most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER)).toMatchObject({ error: { kind: 'unreachable' } });
    rig.office.trouble.set(null);
    expect(must(await rig.client.reserveCredit('b', request, NEVER))).toMatchObject({ amount: 200, left: 0 });
    expect(await rig.client.register('b', card(300), NEVER)).toEqual(refused('payment-mismatch'));
    must(await rig.client.register('b', { ...card(300), credit: 200 }, NEVER));
    must(await rig.client.lodge('c', CARD, NEVER));
    expect(await rig.client.reserveCredit('c', request, NEVER)).toEqual(refused('spent-credit'));
  });

  test('when the credit covers the price, then the proof has no other payment, and the register lists it', async () => {
    must(await rig.client.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 900 }, NEVER));
    must(await rig.client.lodge('b', CARD, NEVER));
    must(await rig.client.reserveCredit('b', { kiosk: CARD.kiosk, code: CODE, most: 500 }, NEVER));
    const proof = { credit: 500, amount: 0, at: '2026-11-24T14:32:00+04:00' } as const;
    must(await rig.client.register('b', proof, NEVER));
    const period = { kiosk: CARD.kiosk, from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' };
    const options = { baseUrl: rig.wire.url, timeoutMs: 10_000, clock: new SimulatedClock() };
    expect(must(await listRegister(options, period, NEVER))).toMatchObject([{ state: 'registered', payment: proof }]);
  });

  test('when the desk pays the credit out, then the credit is spent', async () => {
    must(await rig.client.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 900 }, NEVER));
    expect(await rig.office.payOutCredit(CODE, 900)).toEqual({ ok: true, value: 900 });
    must(await rig.client.lodge('b', CARD, NEVER));
    const request = { kiosk: CARD.kiosk, code: CODE, most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER)).toEqual(refused('spent-credit'));
  });

  test('when no credit has the code, then the code is unknown', async () => {
    must(await rig.client.lodge('b', CARD, NEVER));
    const request = { kiosk: CARD.kiosk, code: 'K5-AAAA-AAAA-11', most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER)).toEqual(refused('unknown-credit'));
  });
});
