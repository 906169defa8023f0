import { describe, expect, test } from 'vitest';
import type { LodgeRequest, OwnRequest } from '../../device/back-office/contract.ts';
import { codeIn } from '../support/phone-code.ts';
import { lodgeRequest } from './lodge-request.ts';
import { must, NEVER, officeRig, refused } from './office-rig.ts';

/*
 * Codes to the phone of the register (docs/decisions/0023): who is taken for the person of a card, and for how long. As in
 * back-office.test.ts every exchange is held against openapi.yaml afterwards.
 */

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
/** An officer completes it. */
const CARD = { service: 'identity-card-replacement', tier: '10-days', amount: 500, tariffDate: '2022-08-15' };

const rig = officeRig('2026-11-24T10:00:00Z', { phoneOf: (fin) => (fin === OTHER.fin ? null : PHONE) });
let attempts = 0;

const later = (minutes: number) => {
  rig.later(minutes * MINUTE_MS);
};
const send = (key: string, more: Partial<typeof ASKED> = {}) => rig.client.sendCode(key, { ...ASKED, ...more }, NEVER);
const newest = (): string => codeIn(rig.office.phone.messages()) ?? 'no message';
/** Never the one that was sent. */
const wrong = (): string => String((Number(newest()) + 1) % 1_000_000).padStart(6, '0');
const check = async (code: string, digits = newest(), kiosk = 'K5') =>
  must(await rig.client.checkCode(code, `attempt-${++attempts}`, { kiosk, digits }, NEVER));
const lodge = (key: string, confirmation: string | null, more: Partial<LodgeRequest> = {}) =>
  rig.client.lodge(key, { ...CERTIFICATE, confirmation, ...more }, NEVER);

async function confirmed(key: string): Promise<void> {
  must(await send(key));
  expect((await check(key)).outcome).toBe('right');
}

describe('a code', () => {
  test('goes to the phone of the register, in the language of the visit, and the kiosk learns two digits of it', async () => {
    const sent = must(await send('code-1', { language: 'az' }));
    expect(sent).toMatchObject({ number: '+994 •• ••• •• 67', validSeconds: 300, tries: 3, more: true });
    expect(rig.office.phone.messages()).toMatchObject([
      { to: '+994 •• ••• •• 67', text: expect.stringMatching(/etibarlıdır/) },
    ]);
    const said = JSON.stringify(rig.wire.exchanges.map(({ responseBody }) => responseBody));
    expect(said).not.toContain(PHONE.slice(4));
    expect(said).not.toContain(newest());
  });

  test('is sent once, however often its question is asked', async () => {
    const first = must(await send('code-1'));
    expect(must(await send('code-1'))).toEqual(first);
    expect(rig.office.phone.messages()).toHaveLength(1);
    expect(await rig.client.sendCode('code-1', { ...ASKED, language: 'ru' }, NEVER)).toEqual(
      refused('idempotency-conflict'),
    );
  });

  test('may be typed wrongly twice, and is over after the third time, whatever comes then', async () => {
    must(await send('code-1'));
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'wrong', tries: 2 });
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'wrong', tries: 1 });
    expect(await check('code-1', wrong())).toMatchObject({ outcome: 'over', tries: 0 });
    expect(await check('code-1')).toMatchObject({ outcome: 'over', tries: 0 });
  });

  test('costs a try once for each attempt, however often that is asked about', async () => {
    must(await send('code-1'));
    const ask = (digits: string) => rig.client.checkCode('code-1', 'attempt', { kiosk: 'K5', digits }, NEVER);
    const digits = wrong();
    for (let time = 0; time < 5; time++) expect(must(await ask(digits))).toMatchObject({ outcome: 'wrong', tries: 2 });
    expect(await ask(newest())).toEqual(refused('idempotency-conflict'));
    expect(await check('code-1')).toMatchObject({ outcome: 'right' });
    expect(must(await ask(digits))).toMatchObject({ outcome: 'wrong' });
  });

  test('is valid for five minutes', async () => {
    must(await send('code-1'));
    later(4.99);
    expect((await check('code-1')).outcome).toBe('right');
    must(await send('code-2'));
    later(5);
    expect((await check('code-2')).outcome).toBe('over');
  });

  test('is over when another is sent to the same person here', async () => {
    must(await send('code-1'));
    const first = newest();
    must(await send('code-2'));
    expect((await check('code-1', first)).outcome).toBe('over');
    expect((await check('code-2')).outcome).toBe('right');
  });

  test('is nothing at another kiosk, and nothing where none was sent', async () => {
    must(await send('code-1'));
    expect((await check('code-1', newest(), 'K7')).outcome).toBe('over');
    expect((await check('code-9')).outcome).toBe('over');
    expect((await check('code-1')).outcome).toBe('right');
  });

  test('is not sent to whom the register has no phone of', async () => {
    expect(await rig.client.sendCode('code-1', { ...ASKED, ...OTHER }, NEVER)).toEqual(refused('no-phone'));
    expect(await rig.client.sendCode('code-2', { ...ASKED, fin: null }, NEVER)).toEqual(refused('no-phone'));
    expect(rig.office.phone.messages()).toEqual([]);
  });

  test('is sent three times in fifteen minutes to a person who types none, at whichever kiosk', async () => {
    expect(must(await send('code-1')).more).toBe(true);
    expect(must(await rig.client.sendCode('code-2', { ...ASKED, kiosk: 'K7' }, NEVER)).more).toBe(true);
    later(10);
    expect(must(await send('code-3')).more).toBe(false);
    expect(await send('code-4')).toEqual(refused('too-many-codes'));
    // The same question is still answered as before.
    expect(must(await send('code-3')).number).toContain('67');
    later(5);
    expect(must(await send('code-5')).more).toBe(true);
  });

  test('is sent as often as somebody types it', async () => {
    for (let nth = 0; nth < 6; nth++) await confirmed(`code-${nth}`);
  });

  test('is sent thirty times from one kiosk', async () => {
    for (let nth = 0; nth < 30; nth++)
      must(await rig.client.sendCode(`code-${nth}`, { ...ASKED, fin: `5ABCD${10 + nth}` }, NEVER));
    expect(await rig.client.sendCode('code-30', { ...ASKED, fin: '5ABCD99' }, NEVER)).toEqual(
      refused('too-many-codes'),
    );
    must(await rig.client.sendCode('code-31', { ...ASKED, kiosk: 'K7', fin: '5ABCD99' }, NEVER));
  });

  test('is asked for thirty times from one kiosk where nobody has a phone either', async () => {
    const ask = (key: string, kiosk = 'K5') => rig.client.sendCode(key, { ...ASKED, ...OTHER, kiosk }, NEVER);
    for (let nth = 0; nth < 30; nth++) expect(await ask(`code-${nth}`)).toEqual(refused('no-phone'));
    // The same question is still answered as before.
    expect(await ask('code-1')).toEqual(refused('no-phone'));
    expect(await ask('code-30')).toEqual(refused('too-many-codes'));
    expect(await send('code-31')).toEqual(refused('too-many-codes'));
    expect(await ask('code-32', 'K7')).toEqual(refused('no-phone'));
    later(15);
    must(await send('code-33'));
  });
});

