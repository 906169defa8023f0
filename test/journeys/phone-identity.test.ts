import { describe, expect, it } from 'vitest';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { PHONE_PERSON, PHONE_STARTED } from '../support/fake-phones.ts';

/* docs/decisions/0062 */

const CERTIFICATE = 'family-members-certificate';
const PLAIN = 'driving-licence-replacement';
const CONFIRMED = { state: 'confirmed', level: 'code', person: PHONE_PERSON } as const;
const OPENED = { state: 'opened', secondsLeft: 90 } as const;
const DOCUMENT = {
  number: 'AÜ-1',
  title: 'Arayış',
  person: { name: 'MAMMADOVA AYSEL', fin: AYSEL.fin ?? '' },
  lines: ['Oğlu: TUNAR'],
};

const rigWithPhones = (): MachineRig => machineRig({ identifiesByPhone: true });

async function untilAsked(rig: MachineRig, service = CERTIFICATE): Promise<void> {
  rig.office.state.answer = { appointment: null, document: DOCUMENT };
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
  expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'offered', phoneProblem: null });
}

const PHONE = { do: 'answer', value: 'phone' } as const;

async function untilShown(rig = rigWithPhones(), service = CERTIFICATE): Promise<MachineRig> {
  await untilAsked(rig, service);
  await rig.citizen(PHONE);
  expect(rig.screen()).toMatchObject({ show: 'identifyingByPhone', stage: 'scan' });
  return rig;
}

async function tells(rig: MachineRig, ...news: readonly Parameters<MachineRig['office']['phones']['tell']>[0][]) {
  for (const each of news) {
    rig.office.phones.tell(each);
    await rig.settled();
  }
}

const begun = (rig: MachineRig) => [...rig.office.phones.begun];

describe('a citizen without the card', () => {
  it('when the person confirms on the phone, then the form opens without a code, and the lodging has the key', async () => {
    const rig = await untilShown();
    expect(rig.screen()).toMatchObject({ qr: PHONE_STARTED.qr, match: '47', secondsLeft: 120 });
    const [[key, request] = ['', null]] = begun(rig);
    expect(request).toEqual({
      kiosk: 'K5',
      nonce: expect.stringMatching(/./),
      service: CERTIFICATE,
      level: 'code',
      language: 'en',
    });
    await tells(rig, OPENED);
    expect(rig.screen()).toMatchObject({ show: 'identifyingByPhone', stage: 'confirm', qr: null, match: '47' });
    await tells(rig, CONFIRMED);
    expect(rig.screen()).toMatchObject({ show: 'answering', takeCard: false });
    await rig.type('bank');
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('checking');
    expect(JSON.stringify(rig.screen())).toContain('By phone');
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.lodged.map(({ request: lodged }) => lodged)).toMatchObject([
      { confirmation: key, applicant: { assurance: 'phone', fin: AYSEL.fin, documentNumber: AYSEL.documentNumber } },
    ]);
    expect(rig.office.phones.cancelled).toEqual([]);
    expect(rig.bugs).toEqual([]);
  });

  it('when the identity is less sure than the service needs, then a code to the phone follows', async () => {
    const rig = await untilShown();
    await tells(rig, { ...CONFIRMED, level: 'zone' });
    expect(rig.screen()).toMatchObject({ show: 'offeringCode', takeCard: false });
  });

  it('when the service needs only the zone of a card, then any level is enough', async () => {
    const rig = await untilShown(rigWithPhones(), PLAIN);
    expect(begun(rig)[0]?.[1].level).toBe('zone');
    await tells(rig, { ...CONFIRMED, level: 'zone' });
    expect(rig.screen().show).toBe('answering');
  });

  it('when only the card itself is enough, or the kiosk has no such office, then the phone is not offered', async () => {
    for (const rig of [rigWithPhones(), machineRig()]) {
      const service = rig.actor.getSnapshot().context.devices.office.byPhone ? 'identity-card-replacement' : PLAIN;
      await rig.settled();
      await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
      expect(rig.screen()).toMatchObject({ show: 'identifying', phone: null });
      await rig.citizen(PHONE);
      expect(rig.screen().show).toBe('identifying');
    }
  });

  it('when the reader is away, then the service begins with the phone', async () => {
    const rig = rigWithPhones();
    rig.reader.become('noDevice');
    await untilAsked(rig);
    expect(rig.screen()).toMatchObject({ trouble: 'RDR-104' });
    await rig.citizen(PHONE);
    await tells(rig, CONFIRMED);
    expect(rig.screen().show).toBe('answering');
  });

  it('when the card is found after all, then the card goes on and the identification is cancelled', async () => {
    const rig = await untilShown();
    rig.reader.read(AYSEL, 'chip');
    await rig.settled();
    expect(rig.screen().show).toBe('answering');
    expect(rig.office.phones.cancelled).toEqual([begun(rig)[0]?.[0]]);
  });
});

