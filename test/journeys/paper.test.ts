import { describe, expect, it } from 'vitest';
import type { PrintDesk } from '../../device/actors/print-desk.ts';
import { DOUBT_IS_LONG_MS } from '../../device/session/payment.machine.ts';
import { REGISTER_AGAIN_MS } from '../../device/session/session.setup.ts';
import { PATIENT_ATTEMPTS } from '../../device/session/slips.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { err } from '../../drivers/result.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { byPhone, SILENT, untilOffered, untilPaying, untilPrinting } from '../support/machine-ways.ts';

/* Whose paper comes out, and what is on it: the machines with their real desk, on a simulated clock. */

const NO_ANSWER = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } } as const;
const LEYLA = { ...AYSEL, surname: 'ALIYEVA', givenNames: 'LEYLA', fin: '7XYZ34A', documentNumber: 'AA7654321' };

const textOf = ({ lines }: Receipt): string =>
  lines.map((line) => ('text' in line ? line.text : 'columns' in line ? line.columns.join(' ') : '')).join('\n');
const papers = (rig: MachineRig) => rig.printer.jobs.map(({ receipt }) => textOf(receipt));
const entries = (rig: MachineRig, id = 'id-1') => rig.ledger.history(id).map(({ entry }) => entry);

/** From the first screen to the paper of the service that prints a person's name. */
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
  await untilOffered(rig, 'en', person);
  await byPhone(rig);
  await rig.type('bank');
  await rig.citizen({ do: 'next' }, { do: 'next' });
}

/** To the slip about a payment that the terminal told nothing of. */
async function untilInLongDoubt(rig: MachineRig): Promise<void> {
  await untilPaying(rig, 'en');
  rig.terminal.state.answer = NO_ANSWER;
  rig.terminal.settle(SILENT);
  await rig.settled();
  await rig.wait(DOUBT_IS_LONG_MS);
}

/** One citizen leaves while the printer works on a slip about a payment, another comes: what the second one finds. */
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

describe('nobody gets another person’s paper', () => {
  it('what is under way when a visit ends is stopped, and the next person gets their own alone', async () => {
    const rig = machineRig();
    expect(namesOn(await twoCitizens(rig))).toEqual({ own: 1, foreign: 0 });
    expect(rig.bugs).toEqual([]);
  });

  /** The fault that the desk is there for, switched in. */
  it('a desk that lets every job through is noticed', async () => {
    const bypassed: PrintDesk = {
      openSession: () => undefined,
      endSession: () => undefined,
      print: ({ receipt }) => rig.printer.contract.print(receipt, new AbortController().signal),
      printSheets: () => Promise.reject(new Error('there are no sheets here')),
    };
    const rig = machineRig({ desk: bypassed });
    expect(namesOn(await twoCitizens(rig))).toEqual({ own: 1, foreign: 1 });
  });

  it('a name that is not the card’s is refused although the FIN is', async () => {
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
    await untilOffered(rig, 'en');
    await byPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-105' });
    expect(rig.printer.jobs).toHaveLength(before);
  });
});

describe('slips about what is not settled', () => {
  it('the return has its own although that about the registration is still coming out', async () => {
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

describe('sheets are numbered', () => {
  it('a torn one is in the ledger, and the next says which it replaces', async () => {
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

  it('none is left out where nothing came out of the one that replaces a torn one', async () => {
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

  it('one of which nothing came out is the same sheet again', async () => {
    const rig = machineRig();
    await untilPrinting(rig, 'en');
    rig.printer.finish(err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' }));
    await rig.settled();
    await rig.citizen({ do: 'reprint' });
    expect(papers(rig)[1]).toBe(papers(rig)[0]);
    expect(entries(rig)).toContainEqual({ kind: 'printFailed', code: 'PRN-101', copy: 1, torn: false });
  });
});

describe('what is not settled goes home on a slip', () => {
  it('a payment that only staff can find out about: with the code, and that they do', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.state.answer = {
      known: 'nothing',
      trouble: { code: 'TRM-106', kind: 'cannot-be-told', last: 'none' },
    };
    rig.terminal.settle(SILENT);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ code: 'TRM-106', slip: 'printing' });
    const [slip = ''] = papers(rig);
    expect(slip).toContain('Bunu əməkdaş yoxlayacaq');
    expect(slip).toContain('K5-7QF2-41');
    expect(slip).not.toContain('özü öyrənir');
  });

  it('a payment in doubt: once, with the code, and nothing is claimed', async () => {
    const rig = machineRig();
    await untilPaying(rig, 'en');
    rig.terminal.state.answer = NO_ANSWER;
    rig.terminal.settle(SILENT);
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

  it('says so where the slip does not come out', async () => {
    const rig = machineRig();
    await untilInLongDoubt(rig);
    rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' }));
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'TRM-203', slip: 'not-printed' });
    expect(entries(rig).map(({ kind }) => kind)).not.toContain('slipPrinted');
  });

  it('is stopped with the visit, and the settlement prints nothing', async () => {
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

  it('paid and not registered yet', async () => {
    const rig = machineRig();
    await untilPaying(rig, 'en');
    rig.office.state.down = true;
    rig.terminal.settle({ known: 'approved', approval: APPROVAL });
    await rig.settled();
    for (let attempt = 1; attempt < PATIENT_ATTEMPTS; attempt++) await rig.wait(REGISTER_AGAIN_MS);
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

  it('refused after the payment, and the money could not go back yet', async () => {
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

describe('paper is counted before anybody pays', () => {
  const warnings = (rig: MachineRig) => {
    const screen = rig.screen();
    return screen.show === 'beforeYouStart' ? screen.warnings : screen.show;
  };

  it('too little for the receipt is said, and what needs its paper is not offered', async () => {
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
  ] as const)('%s', async (_, status, said) => {
    const rig = machineRig();
    await rig.settled();
    rig.printer.become(status);
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
    expect(warnings(rig)).toEqual(said);
  });
});
