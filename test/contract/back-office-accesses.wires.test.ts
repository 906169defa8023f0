import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { accessPurposeOfCode } from '../../simulators/back-office/accesses.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, unwrap } from './office-rig.ts';

const AYSEL = { fin: '5ABCD12', documentNumber: 'AA1234567' };
const CERTIFICATE = catalogue().services.find(({ id }) => id === 'family-members-certificate')!;

const rig = officeRig('2026-11-24T20:05:00Z', {
  services: catalogue().services.map(toOfficeService),
  phoneOf: () => '+994001112267',
  drawCode: () => '482913',
});

const lodging = (more: Partial<LodgeRequest> = {}): LodgeRequest =>
  lodgeRequest({
    service: CERTIFICATE.id,
    tier: CERTIFICATE.tiers[0]!.id,
    confirmation: 'code-1',
    applicant: { ...AYSEL, surname: 'MAMMADOVA', givenNames: 'AYSEL', birthDate: '1990-01-02', assurance: 'zone' },
    ...more,
  });

async function confirmed(): Promise<void> {
  unwrap(await rig.client.sendCode('code-1', { kiosk: 'K5', language: 'az', ...AYSEL }, NEVER_ABORTED));
  unwrap(await rig.client.checkCode('code-1', 'try-1', { kiosk: 'K5', digits: '482913' }, NEVER_ABORTED));
}

const read = async (key: string, kiosk = 'K5') => rig.client.accesses(key, { kiosk }, NEVER_ABORTED);
const registers = async (key: string) => unwrap(await read(key)).map(({ register, at }) => `${register} ${at}`);

describe('log of what was read about an applicant', () => {
  test('when an application is confirmed, lodged and messaged, then the log has each reading of personal data in the time of the centre', async () => {
    await confirmed();
    rig.now = new Date('2026-11-24T20:07:00Z');
    unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    unwrap(await rig.client.register('a-1', null, NEVER_ABORTED));
    const ofService = CERTIFICATE.registers.map(({ id }) => `${id} 2026-11-25T00:07`);
    expect(await registers('a-1')).toEqual(['phone-numbers 2026-11-25T00:05', ...ofService]);
    rig.now = new Date('2026-11-24T20:09:00Z');
    unwrap(await rig.client.sendMessage('a-1', { kiosk: 'K5', language: 'az' }, NEVER_ABORTED));
    const all = ['phone-numbers 2026-11-25T00:05', ...ofService, 'phone-numbers 2026-11-25T00:09'];
    expect(await registers('a-1')).toEqual(all);
    expect(unwrap(await read('a-1'))[1]).toMatchObject({
      title: CERTIFICATE.registers[0]?.title.az,
      reader: CERTIFICATE.agency.az,
    });
  });

  test('when requests are repeated and the office restarts, then the log has each reading of personal data once', async () => {
    await confirmed();
    unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    const once = await registers('a-1');
    unwrap(await rig.client.sendCode('code-1', { kiosk: 'K5', language: 'az', ...AYSEL }, NEVER_ABORTED));
    unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    await rig.close();
    await rig.open();
    expect(await registers('a-1')).toEqual(once);
  });

  test('when another kiosk or another key asks for the log, then it is refused, and an application without a person has no readings', async () => {
    await confirmed();
    unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    const refused = { ok: false, error: { code: 'BKO-102', kind: 'refused', reason: 'unknown-application' } };
    expect(await read('a-1', 'K6')).toEqual(refused);
    expect(await read('a-2')).toEqual(refused);
    const ticket = {
      service: 'queue-ticket',
      tier: null,
      applicant: null,
      confirmation: null,
      answers: { topic: 'legal' },
    };
    unwrap(await rig.client.lodge('a-3', lodging(ticket), NEVER_ABORTED));
    expect(await registers('a-3')).toEqual([]);
  });

  test('when the document number is typed on the page of a reference, then the page lists the readings of personal data', async () => {
    await confirmed();
    const { reference } = unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    unwrap(await rig.client.register('a-1', null, NEVER_ABORTED));
    const address = `${rig.office.url}/a/${reference}?lang=en`;
    const asked = async (number: string) => {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ document: number }) });
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await (await fetch(address)).text()).not.toContain(CERTIFICATE.registers[0]!.title.az);
    const page = await asked(AYSEL.documentNumber);
    for (const { title, reader } of unwrap(await read('a-1'))) {
      expect(page).toContain(title);
      expect(page).toContain(reader);
    }
    expect(page.match(/<li>/g)).toHaveLength(unwrap(await read('a-1')).length);
    expect(page).toContain('25.11.2026 00:05');
    expect(await asked('AA0000000')).toContain('There is no such application');
    expect(await asked('<script>')).not.toContain('<script>');
  });

  test('when an address guesses 60 wrong document numbers, then it must wait, and the owner at another address is still answered', async () => {
    await confirmed();
    const { reference } = unwrap(await rig.client.lodge('a-1', lodging(), NEVER_ABORTED));
    const from = (localAddress: string) => (number: string) =>
      askStatusPage(`${rig.office.url}/a/${reference}?lang=en`, number, localAddress);
    const [stranger, owner] = [from('127.0.0.2'), from('127.0.0.3')];
    for (let tries = 0; tries < 60; tries += 1) expect(await stranger('AA0000000')).toMatch(/^200 /);
    expect(await stranger(AYSEL.documentNumber)).toMatch(/^429 .*Too many attempts/s);
    expect(await owner(AYSEL.documentNumber)).toMatch(/^200 .*continued/s);
    // After the 60 wrong guesses, each new address has three tries.
    const another = from('127.0.0.4');
    for (let tries = 0; tries < 3; tries += 1) expect(await another('AA0000000')).toMatch(/^200 /);
    expect(await another(AYSEL.documentNumber)).toMatch(/^429 /);
    expect(await owner(AYSEL.documentNumber)).toMatch(/^200 /);
    rig.now = new Date('2026-11-24T20:20:00Z');
    expect(await stranger(AYSEL.documentNumber)).toMatch(/^200 .*continued/s);
  });

  test('when the register has no phone for a person, then the look-up is still in the log', async () => {
    await rig.close();
    await rig.open({ phoneOf: () => null });
    await rig.client.sendCode('code-9', { kiosk: 'K5', language: 'az', ...AYSEL }, NEVER_ABORTED);
    expect(await rig.office.accesses(accessPurposeOfCode('code-9'))).toMatchObject([
      { register: 'phone-numbers', kiosk: 'K5' },
    ]);
  });
});

function askStatusPage(page: string, document: string, localAddress: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(page, { method: 'POST', headers, localAddress, agent: false }, (answer) => {
      let text = `${answer.statusCode} `;
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(new URLSearchParams({ document }).toString());
  });
}
