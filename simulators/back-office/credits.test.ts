import { describe, expect, it } from 'vitest';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { seededRandom } from '../random.ts';
import { ApplicationRegister } from './register.ts';
import type { OfferedService } from './services.ts';
import { openStore } from './store.ts';

const CODE = 'K5-7QF2-9XKD-41';
const PAID: OfferedService = {
  id: 'sample',
  title: 'Nümunə',
  paper: 'receipt',
  identification: 'none',
  group: 'legal',
  sendsToWindow: false,
  appointment: false,
  priceOf: () => ({ lines: [{ kind: 'duty', amount: 1_500 }], tariffDate: '2026-01-01' }),
};

async function office() {
  let now = new Date('2026-11-24T10:00:00Z');
  const store = await openStore(undefined);
  const register = new ApplicationRegister({ now: () => now, random: seededRandom(1), services: [PAID], store });
  expect(await register.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 2_000 })).toMatchObject({
    ok: true,
  });
  return {
    register,
    async lodge(key: string, kiosk = 'K5') {
      const quoted = await register.quote(`q-${key}`, { kiosk, service: PAID.id, tier: 'same-day' });
      if (!quoted.ok) throw new Error(quoted.error.code);
      const request = lodgeRequest({
        kiosk,
        quote: quoted.value.id,
        service: PAID.id,
        tier: 'same-day',
        tariffDate: quoted.value.tariffDate,
        amount: quoted.value.total,
      });
      const lodged = await register.lodge(key, request);
      if (!lodged.ok) throw new Error(lodged.error.code);
      return quoted.value.total;
    },
    reserve: (key: string, most: number, code = CODE, kiosk = 'K5') =>
      register.reserveCredit(key, { kiosk, code, most }),
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

const card = (amount: number) => ({
  terminalId: '52500041',
  traceNumber: '42',
  receiptNumber: '8',
  amount,
  at: '2026-11-24T14:32:00+04:00',
});
const creditOnly = (credit: number) => ({ credit, amount: 0, at: '2026-11-24T14:32:00+04:00' }) as const;
const refused = (code: string, status = 422) => ({ ok: false, error: { status, code } });

describe('a credit', () => {
  it('when a kiosk reports a credit code of another kiosk, then the office refuses it', async () => {
    const { register } = await office();
    const foreign = { kiosk: 'K6', code: 'K5-AAAA-AAAA-11', amount: 500 };
    expect(await register.tellCredit('b.credit.1', foreign)).toEqual(refused('malformed', 400));
  });

  it('when a kiosk reports a credit again, then nothing changes; another sum is refused', async () => {
    const { register, lodge, reserve } = await office();
    expect(await register.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 2_000 })).toMatchObject({
      ok: true,
    });
    const other = await register.tellCredit('a.credit.1', { kiosk: 'K5', code: CODE, amount: 3_000 });
    expect(other).toEqual(refused('idempotency-conflict', 409));
    await lodge('b');
    expect(await reserve('b', 1_500)).toMatchObject({ value: { amount: 1_500, left: 500 } });
  });

  it('when the credit is more than the price, then it pays the whole price and the rest stays on its code', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b', 'K6');
    expect(await reserve('b', 1_500, CODE, 'K6')).toEqual({ ok: true, value: { key: 'b', amount: 1_500, left: 500 } });
    expect(await register.register('b', null, true)).toEqual(refused('payment-mismatch'));
    expect(await register.register('b', creditOnly(1_500), true)).toMatchObject({ ok: true });
    expect(await register.register('b', creditOnly(1_500), true)).toMatchObject({ ok: true });
    await lodge('c');
    expect(await reserve('c', 1_500)).toEqual({ ok: true, value: { key: 'c', amount: 500, left: 0 } });
  });

  it('when the credit is less than the price, then the registration demands exactly the rest', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b');
    await reserve('b', 1_500);
    await lodge('c');
    await reserve('c', 1_500);
    const wrong = [card(1_000), creditOnly(500), { ...card(900), credit: 600 }, { ...card(1_100), credit: 400 }, null];
    for (const proof of wrong) expect(await register.register('c', proof, true)).toEqual(refused('payment-mismatch'));
    expect(await register.register('c', { ...card(1_000), credit: 500 }, true)).toMatchObject({ ok: true });
  });

  it('when the payment alone is the price and names no credit, then the reserved sum is free again', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b');
    await reserve('b', 1_500);
    expect(await register.register('b', card(1_500), true)).toMatchObject({ ok: true });
    await lodge('c');
    expect(await reserve('c', 1_500)).toMatchObject({ value: { amount: 1_500, left: 500 } });
  });

  it('when nothing is reserved, then a payment that names a credit is refused', async () => {
    const { register, lodge } = await office();
    await lodge('b');
    expect(await register.register('b', creditOnly(1_500), true)).toEqual(refused('payment-mismatch'));
    expect(await register.register('b', { ...card(1_000), credit: 500 }, true)).toEqual(refused('payment-mismatch'));
  });

  it('when the desk pays a credit out, then it pays only the part that is not reserved, and nothing more later', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b');
    await reserve('b', 1_500);
    expect(await register.payOutCredit(CODE, 2_000)).toEqual({ ok: true, value: 500 });
    await register.register('b', creditOnly(1_500), true);
    await lodge('c');
    expect(await reserve('c', 1_500)).toEqual(refused('spent-credit'));
    expect(await register.payOutCredit(CODE, 2_000)).toEqual(refused('spent-credit'));
  });

  it('when the desk paid the credit out and a reserved part is free again, then the desk pays out this part too, and no more', async () => {
    const { register, lodge, reserve } = await office();
    for (const key of ['b', 'c']) await lodge(key);
    for (const key of ['b', 'c']) await reserve(key, 900);
    expect(await register.payOutCredit(CODE, 2_000)).toEqual({ ok: true, value: 200 });
    for (const key of ['b', 'c']) {
      await register.withdraw(key, 'not-paid');
      expect(await register.payOutCredit(CODE, 2_000)).toEqual({ ok: true, value: 900 });
    }
    expect(await register.payOutCredit(CODE, 2_000)).toEqual(refused('spent-credit'));
  });

  it.each(['a kiosk', 'the desk'])(
    'when an application is neither registered nor withdrawn within a day, then %s can have the reserved sum',
    async (who) => {
      const { register, lodge, reserve, later } = await office();
      await lodge('b');
      await reserve('b', 1_500);
      later(24 * 3_600_000 - 1);
      await lodge('c');
      expect(await reserve('c', 1_500)).toMatchObject({ value: { amount: 500 } });
      await register.withdraw('c', 'not-paid');
      later(1);
      await lodge('d');
      if (who === 'a kiosk') expect(await reserve('d', 1_500)).toMatchObject({ value: { amount: 1_500, left: 500 } });
      else expect(await register.payOutCredit(CODE, 2_000)).toEqual({ ok: true, value: 2_000 });
      expect(await register.register('b', creditOnly(1_500), true)).toEqual(refused('payment-mismatch'));
      await register.withdraw('b', 'refused');
      if (who === 'a kiosk') expect(await register.register('d', creditOnly(1_500), true)).toMatchObject({ ok: true });
    },
  );

  it('when a kiosk comes back after a day and the reserved sum is still free, then the registration spends it', async () => {
    const { register, lodge, reserve, later } = await office();
    await lodge('b');
    await reserve('b', 1_500);
    later(48 * 3_600_000);
    expect(await register.register('b', creditOnly(1_500), true)).toMatchObject({ ok: true });
    later(48 * 3_600_000);
    await lodge('c');
    expect(await reserve('c', 1_500)).toMatchObject({ value: { amount: 500, left: 0 } });
  });

  it('when the desk pays the credit out before its kiosk reports it, then the reported credit is spent already, and another sum is a conflict', async () => {
    const { register, lodge, reserve } = await office();
    const slip = { kiosk: 'K5', code: 'K5-AAAA-AAAA-11', amount: 700 };
    expect(await register.payOutCredit(slip.code, 700)).toEqual({ ok: true, value: 700 });
    expect(await register.tellCredit('d.credit.1', { ...slip, amount: 800 })).toEqual(
      refused('idempotency-conflict', 409),
    );
    for (let nth = 0; nth < 2; nth++) expect(await register.tellCredit('d.credit.1', slip)).toMatchObject({ ok: true });
    await lodge('b');
    expect(await reserve('b', 1_500, slip.code)).toEqual(refused('spent-credit'));
  });

  it('when an answer was lost, then the same key gets the same answer, even after the reserved sum was spent', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b');
    const first = await reserve('b', 1_500);
    expect(await reserve('b', 1_500)).toEqual(first);
    await register.register('b', creditOnly(1_500), true);
    expect(await reserve('b', 1_500)).toEqual(first);
    expect(await reserve('b', 1_000)).toEqual(refused('idempotency-conflict', 409));
    expect(await reserve('b', 1_500, 'K5-AAAA-AAAA-11')).toEqual(refused('idempotency-conflict', 409));
  });

  it('when the application is withdrawn, then the reserved sum is free again, once', async () => {
    const { register, lodge, reserve } = await office();
    await lodge('b');
    await reserve('b', 1_500);
    await register.withdraw('b', 'not-paid');
    await register.withdraw('b', 'not-paid');
    await lodge('c');
    expect(await reserve('c', 1_500)).toMatchObject({ value: { amount: 1_500, left: 500 } });
    expect(await reserve('b', 1_500)).toEqual(refused('credit-not-wanted'));
  });

  it('when three applications want the credit at once, then no part of the credit is reserved twice, and one application gets none', async () => {
    const { lodge, reserve } = await office();
    for (const key of ['b', 'c', 'd']) await lodge(key);
    const answers = await Promise.all(['b', 'c', 'd'].map((key) => reserve(key, 1_500)));
    const sums = answers.map((answer) => (answer.ok ? answer.value.amount : answer.error.code));
    expect(sums.toSorted()).toEqual([1_500, 500, 'credit-in-use'].toSorted());
  });

  it('when nothing is left, then the credit is spent; a code without a credit is unknown', async () => {
    const { register, lodge, reserve } = await office();
    for (const key of ['b', 'c', 'd']) await lodge(key);
    await reserve('b', 1_500);
    await register.register('b', creditOnly(1_500), true);
    await reserve('c', 500);
    await register.register('c', { ...card(1_000), credit: 500 }, true);
    expect(await reserve('d', 1_500)).toEqual(refused('spent-credit'));
    expect(await reserve('d', 1_500, 'K5-AAAA-AAAA-11')).toEqual(refused('unknown-credit'));
  });

  it('when the application is of another kiosk or costs less than the wanted sum, then the reservation is refused', async () => {
    const { lodge, reserve } = await office();
    await lodge('b', 'K6');
    expect(await reserve('b', 1_500)).toEqual(refused('unknown-application', 404));
    expect(await reserve('b', 1_600, CODE, 'K6')).toEqual(refused('credit-not-wanted'));
  });

  it('when a kiosk has tried 20 wrong codes in an hour, then only this kiosk has to wait for the next hour', async () => {
    const { lodge, reserve, later } = await office();
    await lodge('b');
    await lodge('c', 'K6');
    for (let nth = 0; nth < 20; nth++)
      expect(await reserve('b', 1_500, `K5-AAAA-AAAA-${nth + 10}`)).toMatchObject({ ok: false });
    expect(await reserve('b', 1_500)).toMatchObject({ error: { status: 429 } });
    expect(await reserve('c', 1_000, CODE, 'K6')).toMatchObject({ ok: true });
    later(3_600_000);
    expect(await reserve('b', 1_500)).toMatchObject({ value: { amount: 1_000 } });
  });

  it('when a credit is in use, then the question for this credit does not count as a wrong code', async () => {
    const { register, lodge, reserve } = await office();
    for (const key of ['b', 'c', 'd']) await lodge(key);
    await reserve('b', 1_500);
    await reserve('c', 500);
    for (let nth = 0; nth < 21; nth++) expect(await reserve('d', 1_000)).toEqual(refused('credit-in-use'));
    await register.withdraw('c', 'not-paid');
    expect(await reserve('d', 1_000)).toMatchObject({ value: { amount: 500 } });
  });
});
