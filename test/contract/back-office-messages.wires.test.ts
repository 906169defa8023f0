import { afterEach, describe, expect, test } from 'vitest';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import type { Language } from '../../device/words/language.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0025 */

const MINUTE_MS = 60_000;
const PHONE = '+994001112267';
const MASKED = '+994 •• ••• •• 67';
const AYSEL = { fin: '5ABCD12', documentNumber: 'AA1234567', surname: 'MAMMADOVA', givenNames: 'AYSEL' };
const WITHOUT_PHONE = '7KM2P4T';
const CARD: LodgeRequest = lodgeRequest({
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  applicant: { ...AYSEL, birthDate: '1990-01-02', assurance: 'chip' },
  answers: { mobile: '501234567' },
});
const PAYMENT = {
  terminalId: '12345678',
  traceNumber: '000042',
  receiptNumber: '0008',
  amount: 500,
  at: '2026-11-24T14:32:00+04:00',
};

const rig = officeRig('2026-11-24T10:00:00Z', {
  statusUrl: 'https://state.example/',
  phoneOf: (fin) => (fin === WITHOUT_PHONE ? null : PHONE),
});

const later = (minutes: number) => {
  rig.later(minutes * MINUTE_MS);
};
const ask = (key: string, { kiosk = 'K5', language = 'az' as Language } = {}) =>
  rig.client.sendMessage(key, { kiosk, language }, NEVER_ABORTED);
const texts = () => rig.office.phone.messages().map(({ text }) => text);

const lodge = async (key: string, more: Partial<LodgeRequest> = {}) =>
  unwrap(await rig.client.lodge(key, { ...CARD, ...more }, NEVER_ABORTED)).reference;

async function registered(key: string, more: Partial<LodgeRequest> = {}): Promise<string> {
  const reference = await lodge(key, more);
  unwrap(await rig.client.register(key, (more.amount ?? CARD.amount) === 0 ? null : PAYMENT, NEVER_ABORTED));
  return reference;
}

const ofPerson = (fin: string | null) => ({ applicant: { ...CARD.applicant!, fin } });
const FREE = { tariffDate: null, amount: 0, ready: null, answers: {} };

describe('a message', () => {
  test.each<[Language, string, string]>([
    ['az', 'Müraciətin nömrəsi', 'Hazır olacaq: 04.12.2026'],
    ['ru', 'Номер заявления', 'Будет готово: 04.12.2026'],
    ['en', 'Application number', 'Ready on: 04.12.2026'],
  ])(
    'when a message is sent in %s, then it has reference, ticket, window, day and address, and the kiosk learns two digits of the number',
    async (language, opens, day) => {
      const reference = await registered('a-1');
      expect(unwrap(await ask('a-1', { language }))).toEqual({ number: MASKED });
      const [text = ''] = texts();
      const { ticket = '', window = '' } = (await rig.office.entries())[0]?.registered?.appointment ?? {};
      for (const part of [`${opens}: ${reference}`, ticket, window, day, `https://state.example/${reference}`])
        expect(text).toContain(part);
      const said = JSON.stringify(rig.wire.exchanges.map(({ responseBody }) => responseBody));
      expect(said).not.toContain(PHONE.slice(4));
    },
  );

  test('when the document names a person, then the message has no name, no title and no data of a register', async () => {
    await registered('a-1', { ...FREE, service: 'family-members-certificate', tier: 'at-once' });
    unwrap(await ask('a-1'));
    const { document: paper } = (await rig.office.entries())[0]?.registered ?? {};
    const secrets = [...Object.values(AYSEL), paper?.title ?? '', ...(paper?.lines ?? [])];
    expect(secrets.length).toBeGreaterThan(6);
    for (const secret of secrets) expect(texts()[0]).not.toContain(secret);
    expect(texts()[0]).toMatch(
      /^Müraciətin nömrəsi: \S+\. Arayış \S+ çapa hazırdır: pəncərə \S+, mərtəbə 1\. Müraciətin vəziyyəti: \S+$/,
    );
  });

  test('when one payment was for several applications, then the message has their references, and no other', async () => {
    const sale = { key: 'sale-1', amount: 1_000 };
    await registered('other');
    const references: string[] = [];
    for (const key of ['sale-1.1', 'sale-1.2']) {
      references.push(await lodge(key));
      unwrap(await rig.client.register(key, { ...PAYMENT, sale }, NEVER_ABORTED));
    }
    unwrap(await ask('sale-1.1', { language: 'en' }));
    expect(texts()[0]).toContain(`Application numbers: ${references.join(', ')}. `);
  });

  test('when the answer is lost or the office restarts, then the application still gets one message', async () => {
    await registered('a-1');
    rig.office.trouble.set('lost-answer');
    expect(await ask('a-1')).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    rig.office.trouble.set(null);
    expect(unwrap(await ask('a-1'))).toEqual({ number: MASKED });
    expect(texts()).toHaveLength(1);
    expect(await ask('a-1', { language: 'ru' })).toEqual(refusalResult('idempotency-conflict'));
    await rig.close();
    await rig.open();
    expect(unwrap(await ask('a-1'))).toEqual({ number: MASKED });
    expect(texts()).toEqual([]);
  });

  test('when a person got three messages in 15 minutes, then a fourth is refused at every kiosk', async () => {
    for (const [nth, kiosk] of ['K5', 'K7', 'K5', 'K5'].entries()) await registered(`a-${nth}`, { kiosk });
    unwrap(await ask('a-0'));
    unwrap(await ask('a-1', { kiosk: 'K7' }));
    later(10);
    unwrap(await ask('a-2'));
    expect(await ask('a-3')).toEqual(refusalResult('too-many-messages'));
    unwrap(await ask('a-2'));
    await registered('b-0', ofPerson('6XY2P4T'));
    unwrap(await ask('b-0'));
    later(5);
    unwrap(await ask('a-3'));
    expect(texts()).toHaveLength(5);
  });
});

describe('refused message', () => {
  afterEach(() => expect(texts()).toEqual([]));

  test('when the application is unknown or of another kiosk, then no message is sent', async () => {
    await registered('a-1');
    expect(await ask('a-1', { kiosk: 'K7' })).toEqual(refusalResult('unknown-application'));
    expect(await ask('a-9')).toEqual(refusalResult('unknown-application'));
  });

  test('when the application is not finally registered, or withdrawn, then no message is sent', async () => {
    await lodge('a-1');
    expect(await ask('a-1')).toEqual(refusalResult('unknown-application'));
    unwrap(await rig.client.register('a-1', PAYMENT, NEVER_ABORTED, 'offered'));
    expect(await ask('a-1')).toEqual(refusalResult('unknown-application'));
    unwrap(await rig.client.withdraw('a-1', 'not-issued', NEVER_ABORTED));
    expect(await ask('a-1')).toEqual(refusalResult('unknown-application'));
  });

  test('when there is no applicant, or the register has no phone, then no message is sent', async () => {
    await registered('a-1', ofPerson(WITHOUT_PHONE));
    expect(await ask('a-1')).toEqual(refusalResult('no-phone'));
    await registered('a-2', { ...FREE, service: 'queue-ticket', tier: null, applicant: null });
    expect(await ask('a-2')).toEqual(refusalResult('no-phone'));
  });
});
