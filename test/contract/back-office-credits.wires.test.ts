import { describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { listOfficeRegister } from '../../device/back-office/register-list.ts';
import { CARD_APPLICATION } from './card-application.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0050; simulators/back-office/credits.test.ts has the rules. */

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
  test('when a credit is reported twice and the answer to its reservation is lost, then it pays once, and the card pays the rest', async () => {
    const told = { kiosk: 'K5', code: CODE, amount: 200 };
    unwrap(await rig.client.tellCredit('a.credit.1', told, NEVER_ABORTED));
    unwrap(await rig.client.tellCredit('a.credit.1', told, NEVER_ABORTED));
    unwrap(await rig.client.lodge('b', CARD_APPLICATION, NEVER_ABORTED));
    rig.office.trouble.set('lost-answer');
    const request = { kiosk: CARD_APPLICATION.kiosk, code: CODE, most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER_ABORTED)).toMatchObject({
      error: { kind: 'unreachable' },
    });
    rig.office.trouble.set(null);
    expect(unwrap(await rig.client.reserveCredit('b', request, NEVER_ABORTED))).toMatchObject({ amount: 200, left: 0 });
    expect(await rig.client.register('b', card(300), NEVER_ABORTED)).toEqual(refusalResult('payment-mismatch'));
    unwrap(await rig.client.register('b', { ...card(300), credit: 200 }, NEVER_ABORTED));
    unwrap(await rig.client.lodge('c', CARD_APPLICATION, NEVER_ABORTED));
    expect(await rig.client.reserveCredit('c', request, NEVER_ABORTED)).toEqual(refusalResult('spent-credit'));
  });

  test('when the credit covers the price, then the proof has no other payment, and the register lists it', async () => {
    unwrap(await rig.client.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 900 }, NEVER_ABORTED));
    unwrap(await rig.client.lodge('b', CARD_APPLICATION, NEVER_ABORTED));
    unwrap(
      await rig.client.reserveCredit('b', { kiosk: CARD_APPLICATION.kiosk, code: CODE, most: 500 }, NEVER_ABORTED),
    );
    const proof = { credit: 500, amount: 0, at: '2026-11-24T14:32:00+04:00' } as const;
    unwrap(await rig.client.register('b', proof, NEVER_ABORTED));
    const period = { kiosk: CARD_APPLICATION.kiosk, from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' };
    const options = { baseUrl: rig.wire.url, timeoutMs: 10_000, clock: new SimulatedClock() };
    expect(unwrap(await listOfficeRegister(options, period, NEVER_ABORTED))).toMatchObject([
      { state: 'registered', payment: proof },
    ]);
  });

  test('when the desk pays the credit out, then the credit is spent', async () => {
    unwrap(await rig.client.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 900 }, NEVER_ABORTED));
    expect(await rig.office.payOutCredit(CODE, 900)).toEqual({ ok: true, value: 900 });
    unwrap(await rig.client.lodge('b', CARD_APPLICATION, NEVER_ABORTED));
    const request = { kiosk: CARD_APPLICATION.kiosk, code: CODE, most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER_ABORTED)).toEqual(refusalResult('spent-credit'));
  });

  test('when no credit has the code, then the code is unknown', async () => {
    unwrap(await rig.client.lodge('b', CARD_APPLICATION, NEVER_ABORTED));
    const request = { kiosk: CARD_APPLICATION.kiosk, code: 'K5-AAAA-AAAA-11', most: 500 };
    expect(await rig.client.reserveCredit('b', request, NEVER_ABORTED)).toEqual(refusalResult('unknown-credit'));
  });
});
