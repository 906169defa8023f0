import { describe, expect, it } from 'vitest';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { AYSEL, CODE_SENT, type MachineRig, machineRig, PHONE_CODE } from '../rigs/machine-rig.ts';
import { confirmByPhone } from '../support/machine-ways.ts';

/* docs/decisions/0023 */

const SERVICE = 'family-members-certificate';
const DOCUMENT = {
  number: 'AÜ-1',
  title: 'Arayış',
  person: { name: 'MAMMADOVA AYSEL', fin: AYSEL.fin ?? '' },
  lines: ['Oğlu: TUNAR'],
};
const REGISTERED: FoundApplication = {
  reference: 'K5-7QF2-62',
  kiosk: 'K7',
  state: 'registered',
  withdrawn: null,
  service: SERVICE,
  tier: 'at-once',
  tariffDate: null,
  amount: 0,
  ready: '2026-11-24',
  answers: {},
  payment: null,
  registered: {
    reference: 'K5-7QF2-62',
    registeredAt: '2026-11-24T10:00:00Z',
    appointment: null,
    document: DOCUMENT,
  },
};

async function untilOffered(rig: MachineRig, assurance: 'zone' | 'chip' = 'zone'): Promise<MachineRig> {
  rig.office.state.answer = { appointment: null, document: DOCUMENT };
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE }, { do: 'next' });
  rig.reader.read(AYSEL, assurance);
  await rig.settled();
  return rig;
}

async function untilTyping(rig: MachineRig): Promise<MachineRig> {
  await untilOffered(rig);
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('typingCode');
  return rig;
}

const codesOf = (rig: MachineRig) => [...rig.office.state.codes];

async function types(rig: MachineRig, digits: string): Promise<void> {
  await rig.type(digits);
  await rig.citizen({ do: 'next' });
}

describe('citizen who asks for data of a register', () => {
  it('when the citizen agrees, then a code is sent, and the lodging says that the code was typed', async () => {
    const rig = await untilOffered(machineRig());
    expect(rig.screen()).toMatchObject({ show: 'offeringCode', sending: false, problem: null });
    expect(codesOf(rig)).toEqual([]);
    await rig.citizen({ do: 'next' });
    const [[key, { request }] = ['', { request: null }]] = codesOf(rig);
    expect(request).toEqual({ kiosk: 'K5', language: 'en', fin: AYSEL.fin, documentNumber: AYSEL.documentNumber });
    expect(rig.screen()).toMatchObject({ show: 'typingCode', number: CODE_SENT.number, minutes: 5, tries: 3 });
    await types(rig, PHONE_CODE);
    expect(rig.screen().show).toBe('answering');
    await types(rig, 'bank');
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.lodged.map(({ request: lodged }) => lodged)).toMatchObject([{ confirmation: key }]);
    expect(rig.bugs).toEqual([]);
  });

  it('when the chip was read, then no code is offered', async () => {
    const rig = await untilOffered(machineRig(), 'chip');
    expect(rig.screen().show).toBe('answering');
    await types(rig, 'bank');
    await rig.citizen({ do: 'next' });
    const [lodged] = rig.office.state.lodged;
    expect(lodged?.request).toMatchObject({ confirmation: null, applicant: { assurance: 'chip' } });
    expect(codesOf(rig)).toEqual([]);
  });

  it('when the next visit begins, then the person is confirmed again', async () => {
    const rig = await untilOffered(machineRig(), 'chip');
    await types(rig, 'bank');
    await rig.citizen({ do: 'next' });
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'another' }, { do: 'choose', service: SERVICE }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
    rig.reader.read();
    await rig.settled();
    expect(rig.screen().show).toBe('offeringCode');
  });

  it('when another language is chosen before sending, then the message is in that language', async () => {
    const rig = await untilOffered(machineRig());
    await rig.citizen({ do: 'language', language: 'ru' }, { do: 'next' });
    expect(codesOf(rig).map(([, { request }]) => request.language)).toEqual(['ru']);
  });

  it('when the citizen goes back, then the code is offered again; once typed, it holds for the visit', async () => {
    const rig = await untilTyping(machineRig());
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('beforeYouStart');
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('offeringCode');
    await confirmByPhone(rig);
    await rig.citizen({ do: 'back' }, { do: 'next' });
    expect(rig.screen().show).toBe('answering');
  });
});

