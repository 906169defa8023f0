import { describe, expect, test } from 'vitest';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { numbersOn, phoneOfPerson } from '../support/phone-of-person.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0062 */

const AYSEL = { fin: '5ZK1C7M', documentNumber: 'AA1204587' };
const ORKHAN = { fin: '2QJ80WT', documentNumber: 'AB0719346' };
const NONCE = 'nonce-of-this-visit';
const REQUEST = {
  kiosk: 'K5',
  nonce: NONCE,
  service: 'family-members-certificate',
  level: 'code',
  language: 'en',
} as const;
const names = { surname: 'MAMMADOVA', givenNames: 'AYSEL', birthDate: '1990-03-15' };
const CERTIFICATE: LodgeRequest = lodgeRequest({
  service: 'family-members-certificate',
  tier: 'at-once',
  ready: '2026-11-24',
  applicant: { assurance: 'phone', ...AYSEL, ...names },
});

const offered = {
  title: 'Xidmət',
  paper: 'receipt',
  identification: 'zone',
  group: 'car',
  sendsToWindow: false,
} as const;
const PLAIN = { ...offered, id: 'plain' };
const IN_HAND = { ...offered, id: 'in-hand', cardInHand: true };

const rig = officeRig('2026-11-24T10:00:00Z', { services: [PLAIN, IN_HAND] });

const start = async (key: string, more: Partial<Record<keyof typeof REQUEST, string>> = {}) =>
  unwrap(await rig.client.startIdentity(key, { ...REQUEST, ...more } as typeof REQUEST, NEVER_ABORTED));
/** Asks as if it had seen another state, so that the office answers at once. */
const news = async (key: string, { kiosk = 'K5', nonce = NONCE, seen = 'opened' as 'waiting' | 'opened' } = {}) =>
  unwrap(await rig.client.identityNews(key, { kiosk, nonce, seen }, NEVER_ABORTED));
const lodge = (key: string, confirmation: string | null, more: Partial<LodgeRequest> = {}) =>
  rig.client.lodge(key, { ...CERTIFICATE, confirmation, ...more }, NEVER_ABORTED);

async function confirmed(key: string, level: 'zone' | 'code' = 'code', fin = AYSEL.fin): Promise<void> {
  const { qr, match } = await start(key);
  const phone = phoneOfPerson();
  await phone.open(qr);
  await phone.signIn(fin);
  expect(await phone.confirm(match, level)).toContain('data-test="confirmed"');
}