describe('an identification that fails', () => {
  it.each(['refused', 'mismatch', 'over'] as const)(
    'when the phone says %s, then the page says it, and another try has another key and nonce',
    async (state) => {
      const rig = await untilShown();
      await tells(rig, { state });
      expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'offered', phoneProblem: state });
      await rig.citizen(PHONE);
      const [first, second] = begun(rig);
      expect(first?.[0]).not.toBe(second?.[0]);
      expect(first?.[1].nonce).not.toBe(second?.[1].nonce);
    },
  );

  it('when three identifications were begun, then the phone is not offered again in this visit, also for another service', async () => {
    const rig = await untilShown();
    await tells(rig, { state: 'refused' });
    for (const state of ['mismatch', 'over'] as const) {
      await rig.citizen(PHONE);
      await tells(rig, { state });
    }
    expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'used-up', phoneProblem: 'over' });
    await rig.citizen({ do: 'back' }, { do: 'back' }, { do: 'choose', service: PLAIN }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'used-up' });
    await rig.citizen(PHONE);
    expect(begun(rig)).toHaveLength(3);
  });

  it('when the person is too young, or the document has expired, then the page says so', async () => {
    const rig = await untilShown(rigWithPhones(), PLAIN);
    await tells(rig, { ...CONFIRMED, person: { ...PHONE_PERSON, birthDate: '2015-01-01' } });
    expect(rig.screen()).toMatchObject({ show: 'identifying', phoneProblem: 'RDR-106' });
    await rig.citizen(PHONE);
    await tells(rig, { ...CONFIRMED, person: { ...PHONE_PERSON, expiryDate: '2026-11-23' } });
    expect(rig.screen()).toMatchObject({ show: 'identifying', phoneProblem: 'RDR-105' });
  });

  it('when the office refuses to begin, then the phone is not offered again', async () => {
    const rig = rigWithPhones();
    await untilAsked(rig);
    rig.office.phones.refuses = 'not-there';
    await rig.citizen(PHONE);
    expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'used-up', phoneProblem: 'not-offered' });
  });

  it('when the office is silent for three questions, then the page says so; a lost answer before costs nothing', async () => {
    const rig = await untilShown();
    rig.office.phones.down = true;
    await tells(rig, { state: 'waiting', qr: `${PHONE_STARTED.qr}2`, secondsLeft: 110 });
    await rig.wait(1_000);
    expect(rig.screen()).toMatchObject({ show: 'identifyingByPhone', qr: `${PHONE_STARTED.qr}2`, secondsLeft: 110 });
    await rig.wait(2_000);
    expect(rig.screen().show).toBe('identifyingByPhone');
    await rig.wait(2_000);
    expect(rig.screen()).toMatchObject({ show: 'identifying', phoneProblem: 'BKO-101' });
    rig.office.phones.down = false;
    await rig.citizen(PHONE);
    expect(rig.screen().show).toBe('identifyingByPhone');
  });
});

describe('a citizen who leaves the page of the code', () => {
  it('when the citizen goes back, then the identification is cancelled, and a late confirmation changes nothing', async () => {
    const rig = await untilShown();
    await rig.citizen({ do: 'back' });
    expect(rig.office.phones.cancelled).toEqual([begun(rig)[0]?.[0]]);
    await tells(rig, CONFIRMED);
    expect(rig.screen()).toMatchObject({ show: 'identifying', phoneProblem: null });
  });

  it('when no phone opens the code, then the visit ends as on other pages', async () => {
    const rig = await untilShown();
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
    expect(rig.office.phones.cancelled).toHaveLength(1);
  });

  it('when a phone has opened the code, then no warning covers the number until the office ends it', async () => {
    const rig = await untilShown();
    await rig.wait(IDLE_MS - 1);
    await tells(rig, OPENED);
    await rig.wait(IDLE_MS + 20_000);
    expect(rig.screen()).toMatchObject({ show: 'identifyingByPhone', stage: 'confirm', idle: null });
    await tells(rig, { state: 'over' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', idle: null });
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
  });

  it('when the office never ends an opened code, then the kiosk ends it 10 s after its time', async () => {
    const rig = await untilShown();
    await tells(rig, OPENED);
    await rig.wait(129_000);
    await tells(rig, OPENED);
    expect(rig.screen().show).toBe('identifyingByPhone');
    await rig.wait(1_000);
    await tells(rig, OPENED);
    await rig.wait(1_000);
    expect(rig.screen()).toMatchObject({ show: 'identifying', phoneProblem: 'over' });
  });

  it('when the visit ends, then the next visit of the same citizen asks again', async () => {
    const rig = await untilShown();
    await tells(rig, CONFIRMED);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'another' }, { do: 'choose', service: PLAIN }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', phone: 'offered' });
  });
});
