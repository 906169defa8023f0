import { describe, expect, it } from 'vitest';
import type { PrintDesk } from '../../device/actors/print-desk.ts';
import { DOUBT_IS_LONG_MS } from '../../device/session/payment.machine.ts';
import { REGISTER_AGAIN_MS } from '../../device/session/session.setup.ts';
import { ATTEMPTS_BEFORE_SLIP } from '../../device/session/slips.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { err } from '../../drivers/result.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import {
  confirmByPhone,
  SILENT_TERMINAL,
  untilCodeOffered,
  untilPaying,
  untilPrinting,
} from '../support/machine-ways.ts';

const NO_ANSWER = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } } as const;
const LEYLA = { ...AYSEL, surname: 'ALIYEVA', givenNames: 'LEYLA', fin: '7XYZ34A', documentNumber: 'AA7654321' };

const textOf = ({ lines }: Receipt): string =>
  lines.map((line) => ('text' in line ? line.text : 'columns' in line ? line.columns.join(' ') : '')).join('\n');
const papers = (rig: MachineRig) => rig.printer.jobs.map(({ receipt }) => textOf(receipt));
const entries = (rig: MachineRig, id = 'id-1') => rig.ledger.history(id).map(({ entry }) => entry);

async function untilCertificate(rig: MachineRig, person = AYSEL) {
  rig.office.state.answer = {
    appointment: null,
    document: {
      number: 'AÜ-1',
      title: 't',
      person: { name: `${person.surname} ${person.givenNames}`, fin: person.fin ?? '' },
      lines: [],
    },
  };
  await untilCodeOffered(rig, 'en', person);
  await confirmByPhone(rig);
  await rig.type('bank');
  await rig.citizen({ do: 'next' }, { do: 'next' });
}

async function untilInLongDoubt(rig: MachineRig): Promise<void> {
  await untilPaying(rig, 'en');
  rig.terminal.state.answer = NO_ANSWER;
  rig.terminal.settle(SILENT_TERMINAL);
  await rig.settled();
  await rig.wait(DOUBT_IS_LONG_MS);
}

async function twoCitizens(rig: MachineRig): Promise<readonly string[]> {
  await untilInLongDoubt(rig);
  expect(rig.printer.jobs).toHaveLength(1);
  await rig.citizen({ do: 'finish' });
  expect(rig.screen().show).toBe('attract');
  const before = rig.printer.jobs.length;
  const stopped = rig.printer.jobs.at(-1)?.signal.aborted ?? false;
  await untilCertificate(rig, LEYLA);
  return [...(stopped ? [] : [papers(rig)[before - 1] ?? '']), ...papers(rig).slice(before)];
}

const namesOn = (found: readonly string[]) => ({
  own: found.filter((text) => text.includes('ALIYEVA LEYLA')).length,
  foreign: found.filter((text) => text.includes('K5-7QF2-41/D')).length,
});

describe('paper of another person', () => {
  it('when a visit ends during a print, then the print stops, and the next person gets only their own', async () => {
    const rig = machineRig();
    expect(namesOn(await twoCitizens(rig))).toEqual({ own: 1, foreign: 0 });
    expect(rig.bugs).toEqual([]);
  });

  it('when a desk lets every print job through, then the check reports the foreign paper', async () => {
    const bypassed: PrintDesk = {
      openSession: () => undefined,
      endSession: () => undefined,
      print: ({ receipt }) => rig.printer.contract.print(receipt, new AbortController().signal),
      printSheets: () => Promise.reject(new Error('there are no sheets here')),
    };
    const rig = machineRig({ desk: bypassed });
    expect(namesOn(await twoCitizens(rig))).toEqual({ own: 1, foreign: 1 });
  });

  it('when paper and card have different names, then the desk refuses the paper, even with the same FIN', async () => {
    const rig = machineRig();
    await untilCertificate(rig, { ...AYSEL, givenNames: 'AYSEL' });
    expect(rig.screen().show).toBe('printing');
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    rig.office.state.answer = {
      appointment: null,
      document: { number: '2', title: 't', person: { name: 'ALIYEVA LEYLA', fin: AYSEL.fin ?? '' }, lines: [] },
    };
    const before = rig.printer.jobs.length;
    await untilCodeOffered(rig, 'en');
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-105' });
    expect(rig.printer.jobs).toHaveLength(before);
  });
});