describe('what shows data of a register', () => {
  test('is not lodged for somebody whom only a zone says', async () => {
    expect(await lodge('a-1', null)).toEqual(refused('not-confirmed'));
    expect(await lodge('a-1', 'no-such-code')).toEqual(refused('not-confirmed'));
    must(await send('code-1'));
    expect(await lodge('a-1', 'code-1')).toEqual(refused('not-confirmed'));
    expect(await rig.office.entries()).toEqual([]);
  });

  test('is lodged for who typed a code, once', async () => {
    await confirmed('code-1');
    const first = must(await lodge('a-1', 'code-1'));
    // The same question again is the same application; another is not confirmed by it.
    expect(must(await lodge('a-1', 'code-1'))).toEqual(first);
    expect(await lodge('a-2', 'code-1')).toEqual(refused('not-confirmed'));
  });

  test('is lodged for whose chip was read', async () => {
    must(await lodge('a-1', null, { applicant: { ...CERTIFICATE.applicant!, assurance: 'chip' } }));
  });

  test.each<[string, Partial<LodgeRequest>]>([
    ['another person', { applicant: { ...CERTIFICATE.applicant!, fin: '1AAAA11' } }],
    ['another kiosk', { kiosk: 'K7' }],
  ])('is not lodged with the code of %s', async (_, more) => {
    await confirmed('code-1');
    expect(await lodge('a-1', 'code-1', more)).toEqual(refused('not-confirmed'));
    must(await lodge('a-2', 'code-1'));
  });

  test('is not lodged half an hour after the code was typed', async () => {
    await confirmed('code-1');
    later(30);
    expect(await lodge('a-1', 'code-1')).toEqual(refused('not-confirmed'));
  });

  test('is not printed once more without being confirmed anew', async () => {
    await confirmed('code-1');
    const { reference } = must(await lodge('a-1', 'code-1'));
    must(await rig.client.register('a-1', null, NEVER));
    const paper = (confirmation: string | null, more: Partial<OwnRequest> = {}): OwnRequest => ({
      kiosk: 'K5',
      reference,
      ...WHO,
      assurance: 'zone',
      confirmation,
      ...more,
    });
    expect(await rig.client.duplicate('d-1', paper(null), NEVER)).toEqual(refused('not-confirmed'));
    expect(await rig.client.duplicate('d-1', paper('code-1'), NEVER)).toEqual(refused('not-confirmed'));
    await confirmed('code-2');
    expect(must(await rig.client.duplicate('d-1', paper('code-2'), NEVER))).toBe(1);
    expect(must(await rig.client.duplicate('d-1', paper('code-2'), NEVER))).toBe(1);
    expect(await rig.client.duplicate('d-2', paper('code-2'), NEVER)).toEqual(refused('not-confirmed'));
    expect(must(await rig.client.duplicate('d-2', paper(null, { assurance: 'chip' }), NEVER))).toBe(2);
  });

  test('is not printed once more because the same code was typed for something else', async () => {
    await confirmed('code-1');
    const { reference } = must(await lodge('a-1', 'code-1'));
    must(await rig.client.register('a-1', null, NEVER));
    const paper: OwnRequest = {
      kiosk: 'K5',
      reference,
      ...WHO,
      confirmation: 'code-1',
      assurance: 'zone',
    };
    must(await lodge('a-2', 'code-1', CARD));
    for (const key of ['a-1', 'a-2'])
      expect(await rig.client.duplicate(key, paper, NEVER)).toEqual(refused('not-confirmed'));
  });

  test('wants nothing of the kind where an officer completes it, and uses no code up', async () => {
    must(await lodge('a-1', null, CARD));
    await confirmed('code-1');
    must(await lodge('a-2', 'code-1', { ...CARD, kiosk: 'K7' }));
    must(await lodge('a-3', 'code-1'));
  });
});
