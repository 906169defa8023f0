import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { createDocumentCheck, type DocumentToPrint } from '../../device/document/check.ts';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import type { OfferedService } from '../../simulators/back-office/services.ts';
import { seededRandom } from '../../simulators/random.ts';
import { anotherSeal, certificateDer, opensslVerify } from '../support/sealed-documents.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0029 */

const SERVICES: readonly OfferedService[] = [
  {
    id: 'address-certificate',
    title: 'Ünvan arayışı',
    agency: 'Daxili İşlər Nazirliyi',
    paper: 'certificate',
    identification: 'zone',
    group: 'certificates',
    sendsToWindow: false,
  },
];
const AYSEL = { fin: '5ABCD12', documentNumber: 'AA1234567', surname: 'MƏMMƏDOVA', givenNames: 'AYSEL' };
const CERTIFICATE: LodgeRequest = lodgeRequest({
  service: 'address-certificate',
  tier: 'at-once',
  answers: { presentedTo: 'Bank' },
  applicant: { ...AYSEL, birthDate: '1990-01-02', assurance: 'chip' },
});

const rig = officeRig('2026-11-24T21:00:00Z', {
  services: SERVICES,
  verifyUrl: 'https://verify.example/d',
});

const read = (key: string, kiosk = 'K5') => rig.client.readDocument(key, kiosk, NEVER_ABORTED);

async function registered(key: string, more: Partial<LodgeRequest> = {}): Promise<DocumentToPrint> {
  unwrap(await rig.client.lodge(key, { ...CERTIFICATE, ...more }, NEVER_ABORTED));
  const { reference, document: its } = unwrap(await rig.client.register(key, null, NEVER_ABORTED));
  return { reference, number: its?.number ?? '', fin: its?.person.fin ?? '' };
}

const BELIEVED = [certificateDer(sampleSeal())];
const checkWith = (believed: readonly Uint8Array[], clock: () => Date | null = () => rig.now) =>
  createDocumentCheck({
    load: async () => ({ read: readSealedDocument, believed }),
    now: clock,
    today: () => new Date(rig.now.getTime() + 4 * 3_600_000).toISOString().slice(0, 10),
  });

describe('the document of an application', () => {
  test('when the document is read, then its seal verifies, and its facts match the registration', async () => {
    const asked = await registered('one');
    const { pdf, number, reference } = unwrap(await read('one'));
    expect({ number, reference }).toEqual({ number: asked.number, reference: asked.reference });
    const checked = unwrap(await checkWith(BELIEVED)(pdf, asked));
    expect(checked).toMatchObject({
      sealedAt: rig.now,
      by: { name: 'Sample office seal (TEST ONLY)' },
      facts: {
        number,
        reference,
        service: 'address-certificate',
        title: 'Ünvan arayışı',
        pages: 1,
        agency: 'Daxili İşlər Nazirliyi',
        person: { name: 'MƏMMƏDOVA AYSEL', fin: '5ABCD12' },
        // At the centre (UTC+4) it is already the next day.
        issuedOn: '2026-11-25',
        validUntil: '2026-12-25',
        lines: expect.arrayContaining(['NÜMUNƏ: aşağıdakı məlumat uydurulub.', 'Arayış təqdim olunur: Bank']),
      },
    });
    expect(opensslVerify(pdf, sampleSeal().certificate.toString())).toBe('verified');
  });

  test('when the document is read in parallel, later or after a restart, then its bytes are the same', async () => {
    await registered('one');
    const together = await Promise.all([read('one'), read('one'), read('one')]);
    const [first, ...others] = together.map((answer) => unwrap(answer).pdf);
    expect(others).toEqual([first, first]);
    rig.now = new Date('2026-11-25T08:00:00Z');
    expect(unwrap(await read('one')).pdf).toEqual(first);
    await rig.close();
    await rig.open({ verifyUrl: 'https://elsewhere.example/', seal: anotherSeal() });
    expect(unwrap(await read('one')).pdf).toEqual(first);
  });

  test('when two offices on one store are asked at the same time, then the bytes are the same', async () => {
    await registered('one');
    const other = await startBackOffice({
      now: () => rig.now,
      random: seededRandom(43),
      services: SERVICES,
      store: join(rig.folder, 'office.db'),
      verifyUrl: 'https://verify.example/d',
      secureBytes: (count: number) => new Uint8Array(count).fill(7),
    });
    try {
      const there = createBackOffice({
        baseUrl: other.url,
        timeoutMs: 10_000,
        newKey: randomUUID,
        clock: new SimulatedClock(),
      });
      const [here, their] = await Promise.all([read('one'), there.readDocument('one', 'K5', NEVER_ABORTED)]);
      expect(unwrap(their).pdf).toEqual(unwrap(here).pdf);
      expect(unwrap(await read('one')).pdf).toEqual(unwrap(here).pdf);
    } finally {
      await other.close();
    }
  });

  test('when the answer is lost or the office is still at work, then a later request gets the document', async () => {
    await registered('one');
    rig.office.trouble.set('lost-answer');
    expect(await read('one')).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    rig.office.trouble.set('in-progress');
    expect(await read('one')).toEqual({
      ok: false,
      error: { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 1_000 },
    });
    rig.office.trouble.set(null);
    expect(await read('one')).toMatchObject({ ok: true });
  });

  test('when the application is of another kiosk, not registered or withdrawn, then the document is refused', async () => {
    unwrap(await rig.client.lodge('one', CERTIFICATE, NEVER_ABORTED));
    expect(await read('one')).toEqual(refusalResult('unknown-application'));
    expect(await read('nobody')).toEqual(refusalResult('unknown-application'));
    unwrap(await rig.client.register('one', null, NEVER_ABORTED));
    expect(await read('one', 'K6')).toEqual(refusalResult('unknown-application'));
    unwrap(await rig.client.withdraw('one', 'not-printed', NEVER_ABORTED));
    expect(await read('one')).toEqual(refusalResult('withdrawn'));
    await registered('ticket', { service: 'queue-ticket', applicant: null, answers: { topic: 'family' } });
    expect(await read('ticket')).toEqual(refusalResult('no-document'));
  });

  test('when another kiosk prints the paper again, then the document has the same bytes', async () => {
    const { reference } = await registered('one');
    const { pdf } = unwrap(await read('one'));
    const { fin, documentNumber } = AYSEL;
    const claim = { kiosk: 'K6', reference, fin, documentNumber, assurance: 'chip', confirmation: null } as const;
    unwrap(await rig.client.duplicate('more', claim, NEVER_ABORTED));
    expect(unwrap(await read('more', 'K6')).pdf).toEqual(pdf);
  });
});

