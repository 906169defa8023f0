import { describe, expect, test } from 'vitest';
import type { LodgeRequest, OwnApplicationRequest } from '../../device/back-office/contract.ts';
import { newestCode } from '../support/phone-code.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0023 */

const MINUTE_MS = 60_000;
const PHONE = '+994001112267';
const WHO = { fin: '5ABCD12', documentNumber: 'AA1234567' };
const OTHER = { fin: '7KM2P4T', documentNumber: 'AB7654321' };
const ASKED = { kiosk: 'K5', language: 'az', ...WHO } as const;
const CERTIFICATE: LodgeRequest = lodgeRequest({
  service: 'family-members-certificate',
  tier: 'at-once',
  ready: '2026-11-24',
  applicant: { assurance: 'zone', ...WHO, surname: 'MAMMADOVA', givenNames: 'AYSEL', birthDate: '1990-01-02' },
});
const CARD = { service: 'identity-card-replacement', tier: '10-days', amount: 500, tariffDate: '2022-08-15' };

const rig = officeRig('2026-11-24T10:00:00Z', { phoneOf: (fin) => (fin === OTHER.fin ? null : PHONE) });
let attempts = 0;

const later = (minutes: number) => {
  rig.later(minutes * MINUTE_MS);
};
const send = (key: string, more: Partial<typeof ASKED> = {}) =>
  rig.client.sendCode(key, { ...ASKED, ...more }, NEVER_ABORTED);
const newest = (): string => newestCode(rig.office.phone.messages()) ?? 'no message';
const wrong = (): string => String((Number(newest()) + 1) % 1_000_000).padStart(6, '0');
const check = async (code: string, digits = newest(), kiosk = 'K5') =>
  unwrap(await rig.client.checkCode(code, `attempt-${++attempts}`, { kiosk, digits }, NEVER_ABORTED));
const lodge = (key: string, confirmation: string | null, more: Partial<LodgeRequest> = {}) =>
  rig.client.lodge(key, { ...CERTIFICATE, confirmation, ...more }, NEVER_ABORTED);

async function confirmed(key: string): Promise<void> {
  unwrap(await send(key));
  expect((await check(key)).outcome).toBe('right');
}