describe('an identity on the phone', () => {
  test('when the person chooses the number of the kiosk, then the kiosk gets the person and the level', async () => {
    const { qr, match, validSeconds } = await start('identity-1');
    expect(validSeconds).toBe(120);
    const phone = phoneOfPerson();
    expect(await phone.open(qr)).toContain('MƏMMƏDOVA AYSEL');
    expect((await news('identity-1')).state).toBe('waiting');
    const asked = await phone.signIn(AYSEL.fin);
    expect(asked).toContain('kiosk K5');
    expect(numbersOn(asked)).toHaveLength(3);
    expect(numbersOn(asked)).toContain(match);
    expect(await news('identity-1', { seen: 'waiting' })).toEqual({ state: 'opened', secondsLeft: 120 });
    expect(await phone.confirm(match)).toContain('data-test="confirmed"');
    const said = await news('identity-1');
    expect(said).toEqual({
      state: 'confirmed',
      level: 'code',
      person: { kind: 'identity-card', ...AYSEL, ...names, expiryDate: '2032-05-14' },
    });
    expect(await news('identity-1')).toEqual(said);
  });

  test('when the person waits, then the office answers as soon as the phone confirms', async () => {
    const { qr, match } = await start('identity-1');
    const asked = news('identity-1', { seen: 'waiting' });
    const phone = phoneOfPerson();
    await phone.open(qr);
    await phone.signIn(AYSEL.fin);
    expect((await asked).state).toBe('opened');
    const next = news('identity-1', { seen: 'opened' });
    await phone.confirm(match);
    expect((await next).state).toBe('confirmed');
  });

  test('when the request is repeated, then one identification runs, and another visit under the same key is refused', async () => {
    const first = await start('identity-1');
    expect(await start('identity-1')).toMatchObject({ match: first.match });
    const other = { ...REQUEST, nonce: 'nonce-of-another-visit' };
    expect(await rig.client.startIdentity('identity-1', other, NEVER_ABORTED)).toEqual(
      refusalResult('idempotency-conflict'),
    );
  });

  test('when the person refuses, chooses another number or lets the time run out, then the kiosk gets no person', async () => {
    for (const [key, act, state] of [
      ['identity-1', 'refuse', 'refused'],
      ['identity-2', 'confirm', 'mismatch'],
      ['identity-3', 'expire', 'over'],
    ] as const) {
      const { qr, match } = await start(key);
      const phone = phoneOfPerson();
      await phone.open(qr);
      await phone.signIn(AYSEL.fin);
      const page = await phone[act](match === '10' ? '11' : '10');
      expect(page).toContain(`data-test="${state}"`);
      expect(await news(key)).toEqual({ state });
      expect(await phone.confirm(match)).toContain(`data-test="${state}"`);
      expect(await lodge(`lodged-${key}`, key)).toEqual(refusalResult('not-confirmed'));
    }
  });

  test('when 119 s are over, then the person may confirm; when 120 s are over, then the person may not confirm', async () => {
    const { qr, match } = await start('identity-1');
    const phone = phoneOfPerson();
    await phone.open(qr);
    await phone.signIn(AYSEL.fin);
    rig.later(119_999);
    expect(await news('identity-1', { seen: 'waiting' })).toEqual({ state: 'opened', secondsLeft: 1 });
    rig.later(1);
    expect(await phone.confirm(match)).toContain('data-test="over"');
    expect(await news('identity-1')).toEqual({ state: 'over' });
  });
});

describe('another phone', () => {
  test('when one phone has signed in, then every other phone is refused', async () => {
    const { qr, match } = await start('identity-1');
    const [first, second] = [phoneOfPerson(), phoneOfPerson()];
    await first.open(qr);
    await second.open(qr);
    await first.signIn(AYSEL.fin);
    expect(await second.signIn(ORKHAN.fin)).toContain('data-test="taken"');
    expect(await second.confirm(match)).toContain('data-test="taken"');
    expect(await phoneOfPerson().open(qr)).toContain('data-test="taken"');
    await first.confirm(match);
    expect(await news('identity-1')).toMatchObject({ state: 'confirmed', person: AYSEL });
  });

  test('when a picture of the code is two answers old, then it opens nothing', async () => {
    const { qr } = await start('identity-1');
    await news('identity-1');
    expect(await phoneOfPerson().open(qr)).toContain('Sign in');
    await news('identity-1');
    expect(await phoneOfPerson().open(qr)).toContain('data-test="over"');
  });

  test('when a phone has opened the code, then it can still confirm after a newer code', async () => {
    const { qr, match } = await start('identity-1');
    const phone = phoneOfPerson();
    await phone.open(qr);
    await news('identity-1');
    await news('identity-1');
    await phone.signIn(AYSEL.fin);
    expect(await phone.confirm(match)).toContain('data-test="confirmed"');
  });

  test('when the kiosk begins another identification, then the one before is over', async () => {
    const { qr, match } = await start('identity-1');
    const phone = phoneOfPerson();
    await phone.open(qr);
    await phone.signIn(AYSEL.fin);
    await start('identity-2', { nonce: 'nonce-of-the-next-visit' });
    expect(await phone.confirm(match)).toContain('data-test="over"');
    expect(await news('identity-1')).toEqual({ state: 'over' });
  });

  test('when another kiosk or another visit asks for the news, then it gets no person', async () => {
    await confirmed('identity-1');
    expect(await news('identity-1', { kiosk: 'K7' })).toEqual({ state: 'over' });
    expect(await news('identity-1', { nonce: 'nonce-of-another-visit' })).toEqual({ state: 'over' });
    expect((await news('identity-1')).state).toBe('confirmed');
  });

  test('when the kiosk cancels, then the phone hears it; a confirmed identification stays', async () => {
    const { qr, match } = await start('identity-1');
    const phone = phoneOfPerson();
    await phone.open(qr);
    await phone.signIn(AYSEL.fin);
    unwrap(await rig.client.cancelIdentity('identity-1', { kiosk: 'K5', nonce: 'nonce-of-another' }, NEVER_ABORTED));
    expect((await news('identity-1', { seen: 'waiting' })).state).toBe('opened');
    unwrap(await rig.client.cancelIdentity('identity-1', { kiosk: 'K5', nonce: NONCE }, NEVER_ABORTED));
    expect(await phone.confirm(match)).toContain('data-test="over"');
    await confirmed('identity-2');
    unwrap(await rig.client.cancelIdentity('identity-2', { kiosk: 'K5', nonce: NONCE }, NEVER_ABORTED));
    expect((await lodge('application-1', 'identity-2')).ok).toBe(true);
  });
});

