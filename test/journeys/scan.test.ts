import { describe, expect, it } from 'vitest';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import { SAME_CODE_MS } from '../../device/scan/desk.ts';
import { MAX_WRONG_CODES } from '../../device/session/steps/find/finding.ts';
import { cashRig, untilChoosing, untilNotes } from '../rigs/cash-rig.ts';
import { AYSEL, type MachineRig, machineRig, PHONE_CODE } from '../rigs/machine-rig.ts';
import { untilChecking, untilCodeOffered, untilPaying, untilPrinting } from '../support/machine-ways.ts';
import { APPOINTMENT, EXISTING_APPLICATION } from '../support/own-office.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { BILL_DUE } from '../support/sample-dues.ts';

/* `device/scan/desk.test.ts` has the sentence about a refused code. */

const REFERENCE = 'K5-7QF2-62';
const ADDRESS = `https://status.example/a/${REFERENCE}`;
const CREDIT = sampleCreditCode('K7', 'an application of another kiosk');
const OTHER_CREDIT = sampleCreditCode('K7', 'a second application');

const APPOINTED: FoundApplication = {
  reference: REFERENCE,
  kiosk: 'K7',
  state: 'registered',
  withdrawn: null,
  service: 'migration-permit',
  tier: 'as-told',
  tariffDate: null,
  amount: 0,
  ready: '2026-12-04',
  answers: {},
  payment: null,
  registered: { reference: REFERENCE, registeredAt: '2026-11-24T09:00:00+04:00', appointment: null, document: null },
  standing: { ...EXISTING_APPLICATION, appointment: { ...APPOINTMENT, entry: 'open' } },
};

async function untilNumber(service: string, ...answers: readonly string[]): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
  for (const value of answers) await rig.citizen({ do: 'answer', value }, { do: 'next' });
  return rig;
}

const expectNothing = async (rig: MachineRig) => {
  expect(await rig.scan(CREDIT)).toBe('ignored');
  expect(rig.screen().scan).toBeNull();
};

const expectIgnored = async (rig: MachineRig) => {
  const before = rig.screen();
  expect(await rig.scan(ADDRESS)).toBe('ignored');
  expect(await rig.scan('4006381333931')).toBe('ignored');
  expect(rig.screen()).toEqual(before);
};