describe('a code', () => {
  test('when a code is sent, then it goes to the phone of the register, and the kiosk learns two digits of the number', async () => {
    const sent = unwrap(await send('code-1', { language: 'az' }));
    expect(sent).toMatchObject({ number: '+994 •• ••• •• 67', validSeconds: 300, tries: 3, more: true });
    expect(rig.office.phone.messages()).toMatchObject([
      { to: '+994 •• ••• •• 67', text: expect.stringMatching(/etibarlıdır/) },
    ]);
    const said = JSON.stringify(rig.wire.exchanges.map(({ responseBody }) => responseBody));
    expect(said).not.toContain(PHONE.slice(4));
    expect(said).not.toContain(newest());
  });

  test('when the request is repeated, then one message is sent, and another language under the same key is refused', async () => {
    const first = unwrap(await send('code-1'));
    expect(unwrap(await send('code-1'))).toEqual(first);
    expect(rig.office.phone.messages()).toHaveLength(1);
    expect(await rig.client.sendCode('code-1', { ...ASKED, language: 'ru' }, NEVER_ABORTED)).toEqual(
      refusalResult('idempotency-conflict'),
    );
  });

  test('when the code is typed wrongly three times, then the code is over, also for the right digits', async () => {
    unwrap(await send('code-1'));
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'wrong', tries: 2 });
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'wrong', tries: 1 });
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'over', tries: 0 });
    expect(await check('code-1')).toMatchObject({ outcome: 'over', tries: 0 });
  });

  test('when one attempt is repeated, then both requests cost one try and have one answer', async () => {
    unwrap(await send('code-1'));
    const ask = (digits: string) => rig.client.checkCode('code-1', 'attempt', { kiosk: 'K5', digits }, NEVER_ABORTED);
    const digits = wrong();
    for (let time = 0; time < 5; time++)
      expect(unwrap(await ask(digits))).toMatchObject({ outcome: 'wrong', tries: 2 });
    expect(await ask(newest())).toEqual(refusalResult('idempotency-conflict'));
    expect(await check('code-1')).toMatchObject({ outcome: 'right' });
    expect(unwrap(await ask(digits))).toMatchObject({ outcome: 'wrong' });
  });

  test('when five minutes have passed, then the code is over', async () => {
    unwrap(await send('code-1'));
    later(4.99);
    expect((await check('code-1')).outcome).toBe('right');
    unwrap(await send('code-2'));
    later(5);
    expect((await check('code-2')).outcome).toBe('over');
  });

  test('when a second code is sent to the same person, then the first code is over', async () => {
    unwrap(await send('code-1'));
    const first = newest();
    unwrap(await send('code-2'));
    expect((await check('code-1', first)).outcome).toBe('over');
    expect((await check('code-2')).outcome).toBe('right');
  });

  test('when the code is typed at another kiosk, or was never sent, then the outcome is over', async () => {
    unwrap(await send('code-1'));
    expect((await check('code-1', newest(), 'K7')).outcome).toBe('over');
    expect((await check('code-9')).outcome).toBe('over');
    expect((await check('code-1')).outcome).toBe('right');
  });

  test('when the register has no phone, or the card has no FIN, then no code is sent', async () => {
    expect(await rig.client.sendCode('code-1', { ...ASKED, ...OTHER }, NEVER_ABORTED)).toEqual(
      refusalResult('no-phone'),
    );
    expect(await rig.client.sendCode('code-2', { ...ASKED, fin: null }, NEVER_ABORTED)).toEqual(
      refusalResult('no-phone'),
    );
    expect(rig.office.phone.messages()).toEqual([]);
  });

  test('when three codes are sent to a person in 15 minutes, then a fourth is refused at every kiosk', async () => {
    expect(unwrap(await send('code-1')).more).toBe(true);
    expect(unwrap(await rig.client.sendCode('code-2', { ...ASKED, kiosk: 'K7' }, NEVER_ABORTED)).more).toBe(true);
    later(10);
    expect(unwrap(await send('code-3')).more).toBe(false);
    expect(await send('code-4')).toEqual(refusalResult('too-many-codes'));
    expect(unwrap(await send('code-3')).number).toContain('67');
    later(5);
    expect(unwrap(await send('code-5')).more).toBe(true);
  });

  test('when each code is typed correctly, then a person gets six codes in a row', async () => {
    for (let nth = 0; nth < 6; nth++) await confirmed(`code-${nth}`);
  });

  test("when a kiosk has sent 30 codes, then its next request is refused, and another kiosk's is not", async () => {
    for (let nth = 0; nth < 30; nth++)
      unwrap(await rig.client.sendCode(`code-${nth}`, { ...ASKED, fin: `5ABCD${10 + nth}` }, NEVER_ABORTED));
    expect(await rig.client.sendCode('code-30', { ...ASKED, fin: '5ABCD99' }, NEVER_ABORTED)).toEqual(
      refusalResult('too-many-codes'),
    );
    unwrap(await rig.client.sendCode('code-31', { ...ASKED, kiosk: 'K7', fin: '5ABCD99' }, NEVER_ABORTED));
  });

  test('when a kiosk has asked 30 times for codes to persons without a phone, then its requests are refused for 15 minutes', async () => {
    const ask = (key: string, kiosk = 'K5') => rig.client.sendCode(key, { ...ASKED, ...OTHER, kiosk }, NEVER_ABORTED);
    for (let nth = 0; nth < 30; nth++) expect(await ask(`code-${nth}`)).toEqual(refusalResult('no-phone'));
    expect(await ask('code-1')).toEqual(refusalResult('no-phone'));
    expect(await ask('code-30')).toEqual(refusalResult('too-many-codes'));
    expect(await send('code-31')).toEqual(refusalResult('too-many-codes'));
    expect(await ask('code-32', 'K7')).toEqual(refusalResult('no-phone'));
    later(15);
    unwrap(await send('code-33'));
  });
});