describe('the check of a kiosk', () => {
  test('when the office sends a wrong document, a document of another person or an expired document, then the kiosk refuses the document', async () => {
    const asked = await registered('one');
    const { pdf } = unwrap(await read('one'));
    const check = checkWith(BELIEVED);
    const other = { ok: false, error: { code: 'BKO-105', kind: 'other-document' } };
    expect(await check(pdf, { ...asked, number: 'AÜ-2026-000002' })).toEqual(other);
    expect(await check(pdf, { ...asked, reference: 'K5-7QF2-62' })).toEqual(other);
    expect(await check(pdf, { ...asked, fin: '7KM2P4T' })).toEqual({
      ok: false,
      error: { code: 'BKO-105', kind: 'other-person' },
    });
    rig.now = new Date('2026-12-25T19:59:00Z');
    expect(await check(pdf, asked)).toMatchObject({ ok: true });
    rig.now = new Date('2026-12-25T20:01:00Z');
    expect(await check(pdf, asked)).toEqual({ ok: false, error: { code: 'BKO-126', kind: 'expired' } });
    expect(await checkWith(BELIEVED, () => null)(pdf, asked)).toMatchObject({ ok: true });
  });

  test('when the seal is not in the profile, then the check refuses the document', async () => {
    await rig.close();
    await rig.open({ seal: anotherSeal() });
    const asked = await registered('one');
    const { pdf } = unwrap(await read('one'));
    expect(await checkWith(BELIEVED)(pdf, asked)).toMatchObject({ ok: false, error: { code: 'BKO-124' } });
    expect(await checkWith([certificateDer(anotherSeal())])(pdf, asked)).toMatchObject({ ok: true });
  });
});

describe('holder of the paper', () => {
  async function paper(): Promise<URLSearchParams> {
    const asked = await registered('one');
    const { facts } = unwrap(await checkWith(BELIEVED)(unwrap(await read('one')).pdf, asked));
    expect(facts.verifyUrl).toMatch(/^https:\/\/verify\.example\/d\?number=/);
    return new URL(facts.verifyUrl).searchParams;
  }
  const ask = async (number: string, code: string) => {
    const answer = await fetch(
      `${rig.wire.url}/v1/verify/${encodeURIComponent(number)}?${new URLSearchParams({ code })}`,
    );
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test('when number and code of the paper are asked, then the answer has title, agency, dates and state, and no person', async () => {
    const its = await paper();
    const [number, code] = [its.get('number') ?? '', its.get('code') ?? ''];
    const valid = {
      number,
      title: 'Ünvan arayışı',
      agency: 'Daxili İşlər Nazirliyi',
      state: 'valid',
      issuedOn: '2026-11-25',
      validUntil: '2026-12-25',
    };
    expect(await ask(number, code)).toEqual({ status: 200, body: valid });
    expect((await ask(number, code.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    rig.now = new Date('2027-01-01T00:00:00Z');
    expect((await ask(number, code)).body).toEqual({ ...valid, state: 'expired' });
    unwrap(await rig.client.withdraw('one', 'not-printed', NEVER_ABORTED));
    expect((await ask(number, code)).body).toEqual({ ...valid, state: 'withdrawn' });
  });

  test('when number or code is wrong, then every answer is the same', async () => {
    const its = await paper();
    const number = its.get('number') ?? '';
    const wrong = await ask(number, '0000-0000-0000-0000');
    expect(wrong).toMatchObject({ status: 404, body: { code: 'unknown-document' } });
    expect(await ask('AÜ-2026-999999', its.get('code') ?? '')).toEqual(wrong);
    await registered('two');
    expect(await ask('AÜ-2026-000002', '0000-0000-0000-0000')).toEqual(wrong);
  });
});