describe('slips about what is not settled', () => {
  it('when the slip about the registration is still printing, then the return of the money has its own slip', async () => {
    const rig = machineRig();
    await untilPaying(rig, 'en');
    rig.terminal.contract.reverse = async () =>
      err({ code: 'TRM-102', kind: 'no-answer', phase: 'after-write' } as const);
    rig.office.state.down = true;
    rig.terminal.settle({ known: 'approved', approval: APPROVAL });
    await rig.settled();
    for (let wait = 0; wait < 8 && rig.printer.jobs.length < 1; wait += 1) await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.printer.jobs.map(({ receipt }) => receipt.number)).toEqual(['K5-7QF2-41/DR']);
    rig.office.state.down = false;
    rig.office.state.refuse = true;
    await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen()).toMatchObject({ show: 'trouble', money: 'returning', slip: 'printing' });
    expect(rig.printer.jobs).toHaveLength(1);
    rig.printer.finish();
    await rig.settled();
    expect(rig.printer.jobs.map(({ receipt }) => receipt.number)).toEqual(['K5-7QF2-41/DR', 'K5-7QF2-41/DB']);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', slip: 'printed' });
    expect(rig.ledger.find('id-1')?.slips).toEqual(['registration', 'return']);
    expect(rig.bugs).toEqual([]);
  });
});

describe('numbers of sheets', () => {
  it('when a sheet is torn, then the ledger has it, and the next sheet names it', async () => {
    const rig = machineRig();
    await untilPrinting(rig, 'en');
    rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' }));
    await rig.settled();
    await rig.citizen({ do: 'reprint' });
    rig.printer.finish();
    await rig.settled();
    const [first = '', second = ''] = papers(rig);
    expect(rig.printer.jobs.map(({ receipt }) => receipt.number)).toEqual(['K5-7QF2-41/1', 'K5-7QF2-41/2']);
    expect(first).toContain('Sheet No K5-7QF2-41/1');
    expect(first).not.toContain('Copy');
    expect(second).toContain('Copy 2. Replaces sheet No K5-7QF2-41/1, which is void.');
    expect(entries(rig)).toContainEqual({ kind: 'printFailed', code: 'PRN-111', copy: 1, torn: true });
    expect(entries(rig)).toContainEqual({ kind: 'printed', copy: 2 });
  });

  it('when a replacement fails before the first byte, then its number is used again', async () => {
    const rig = machineRig();
    await untilPrinting(rig, 'en');
    for (const phase of ['after-write', 'before-write'] as const) {
      rig.printer.finish(err({ code: 'PRN-101', kind: 'not-connected', phase }));
      await rig.settled();
      await rig.citizen({ do: 'reprint' });
    }
    expect(rig.printer.jobs.map(({ receipt }) => receipt.number?.split('/')[1])).toEqual(['1', '2', '2']);
    expect(papers(rig).at(-1)).toContain('Copy 2. Replaces sheet No K5-7QF2-41/1, which is void.');
  });

  it('when no paper came out, then the same number is printed again', async () => {
    const rig = machineRig();
    await untilPrinting(rig, 'en');
    rig.printer.finish(err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' }));
    await rig.settled();
    await rig.citizen({ do: 'reprint' });
    expect(papers(rig)[1]).toBe(papers(rig)[0]);
    expect(entries(rig)).toContainEqual({ kind: 'printFailed', code: 'PRN-101', copy: 1, torn: false });
  });
});

describe('slip about an open payment', () => {
  it('when only staff can find the payment, then the slip says so and has the code', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.state.answer = {
      known: 'nothing',
      trouble: { code: 'TRM-106', kind: 'cannot-be-told', last: 'none' },
    };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ code: 'TRM-106', slip: 'printing' });
    const [slip = ''] = papers(rig);
    expect(slip).toContain('Bunu əməkdaş yoxlayacaq');
    expect(slip).toContain('K5-7QF2-41');
    expect(slip).not.toContain('özü öyrənir');
  });

  it('when the payment is in doubt, then one slip is printed with the code, and claims no payment', async () => {
    const rig = machineRig();
    await untilPaying(rig, 'en');
    rig.terminal.state.answer = NO_ANSWER;
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    expect(rig.printer.jobs).toEqual([]);
    await rig.wait(DOUBT_IS_LONG_MS);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'TRM-203', money: 'unknown', slip: 'printing' });
    const [slip = ''] = papers(rig);
    expect(slip).toContain('not known yet whether money has left');
    expect(slip).toContain('K5-7QF2-41');
    expect(slip).not.toMatch(/PAID|MAMMADOVA|5ABC12D/);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', slip: 'printed' });
    await rig.wait(DOUBT_IS_LONG_MS);
    expect(rig.printer.jobs).toHaveLength(1);
    expect(entries(rig)).toContainEqual({ kind: 'slipPrinted', about: 'payment' });
    await rig.citizen({ do: 'finish' });
    expect(rig.screen().show).toBe('attract');
  });

  it('when the slip fails, then the page says so', async () => {
    const rig = machineRig();
    await untilInLongDoubt(rig);
    rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' }));
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'TRM-203', slip: 'not-printed' });
    expect(entries(rig).map(({ kind }) => kind)).not.toContain('slipPrinted');
  });

  it('when the visit ends, then the print of the slip stops, and the settlement prints nothing', async () => {
    const rig = machineRig();
    await untilInLongDoubt(rig);
    await rig.citizen({ do: 'finish' });
    expect(rig.printer.jobs.map(({ signal }) => signal.aborted)).toEqual([true]);
    rig.terminal.state.answer = { known: 'approved', approval: APPROVAL };
    await rig.wait(60_000);
    expect(
      entries(rig)
        .map(({ kind }) => kind)
        .slice(-2),
    ).toEqual(['issued', 'closed']);
    expect(rig.printer.jobs).toHaveLength(1);
  });

  it('when the payment is not registered yet, then the slip says so', async () => {
    const rig = machineRig();
    await untilPaying(rig, 'en');
    rig.office.state.down = true;
    rig.terminal.settle({ known: 'approved', approval: APPROVAL });
    await rig.settled();
    for (let attempt = 1; attempt < ATTEMPTS_BEFORE_SLIP; attempt++) await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-103', money: 'taken', slip: 'printing' });
    expect(papers(rig)[0]).toContain('Paid, and the application is not registered yet.');
    rig.printer.finish();
    await rig.settled();
    rig.office.state.down = false;
    await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen().show).toBe('printing');
    expect(papers(rig)).toHaveLength(2);
    expect(entries(rig)).toContainEqual({ kind: 'slipPrinted', about: 'registration' });
  });

  it('when the office refused and the money cannot be returned yet, then the slip says so', async () => {
    const rig = machineRig();
    rig.terminal.contract.reverse = async () => err({ code: 'TRM-101', kind: 'not-connected' });
    await untilPaying(rig, 'en');
    rig.office.state.refuse = true;
    rig.terminal.settle({ known: 'approved', approval: APPROVAL });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-104', money: 'returning', slip: 'printing' });
    expect(papers(rig)[0]).toContain('The money has not gone back yet.');
  });
});

