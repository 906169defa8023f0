import { expect, test } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { ApplicationRegister } from '../../simulators/back-office/register.ts';
import type { OfferedService } from '../../simulators/back-office/services.ts';
import { openStore } from '../../simulators/back-office/store.ts';
import type { WireLodgeRequest } from '../../simulators/back-office/wire.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';

const NOW = new Date('2026-11-27T10:00:00Z');
const SERVICES = catalogue().services.map(toOfficeService);

const register = async (services: readonly OfferedService[] = SERVICES) =>
  new ApplicationRegister({ now: () => NOW, random: Math.random, services, store: await openStore(undefined) });

const PASSPORT: WireLodgeRequest = lodgeRequest({
  service: 'passport-child',
  tier: 'age-3-to-17',
  applicant: {
    assurance: 'zone',
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MAMMADOVA',
    givenNames: 'AYSEL',
    birthDate: '1990-01-02',
  },
  answers: { 'child-birth-date': '2020-05-23' },
});

async function lodged(change: Partial<WireLodgeRequest>) {
  const office = await register();
  const request = { ...PASSPORT, ...change };
  const { kiosk, service, tier } = request;
  const quoted = await office.quote('q-1', { kiosk, service, tier: tier ?? '' });
  if (!quoted.ok) throw new Error(quoted.error.code);
  const { id: quote, total: amount, tariffDate } = quoted.value;
  return office.lodge('a-1', { ...request, quote, amount, tariffDate });
}

test('when the tier does not match the age of the child, then lodging is refused', async () => {
  expect(await lodged({})).toMatchObject({ ok: true });
  for (const tier of ['age-0', 'age-1-to-2'])
    expect(await lodged({ tier })).toEqual({ ok: false, error: { status: 422, code: 'not-eligible' } });
});

test('when the price has no tariff date, then the office gives no quote, and the application is lodged for the window', async () => {
  const priceOf = () => ({ lines: [{ kind: 'duty', amount: 500 } as const], tariffDate: null });
  const office = await register(SERVICES.map((each) => (each.id === PASSPORT.service ? { ...each, priceOf } : each)));
  const asked = { kiosk: 'K5', service: PASSPORT.service, tier: 'age-3-to-17' };
  expect(await office.quote('q-1', asked)).toMatchObject({ error: { code: 'no-price' } });
  expect(await office.lodge('a-1', PASSPORT)).toMatchObject({ ok: true });
});

test('when a free service is lodged with an amount, then lodging is refused; without an amount it is accepted', async () => {
  const ticket = { ...PASSPORT, service: 'queue-ticket', tier: 'today', applicant: null, answers: {} };
  expect(await (await register()).lodge('t-1', { ...ticket, amount: 500, tariffDate: '2022-01-01' })).toEqual({
    ok: false,
    error: { status: 422, code: 'quote-mismatch' },
  });
  expect(await (await register()).lodge('t-2', ticket)).toMatchObject({ ok: true });
});

test('when the child is too old for the service, then lodging is refused', async () => {
  const card = { service: 'identity-card-child', tier: '10-days' };
  expect(await lodged({ ...card, answers: { 'child-birth-date': '2012-05-23' } })).toMatchObject({ ok: true });
  expect(await lodged({ ...card, answers: { 'child-birth-date': '2010-05-23' } })).toMatchObject({
    error: { code: 'not-eligible' },
  });
});