describe('a code in place of typing', () => {
  it('when the ticket of an appointment is scanned, then the citizen checks in without a key', async () => {
    const rig = machineRig();
    rig.office.state.found = APPOINTED;
    await rig.settled();
    await rig.scan(ADDRESS);
    expect(rig.screen()).toMatchObject({ show: 'identifying', withoutCard: true });
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', done: 'check-in' });
  });

  it('when the number of a bill is scanned on its page, then the field has it and the office is asked for the due', async () => {
    const rig = await untilNumber('gas-bill');
    await rig.type('99');
    expect(await rig.scan('1234567')).toEqual({ taken: 'answer' });
    expect(rig.screen()).toMatchObject({ show: 'answering', question: { value: '1234567', problem: null } });
    rig.office.state.dues = [BILL_DUE];
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('showingDue');
  });

  it.each(['12345', '12345678901234', '12 34 56', 'AB123456', ADDRESS])(
    'when %s does not fit the number of a bill, then the field keeps its text',
    async (text) => {
      const rig = await untilNumber('gas-bill');
      await rig.type('99');
      expect(await rig.scan(text)).toEqual({ refused: 'foreign' });
      expect(rig.screen()).toMatchObject({ show: 'answering', scan: 'foreign', question: { value: '99' } });
    },
  );

  it('when the number of a bill is scanned on the first page, then no service is guessed', async () => {
    const rig = machineRig();
    await rig.settled();
    expect(await rig.scan('1234567')).toEqual({ refused: 'foreign' });
    expect(rig.screen().show).toBe('attract');
  });

  it('when a part of a bill is scanned, then the same bounds hold as for typing', async () => {
    const rig = await untilNumber('gas-bill');
    rig.office.state.dues = [BILL_DUE];
    await rig.scan('1234567');
    await rig.citizen({ do: 'next' }, { do: 'answer', value: 'part' });
    expect(rig.screen()).toMatchObject({ show: 'typingPart', value: '' });
    expect(await rig.scan('999999')).toEqual({ refused: 'foreign' });
    expect(await rig.scan('15,00')).toEqual({ taken: 'answer' });
    expect(rig.screen()).toMatchObject({ show: 'typingPart', value: '15.00' });
  });

  it('when no try is left for the number of an application, then a scanned number is refused', async () => {
    const rig = machineRig();
    await rig.settled();
    for (let wrong = 0; wrong < MAX_WRONG_CODES; wrong++) {
      await rig.scan(ADDRESS);
      rig.reader.read();
      await rig.settled();
      await rig.wait(SAME_CODE_MS);
    }
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', locked: true });
    expect(await rig.scan(ADDRESS)).toEqual({ refused: 'not-now' });
    await rig.citizen({ do: 'back' });
    expect(await rig.scan(ADDRESS)).toEqual({ refused: 'not-now' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', locked: true, scan: 'not-now' });
  });

  it('when the page has choices only, then no code is taken', async () => {
    const rig = await untilNumber('road-fine');
    expect(await rig.scan('AA123451')).toEqual({ refused: 'foreign' });
    expect(rig.screen()).toMatchObject({
      show: 'answering',
      scan: 'foreign',
      question: { kind: 'choice', chosen: null },
    });
  });

  it('when the code of the message is scanned, then the digits are typed, and wrong ones cost a try', async () => {
    const rig = machineRig();
    await untilCodeOffered(rig, 'en', AYSEL);
    await rig.citizen({ do: 'next' });
    expect(await rig.scan(PHONE_CODE)).toEqual({ taken: 'phone-code' });
    expect(rig.screen()).toMatchObject({ show: 'typingCode', digits: PHONE_CODE, whole: true });
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).not.toBe('typingCode');
  });
});

describe('a credit code', () => {
  it('when the credit code is scanned on its page, then the office reserves its value', async () => {
    const { rig } = await cashRig();
    rig.office.state.creditWorth = 10_000;
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    expect(rig.screen().show).toBe('typingCredit');
    expect(await rig.scan(CREDIT)).toEqual({ taken: 'credit' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: 'used' });
  });

  it('when the credit code is scanned among the ways to pay, then its page opens', async () => {
    const { rig } = await cashRig();
    await untilChoosing(rig);
    expect(await rig.scan(CREDIT)).toEqual({ taken: 'credit' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: '' });
    await rig.citizen({ do: 'back' });
    rig.office.state.creditWorth = 10_000;
    // The application is lodged, so the code is taken at once.
    await rig.scan(CREDIT);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: 'used' });
    expect(await rig.scan(CREDIT)).toBe('ignored');
    await rig.wait(SAME_CODE_MS);
    expect(await rig.scan(CREDIT)).toEqual({ refused: 'not-now' });
  });

  it('when the office gave no answer about a code, then another code is refused and only the first is asked again', async () => {
    const { rig } = await cashRig();
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    rig.office.state.down = true;
    await rig.scan(CREDIT);
    rig.office.state.down = false;
    rig.office.state.creditWorth = 1_000;
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: CREDIT, fixed: true });
    expect(await rig.scan(OTHER_CREDIT)).toEqual({ refused: 'not-now' });
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: CREDIT, scan: 'not-now' });
    await rig.citizen({ do: 'back' });
    expect(await rig.scan(OTHER_CREDIT)).toEqual({ refused: 'not-now' });
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: CREDIT, scan: 'not-now' });
    await rig.wait(SAME_CODE_MS);
    expect(await rig.scan(CREDIT)).toEqual({ taken: 'credit' });
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: 'used' });
  });

  it('when a receipt is scanned on the page of credits, then it is foreign', async () => {
    const { rig } = await cashRig();
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    expect(await rig.scan(ADDRESS)).toEqual({ refused: 'foreign' });
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: '', scan: 'foreign' });
  });

  it('when the credit code is scanned before the payment, then the page says when', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    expect(await rig.scan(CREDIT)).toEqual({ refused: 'credit' });
    expect(rig.screen()).toMatchObject({ show: 'checking', scan: 'credit' });
  });
});

describe('a busy page', () => {
  it('when the office is asked for the credit, then no code is taken', async () => {
    const { rig } = await cashRig();
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    await rig.type(CREDIT);
    rig.actor.send({ type: 'citizen.next' });
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', asking: true });
    await expectNothing(rig);
  });

  it('when a card pays, then no code is taken', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    expect(rig.screen().show).toBe('paying');
    await expectIgnored(rig);
  });

  it('when notes are put in, then no code is taken', async () => {
    const { rig } = await cashRig();
    await untilNotes(rig);
    await expectIgnored(rig);
  });

  it('when the receipt is printed, then no code is taken', async () => {
    const rig = machineRig();
    await untilPrinting(rig);
    expect(rig.screen().show).toBe('printing');
    await expectIgnored(rig);
  });
});