describe('an application of a person identified by phone', () => {
  test('when it has the key of the identification, then it is lodged once', async () => {
    await confirmed('identity-1');
    unwrap(await lodge('application-1', 'identity-1'));
    expect(await lodge('application-2', 'identity-1')).toEqual(refusalResult('not-confirmed'));
  });

  test('when it has no key, a key of another person, or an unconfirmed key, then it is refused', async () => {
    await confirmed('identity-1', 'code', ORKHAN.fin);
    await start('identity-2');
    for (const key of [null, 'identity-1', 'identity-2', 'identity-9'])
      expect(await lodge('application-1', key)).toEqual(refusalResult('not-confirmed'));
  });

  test('when it comes from another kiosk or 30 minutes later, then it is refused', async () => {
    await confirmed('identity-1');
    expect(await lodge('application-1', 'identity-1', { kiosk: 'K7' })).toEqual(refusalResult('not-confirmed'));
    rig.later(30 * 60_000 - 1);
    unwrap(await lodge('application-2', 'identity-1'));
    await confirmed('identity-2');
    rig.later(30 * 60_000);
    expect(await lodge('application-3', 'identity-2')).toEqual(refusalResult('not-confirmed'));
  });

  test('when the identity is as sure as a zone, then it is not enough for data of a register, but for a plain application', async () => {
    await confirmed('identity-1', 'zone');
    expect(await lodge('application-1', 'identity-1')).toEqual(refusalResult('not-confirmed'));
    const plain = { service: PLAIN.id };
    expect(await lodge('application-2', null, plain)).toEqual(refusalResult('not-confirmed'));
    unwrap(await lodge('application-3', 'identity-1', plain));
  });

  test('when the service needs the card itself, then beginning and lodging are refused', async () => {
    const inHand = { service: IN_HAND.id };
    const begun = await rig.client.startIdentity('identity-1', { ...REQUEST, ...inHand }, NEVER_ABORTED);
    expect(begun).toEqual(refusalResult('not-eligible'));
    await confirmed('identity-2');
    expect(await lodge('application-1', 'identity-2', inHand)).toEqual(refusalResult('not-eligible'));
  });

  test('when a kiosk begins thirty identifications in vain, then the next is refused for a quarter of an hour', async () => {
    for (let nth = 0; nth < 30; nth += 1) await start(`identity-${nth}`);
    const refused = await rig.client.startIdentity('identity-30', REQUEST, NEVER_ABORTED);
    expect(refused).toEqual(refusalResult('too-many-identities'));
    rig.later(15 * 60_000);
    await start('identity-31');
  });
});

describe('an office that identifies by phone', () => {
  test('when the office does not offer identification by phone, then the kiosk gets a refusal', async () => {
    await rig.close();
    await rig.open({ identifiesByPhone: false });
    expect(await rig.client.startIdentity('identity-1', REQUEST, NEVER_ABORTED)).toEqual(refusalResult('not-found'));
  });

  test('when the office was restarted, then a running identification goes on', async () => {
    const { qr, match } = await start('identity-1');
    const phone = phoneOfPerson();
    await phone.open(qr);
    await phone.signIn(AYSEL.fin);
    await rig.close();
    await rig.open();
    expect(match).toHaveLength(2);
    expect(await news('identity-1', { seen: 'waiting' })).toMatchObject({ state: 'opened' });
  });
});