describe('paper left before the payment', () => {
  const warnings = (rig: MachineRig) => {
    const screen = rig.screen();
    return screen.show === 'beforeYouStart' ? screen.warnings : screen.show;
  };

  it('when too little paper is left, then a service that delivers its result on paper is closed, and another service warns', async () => {
    const rig = machineRig();
    await rig.settled();
    rig.printer.become({ paper: 'low', paperLeftMm: 150 });
    await rig.citizen({ do: 'start', language: 'en' });
    const screen = rig.screen();
    if (screen.show !== 'choosing') throw new Error(screen.show);
    const away = Object.fromEntries(screen.services.map(({ id, unavailable }) => [id, unavailable]));
    expect(away).toMatchObject({ 'identity-card-replacement': null, 'family-members-certificate': 'PRN-202' });
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' });
    expect(warnings(rig)).toContain('PRN-202');
  });

  it.each([
    ['there is enough', { paper: 'low', paperLeftMm: 1_000 }, ['PRN-201']],
    ['nobody measured the roll', { paper: 'low' }, ['PRN-201']],
    ['the sensor sees more than was counted', { paper: 'full', paperLeftMm: 0 }, []],
    ['no sensor, and little left by count', { paper: 'not-measured', paperLeftMm: 100 }, ['PRN-202']],
  ] as const)('when the state of the roll is: %s, then the notices match', async (_, status, said) => {
    const rig = machineRig();
    await rig.settled();
    rig.printer.become(status);
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
    expect(warnings(rig)).toEqual(said);
  });
});