describe('a code', () => {
  it('when a code is wrong, then it costs a try; after the last try another code can be sent', async () => {
    const rig = await untilTyping(machineRig());
    await types(rig, '111111');
    expect(rig.screen()).toMatchObject({ show: 'typingCode', problem: 'wrong', digits: '', tries: 2 });
    await types(rig, '222222');
    await types(rig, '333333');
    expect(rig.screen()).toMatchObject({ show: 'offeringCode', problem: 'over' });
    await confirmByPhone(rig);
    expect(rig.screen().show).toBe('answering');
    expect(codesOf(rig).map(([, { attempts }]) => attempts.length)).toEqual([3, 1]);
  });

  it('when the last try of the last code is wrong, then the visit ends', async () => {
    const rig = machineRig();
    Object.assign(rig.office.state, { moreCodes: false, tries: 1 });
    await untilTyping(rig);
    await rig.citizen({ do: 'retry' });
    expect(codesOf(rig)).toHaveLength(1);
    await types(rig, '111111');
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-115', money: 'none', canRetry: false });
  });

  it('when letters or more than six digits are typed, then the page ignores them', async () => {
    const rig = await untilTyping(machineRig());
    await types(rig, '1a2-3');
    expect(rig.screen()).toMatchObject({ show: 'typingCode', digits: '123', whole: false });
    await rig.type('45678');
    expect(rig.screen()).toMatchObject({ digits: '123456', whole: true });
    await rig.citizen({ do: 'erase' });
    expect(rig.screen()).toMatchObject({ digits: '12345', whole: false });
  });

  it('when the citizen asks for another code, then it is sent, and the field is empty', async () => {
    const rig = await untilTyping(machineRig());
    await rig.type('11');
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'typingCode', digits: '' });
    expect(codesOf(rig)).toHaveLength(2);
  });

  it.each([
    ['no-phone', 'BKO-114'],
    ['too-many-codes', 'BKO-115'],
    ['not-eligible', 'BKO-102'],
  ])('when sending a code is refused with %s, then the visit ends with %s', async (reason, code) => {
    const rig = machineRig();
    rig.office.state.noCode = reason;
    await untilOffered(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code, money: 'none', canRetry: false });
  });
});

describe('an office that does not answer', () => {
  it('when the answer to sending is lost, then a retry asks for the same code', async () => {
    const rig = await untilOffered(machineRig());
    const { sendCode } = rig.office.contract;
    rig.office.contract.sendCode = async (...asked) => {
      await sendCode(...asked);
      return { ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail: 'lost' } };
    };
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'offeringCode', problem: 'BKO-101' });
    rig.office.contract.sendCode = sendCode;
    await confirmByPhone(rig);
    expect(rig.screen().show).toBe('answering');
    expect(codesOf(rig)).toHaveLength(1);
  });

  it('when the language changes after a lost answer, then the retry sends the same request', async () => {
    const rig = await untilOffered(machineRig());
    const { sendCode } = rig.office.contract;
    rig.office.contract.sendCode = async (...asked) => {
      await sendCode(...asked);
      return { ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail: 'lost' } };
    };
    await rig.citizen({ do: 'next' });
    rig.office.contract.sendCode = sendCode;
    await rig.citizen({ do: 'language', language: 'ru' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'typingCode', language: 'ru' });
    await rig.citizen({ do: 'retry' });
    expect(codesOf(rig).map(([, { request }]) => request.language)).toEqual(['en', 'ru']);
  });

  it('when the answer to an attempt is lost, then the same digits are the same attempt, and other digits a new attempt', async () => {
    const rig = await untilTyping(machineRig());
    rig.office.state.down = true;
    await types(rig, PHONE_CODE);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'typingCode', problem: 'BKO-101', digits: PHONE_CODE });
    expect(codesOf(rig)[0]?.[1].attempts).toHaveLength(1);
    await rig.citizen({ do: 'erase' });
    await types(rig, PHONE_CODE.slice(-1));
    expect(codesOf(rig)[0]?.[1].attempts).toHaveLength(2);
    rig.office.state.down = false;
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('answering');
  });

  it('when the kiosk is killed, then it has forgotten the code, and the next visit begins with another code', async () => {
    const first = await untilTyping(machineRig());
    await first.crash();
    expect(first.written).toEqual([]);
    const second = machineRig({ ledger: first.ledger });
    await untilOffered(second);
    expect(second.screen()).toMatchObject({ show: 'offeringCode', problem: null });
    await confirmByPhone(second);
    expect(second.screen().show).toBe('answering');
    expect(codesOf(second)[0]?.[0]).not.toBe(codesOf(first)[0]?.[0]);
  });
});

describe('unconfirmed application', () => {
  it('when lodging is refused as not confirmed, then the visit ends without a retry', async () => {
    const rig = machineRig();
    await untilOffered(rig);
    await confirmByPhone(rig);
    rig.office.state.unconfirmed = true;
    await types(rig, 'bank');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-116', money: 'none', canRetry: false });
    expect(rig.office.state.lodged).toEqual([]);
  });

  it('when a certificate is to be printed again, then a code is offered first, and going back leads to the services', async () => {
    const rig = machineRig();
    rig.office.state.found = REGISTERED;
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await types(rig, REGISTERED.reference);
    rig.reader.read();
    await rig.settled();
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('offeringCode');
    expect(rig.office.state.duplicates).toEqual([]);
    // No answer can be changed, so *Back* leads to the choice of a service.
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the visit ends, then the kiosk forgets the digits, the phone number and the key of the code', async () => {
    const rig = await untilTyping(machineRig());
    await rig.type('2048');
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
    const left = JSON.stringify([rig.actor.getPersistedSnapshot(), rig.written]);
    for (const secret of ['2048', CODE_SENT.number, codesOf(rig)[0]![0]]) expect(left).not.toContain(secret);
  });
});
