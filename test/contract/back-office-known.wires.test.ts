import { describe, expect, test } from 'vitest';
import type { RegisterFactsRequest } from '../../device/back-office/known.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

const AYSEL = { fin: '5ZK1C7M', documentNumber: 'AA1204587' };
const PARENT = { ...AYSEL, surname: 'A', givenNames: 'B', birthDate: '1990-01-02', assurance: 'chip' } as const;
const SERVICE = catalogue().services.find(({ id }) => id === 'passport-child')!;

const rig = officeRig('2026-11-24T10:00:00Z', {
  services: catalogue().services.map(toOfficeService),
  drawCode: () => '482913',
});

const asking = (more: Partial<RegisterFactsRequest> = {}): RegisterFactsRequest => ({
  kiosk: 'K5',
  service: SERVICE.id,
  ...AYSEL,
  assurance: 'chip',
  confirmation: null,
  wanted: ['children'],
  ...more,
});
const ask = (key: string, more: Partial<RegisterFactsRequest> = {}) =>
  rig.client.readKnown(key, asking(more), NEVER_ABORTED);

describe('what the registers know of a parent', () => {
  test('when the kiosk asks for the children, then each child has all fields that the form asks', async () => {
    const { children } = unwrap(await ask('known-1'));
    expect(children).toContainEqual({
      surname: 'Məmmədov',
      givenNames: 'Tunar',
      birthDate: '2018-09-07',
      fin: '8LV5G0P',
    });
    expect(unwrap(await ask('known-2', { fin: '2QJ80WT' })).children).toEqual([]);
    expect(unwrap(await ask('known-3', { wanted: [] })).children).toEqual([]);
  });

  test('when a reading of the register is repeated, then the log has the reading once, and only for the person who was read about', async () => {
    unwrap(await ask('known-1'));
    unwrap(await ask('known-1'));
    const lodging = lodgeRequest({
      service: 'queue-ticket',
      answers: { topic: 'legal' },
      applicant: PARENT,
    });
    unwrap(await rig.client.lodge('a-1', { ...lodging, known: 'known-1' }, NEVER_ABORTED));
    const read = unwrap(await rig.client.accesses('a-1', { kiosk: 'K5' }, NEVER_ABORTED));
    expect(read).toMatchObject([{ register: 'population', reader: SERVICE.agency.az }]);
    const stranger = { ...PARENT, fin: '2QJ80WT' };
    unwrap(await rig.client.lodge('a-2', { ...lodging, applicant: stranger, known: 'known-1' }, NEVER_ABORTED));
    expect(unwrap(await rig.client.accesses('a-2', { kiosk: 'K5' }, NEVER_ABORTED))).toEqual([]);
  });

  test('when only the zone of the card was read, then the kiosk is refused until a code was typed', async () => {
    expect(await ask('known-1', { assurance: 'zone' })).toEqual(refusalResult('not-confirmed'));
    unwrap(await rig.client.sendCode('code-1', { kiosk: 'K5', language: 'az', ...AYSEL }, NEVER_ABORTED));
    unwrap(await rig.client.checkCode('code-1', 'try-1', { kiosk: 'K5', digits: '482913' }, NEVER_ABORTED));
    expect(unwrap(await ask('known-1', { assurance: 'zone', confirmation: 'code-1' })).children).not.toEqual([]);
    expect(await ask('known-2', { assurance: 'zone', confirmation: 'code-1', kiosk: 'K6' })).toEqual(
      refusalResult('not-confirmed'),
    );
  });

  test("when the kiosk asks for the phone, then the answer is a masked number and a token that works as the form's answer", async () => {
    const wanted = ['phone'] as const;
    const { phone } = unwrap(await ask('known-1', { wanted }));
    expect(phone).toEqual({ number: '+994 •• ••• •• 67', token: expect.stringMatching(/^[a-z]/) });
    expect(unwrap(await ask('known-2', { wanted, fin: '7AC2Q9Z' })).phone).toBeNull();
    expect(unwrap(await ask('known-3')).phone).toBeNull();
    expect(await ask('known-4', { wanted, assurance: 'zone' })).toEqual(refusalResult('not-confirmed'));
    const lodging = lodgeRequest({
      service: 'queue-ticket',
      answers: { mobile: phone!.token },
      applicant: PARENT,
    });
    unwrap(await rig.client.lodge('a-1', { ...lodging, known: 'known-1' }, NEVER_ABORTED));
    expect(unwrap(await rig.client.accesses('a-1', { kiosk: 'K5' }, NEVER_ABORTED))).toMatchObject([
      { register: 'phone-numbers' },
    ]);
    const nobody = { ...lodging, applicant: { ...PARENT, fin: '7AC2Q9Z' } };
    expect(await rig.client.lodge('a-2', nobody, NEVER_ABORTED)).toEqual(refusalResult('no-phone'));
  });

  test('when another person is asked under the key of a reading, then the office refuses', async () => {
    unwrap(await ask('k-1'));
    unwrap(await ask('k-1'));
    expect(await ask('k-1', { fin: '7ZZZZZZ', documentNumber: 'AA7654321' })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'idempotency-conflict' },
    });
  });

  test('when the service does not read the register that is asked, then the office refuses', async () => {
    expect(await ask('known-1', { service: 'passport' })).toEqual(refusalResult('not-eligible'));
  });

  test('when a kiosk asks too often about persons, then the kiosk must wait, and another kiosk is answered', async () => {
    await Promise.all(Array.from({ length: 60 }, async (_, nth) => unwrap(await ask(`known-${nth}`, { wanted: [] }))));
    expect(await ask('known-60')).toMatchObject({ error: { code: 'BKO-109' } });
    unwrap(await ask('known-61', { kiosk: 'K6' }));
  });
});