describe('service that shows data of a register', () => {
  test('when only the zone of the card was read, then lodging is refused', async () => {
    expect(await lodge('a-1', null)).toEqual(refusalResult('not-confirmed'));
    expect(await lodge('a-1', 'no-such-code')).toEqual(refusalResult('not-confirmed'));
    unwrap(await send('code-1'));
    expect(await lodge('a-1', 'code-1')).toEqual(refusalResult('not-confirmed'));
    expect(await rig.office.entries()).toEqual([]);
  });

  test('when a code was typed, then the code confirms one application', async () => {
    await confirmed('code-1');
    const first = unwrap(await lodge('a-1', 'code-1'));
    expect(unwrap(await lodge('a-1', 'code-1'))).toEqual(first);
    expect(await lodge('a-2', 'code-1')).toEqual(refusalResult('not-confirmed'));
  });

  test('when the chip was read, then the application is lodged without a code', async () => {
    unwrap(await lodge('a-1', null, { applicant: { ...CERTIFICATE.applicant!, assurance: 'chip' } }));
  });

  test.each<[string, Partial<LodgeRequest>]>([
    ['another person', { applicant: { ...CERTIFICATE.applicant!, fin: '1AAAA11' } }],
    ['another kiosk', { kiosk: 'K7' }],
  ])('when the code belongs to %s, then lodging is refused', async (_, more) => {
    await confirmed('code-1');
    expect(await lodge('a-1', 'code-1', more)).toEqual(refusalResult('not-confirmed'));
    unwrap(await lodge('a-2', 'code-1'));
  });

  test('when 30 minutes have passed since the code was typed, then lodging is refused', async () => {
    await confirmed('code-1');
    later(30);
    expect(await lodge('a-1', 'code-1')).toEqual(refusalResult('not-confirmed'));
  });

  test('when a paper is printed again, then the office wants a new code or a read chip', async () => {
    await confirmed('code-1');
    const { reference } = unwrap(await lodge('a-1', 'code-1'));
    unwrap(await rig.client.register('a-1', null, NEVER_ABORTED));
    const paper = (confirmation: string | null, more: Partial<OwnApplicationRequest> = {}): OwnApplicationRequest => ({
      kiosk: 'K5',
      reference,
      ...WHO,
      assurance: 'zone',
      confirmation,
      ...more,
    });
    expect(await rig.client.duplicate('d-1', paper(null), NEVER_ABORTED)).toEqual(refusalResult('not-confirmed'));
    expect(await rig.client.duplicate('d-1', paper('code-1'), NEVER_ABORTED)).toEqual(refusalResult('not-confirmed'));
    await confirmed('code-2');
    expect(unwrap(await rig.client.duplicate('d-1', paper('code-2'), NEVER_ABORTED))).toBe(1);
    expect(unwrap(await rig.client.duplicate('d-1', paper('code-2'), NEVER_ABORTED))).toBe(1);
    expect(await rig.client.duplicate('d-2', paper('code-2'), NEVER_ABORTED)).toEqual(refusalResult('not-confirmed'));
    expect(unwrap(await rig.client.duplicate('d-2', paper(null, { assurance: 'chip' }), NEVER_ABORTED))).toBe(2);
  });

  test('when the code was typed for another application, then printing again is refused', async () => {
    await confirmed('code-1');
    const { reference } = unwrap(await lodge('a-1', 'code-1'));
    unwrap(await rig.client.register('a-1', null, NEVER_ABORTED));
    const paper: OwnApplicationRequest = {
      kiosk: 'K5',
      reference,
      ...WHO,
      confirmation: 'code-1',
      assurance: 'zone',
    };
    unwrap(await lodge('a-2', 'code-1', CARD));
    for (const key of ['a-1', 'a-2'])
      expect(await rig.client.duplicate(key, paper, NEVER_ABORTED)).toEqual(refusalResult('not-confirmed'));
  });

  test('when an officer completes the service, then lodging needs no code and leaves a typed code unused', async () => {
    unwrap(await lodge('a-1', null, CARD));
    await confirmed('code-1');
    unwrap(await lodge('a-2', 'code-1', { ...CARD, kiosk: 'K7' }));
    unwrap(await lodge('a-3', 'code-1'));
  });
});
