import { describe, expect, it } from 'vitest';
import type { Due } from '../../device/words/due.ts';
import { moneyText } from '../../device/words/format.ts';
import type { Intent } from '../../device/words/intent.ts';
import { err } from '../../drivers/result.ts';
import { pageOf } from '../papers/glass-text.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { APPROVED_SALE, confirmByPhone } from '../support/machine-ways.ts';
import { ALREADY_PAID_DUE, BILL_DUE, HELD_DUE, ROAD_FINE_DUE } from '../support/sample-dues.ts';

/* docs/decisions/0032 */

const NUMBER = 'AA123451';
const REFUSED = { code: 'BKO-102', kind: 'refused' } as const;

async function untilNumber(rig = machineRig()): Promise<MachineRig> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'road-fine' }, { do: 'next' });
  await rig.citizen({ do: 'answer', value: 'decision' }, { do: 'next' });
  await rig.type(NUMBER);
  return rig;
}

async function untilDue(rig = machineRig()): Promise<MachineRig> {
  await untilNumber(rig);
  await rig.citizen({ do: 'next' });
  return rig;
}

async function untilChecking(rig = machineRig()): Promise<MachineRig> {
  await untilDue(rig);
  if (rig.screen().show === 'choosingDue') await rig.citizen({ do: 'answer', value: '0' }, { do: 'next' });
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('checking');
  return rig;
}

async function untilList(dues: readonly Due[]): Promise<MachineRig> {
  const rig = machineRig();
  rig.office.state.dues = dues;
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'payment-of-dues' }, { do: 'next' });
  rig.reader.read();
  await rig.settled();
  await confirmByPhone(rig);
  return rig;
}

const papersOf = (rig: MachineRig) => rig.printer.jobs.map(({ receipt }) => JSON.stringify(receipt.lines)).join();

const untilToPay = async (dues: readonly Due[], ...intents: readonly Intent[]): Promise<MachineRig> => {
  const rig = machineRig();
  rig.office.state.dues = dues;
  await untilDue(rig);
  await rig.citizen(...intents);
  return rig;
};

it.each([
  ['one due with its fee', 'showingDue', () => untilToPay([ROAD_FINE_DUE])],
  [
    'a part of a bill',
    'showingDue',
    () =>
      untilToPay(
        [{ ...BILL_DUE, fee: 30 }],
        ...[{ do: 'answer', value: 'part' } as const, { do: 'key', key: '1' } as const],
        ...[{ do: 'key', key: '5' } as const, { do: 'next' } as const],
      ),
  ],
  [
    'several dues',
    'choosingDue',
    () => untilToPay([ROAD_FINE_DUE, BILL_DUE, HELD_DUE], { do: 'answer', value: '0' }, { do: 'answer', value: '1' }),
  ],
] as const)(
  'when the page asks for %s, then its sum is quoted, and the terminal takes this sum',
  async (_, show, reach) => {
    const rig = await reach();
    const screen = rig.screen();
    expect(screen.show).toBe(show);
    const toPay = 'toPay' in screen ? screen.toPay : Number.NaN;
    const { text } = await pageOf(screen);
    const { terminal } = rig;
    const { pay } = terminal.contract;
    const taken: number[] = [];
    Object.assign(terminal.contract, {
      pay: (...asked: Parameters<typeof pay>) => {
        taken.push(asked[0].amount);
        return pay(...asked);
      },
    });
    await rig.citizen({ do: 'next' });
    const checking = rig.screen();
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    const [, said] = /To pay[^₼]*?([\d.]+) ₼/.exec(text) ?? [];
    expect(moneyText(toPay, 'en').startsWith(`${said}\u00a0`)).toBe(true);
    expect([checking, taken, rig.bugs]).toMatchObject([{ show: 'checking', purchase: { amount: toPay } }, [toPay], []]);
  },
);

describe('a due', () => {
  it('when a due is found by its number and paid by card, then the receipt has the reference of its payee', async () => {
    const rig = await untilDue();
    expect(rig.office.state.dueQuestions).toEqual([
      { kiosk: 'K5', service: 'road-fine', answers: { by: 'decision', decision: NUMBER } },
    ]);
    expect(rig.screen()).toMatchObject({
      show: 'showingDue',
      payee: 'Traffic Police',
      subject: 'Speeding (sample)',
      owner: 'M••• A•••',
      full: 4_000,
      reduced: 1_200,
      discountUntil: '2026-11-24',
      fee: 40,
      until: '2026-12-14',
      overdue: false,
      part: null,
      mayPart: false,
    });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'checking',
      rows: [{ edit: 'by' }, { edit: 'decision' }, { value: 'Speeding (sample)', edit: 'due' }, {}, {}],
      purchase: {
        amount: 2_840,
        lines: [
          { amount: 2_800, payee: { en: 'Traffic Police' } },
          { kind: 'fee', amount: 40 },
        ],
      },
    });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged).toMatchObject([
      { request: { service: 'road-fine', amount: 2_840, due: { id: ROAD_FINE_DUE.id, part: null }, applicant: null } },
    ]);
    await approves(rig);
    expect(papersOf(rig)).toContain('["Payee’s No","ÖT-2026-000123"]');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'done',
      paid: 2_840,
      again: true,
      due: { payee: 'Traffic Police', reference: 'ÖT-2026-000123', rest: 0 },
    });
    expect(rig.bugs).toEqual([]);
  });
});

describe('the number of a due', () => {
  it('when three numbers belong to no due, then the kiosk takes no other number and sends the citizen to staff', async () => {
    const rig = machineRig();
    rig.office.state.noDue = 'unknown-due';
    await untilDue(rig);
    for (const why of ['unknown', 'unknown']) {
      expect(rig.screen()).toMatchObject({ show: 'noDue', why, typed: true, again: false });
      await rig.citizen({ do: 'back' });
      expect(rig.screen().show).toBe('answering');
      await rig.citizen({ do: 'next' });
    }
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'locked' });
    await rig.citizen({ do: 'retry' }, { do: 'next' });
    rig.office.state.noDue = null;
    await rig.citizen(...BACK_TO_THE_CHOICE, { do: 'choose', service: 'state-duty' }, { do: 'next' });
    await rig.type('12345671');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'locked' });
    expect(rig.office.state.dueQuestions).toHaveLength(3);
    expect(rig.bugs).toEqual([]);
  });

  it('when the visit ends, then the number of the due is forgotten, and the ledger never had this number', async () => {
    const rig = await untilChecking();
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    const kept = JSON.stringify([rig.actor.getPersistedSnapshot(), rig.written]);
    expect(kept).not.toContain(NUMBER);
    expect(kept).not.toContain(ROAD_FINE_DUE.id);
  });

  it('when the citizen changes the number of the due on the page of the check, then the kiosk looks it up and quotes again', async () => {
    const rig = await untilChecking();
    rig.office.state.dues = [BILL_DUE];
    await rig.citizen({ do: 'edit', what: 'decision' });
    await rig.citizen({ do: 'erase' });
    await rig.type('9');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', payee: 'Azerigaz' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 3_000 } });
  });
});

const BACK_TO_THE_CHOICE: readonly Intent[] = Array.from({ length: 4 }, () => ({ do: 'back' }));

describe('several dues', () => {
  it('when one payable due is ticked, then its page follows', async () => {
    const rig = machineRig();
    rig.office.state.dues = [ROAD_FINE_DUE, ALREADY_PAID_DUE, HELD_DUE, BILL_DUE];
    await untilDue(rig);
    expect(rig.screen()).toMatchObject({
      show: 'choosingDue',
      dues: [
        { value: '0', amount: 2_800, state: 'open', ticked: false },
        { value: '1', state: 'paid', paidOn: '2026-11-20' },
        { value: '2', state: 'held' },
        { value: '3', amount: 3_000, state: 'open' },
      ],
      all: { count: 2, amount: 5_800 },
      sum: { count: 0, amount: 0 },
      full: false,
      most: null,
    });
    await chooses(rig, '1', '2', '9', 'x');
    expect(rig.screen()).toMatchObject({ show: 'choosingDue', sum: { count: 0 } });
    await chooses(rig, '3');
    expect(rig.screen()).toMatchObject({ sum: { count: 1, amount: 3_000 }, fee: 0 });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', payee: 'Azerigaz' });
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'choosingDue', sum: { count: 1 } });
  });

  it('when the last day of a due is near, then this due is already ticked', async () => {
    const rig = machineRig();
    rig.office.state.dues = ['2026-11-23', '2026-11-24', '2026-12-01', '2026-12-02', null].map((until, nth) => ({
      ...ROAD_FINE_DUE,
      id: `D-${nth}`,
      until,
    }));
    await untilDue(rig);
    expect(rig.screen()).toMatchObject({
      dues: [
        { near: 'overdue', ticked: true },
        { near: 'today', ticked: true },
        { near: 'soon', ticked: true },
        { near: null, ticked: false },
        { near: null, ticked: false },
      ],
      sum: { count: 3, amount: 8_400 },
      fee: 120,
    });
  });

  it('when there are more dues than one payment can cover, then the citizen can tick only as many as it can', async () => {
    const rig = machineRig();
    rig.office.state.dues = Array.from({ length: 12 }, (_, nth) => ({ ...ROAD_FINE_DUE, id: `D-${nth}` }));
    await untilDue(rig);
    await chooses(rig, 'all');
    expect(rig.screen()).toMatchObject({ sum: { count: 10 }, full: true, most: 10 });
    await chooses(rig, '11');
    expect(rig.screen()).toMatchObject({ sum: { count: 10 } });
    await chooses(rig, 'all');
    expect(rig.screen()).toMatchObject({ sum: { count: 0 }, full: false });
  });

  it('when several dues are ticked, then one payment covers them, and each is lodged and registered separately', async () => {
    const rig = await untilSeveral();
    expect(rig.screen()).toMatchObject({
      show: 'checking',
      purchase: { amount: 5_840 },
      rows: [{ edit: 'by' }, { edit: 'decision' }, { edit: 'due' }, { edit: 'due' }],
    });
    await rig.citizen({ do: 'pay' });
    expect(rig.office.state.lodged).toMatchObject([
      {
        key: 'id-1.1',
        request: {
          amount: 2_840,
          due: { id: ROAD_FINE_DUE.id, part: null },
          quote: expect.stringContaining(ROAD_FINE_DUE.id),
        },
      },
      { key: 'id-1.2', request: { amount: 3_000, due: { id: BILL_DUE.id, part: null } } },
    ]);
    await approves(rig);
    expect(rig.office.state.registered).toEqual(['id-1.1', 'id-1.2']);
    const paper = papersOf(rig);
    for (const row of ['["Traffic Police","28,40 ₼"]', '["Azerigaz","30,00 ₼"]', '["PAID","58,40 ₼"]', '0,40 ₼'])
      expect(paper).toContain(row);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'done',
      paid: 5_840,
      due: null,
      message: null,
      dues: [{ credit: null }, {}],
    });
    const { text } = await pageOf(rig.screen());
    for (const { reference } of rig.ledger.find('id-1')?.lines ?? []) expect(text).toContain(reference);
    expect(rig.bugs).toEqual([]);
  });

  it('when the office is away after the payment, then the page has the first reference, counts the others and says that the dues are paid', async () => {
    const rig = await untilSeveral();
    await rig.citizen({ do: 'pay' });
    rig.office.state.down = true;
    await approves(rig);
    const { show, kept } = rig.screen();
    const { text } = await pageOf(rig.screen());
    for (const said of [kept?.reference ?? show, 'and 1 other number', 'Paid']) expect(text).toContain(said);
  });

  it.each([
    ['no due', null, true],
    ['the first due', 'id-1.1', false],
  ])(
    'when the office refuses %s and the paper ends, then the code on the glass has the proof only if the first due is registered',
    async (_, refusedKey, isProved) => {
      const rig = await untilSeveral();
      rig.office.state.refusedKey = refusedKey;
      await rig.citizen({ do: 'pay' });
      await approves(rig);
      const printed = rig.printer.jobs.at(-1)?.receipt.lines.find((line) => 'qr' in line);
      rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' }));
      await rig.settled();
      await rig.citizen({ do: 'show-qr' });
      const screen = rig.screen();
      if (screen.show !== 'receiptQr') throw new Error(`at ${screen.show}`);
      expect(printed).toMatchObject({ qr: screen.qr });
      expect(screen.qr.includes('#')).toBe(isProved);
      expect(screen.qr).toContain(screen.reference);
    },
  );

  it('when the office refuses one due after the payment, then the receipt has its credit code and the others are paid', async () => {
    const rig = await untilSeveral();
    rig.office.state.refusedKey = 'id-1.1';
    await rig.citizen({ do: 'pay' });
    await approves(rig);
    const [credit] = rig.ledger.find('id-1')?.credits ?? [];
    expect(credit).toMatchObject({ amount: 2_840, line: 1 });
    expect(papersOf(rig)).toContain(credit?.code);
    rig.printer.finish();
    await rig.settled();
    expect(rig.ledger.find('id-1')?.credits).toMatchObject([{ printed: true }]);
    expect(rig.screen()).toMatchObject({
      show: 'done',
      paid: 5_840,
      credit: null,
      dues: [{ registered: null, credit: { code: credit?.code } }, { registered: { payment: 'ÖT-2026-000123' } }],
    });
    await rig.citizen({ do: 'finish' });
    await rig.settled();
    expect(rig.ledger.find('id-1')?.last).toBe('closed');
    expect(rig.bugs).toEqual([]);
  });

  it('when the office refuses each due after the payment, then the whole payment goes back', async () => {
    const rig = await untilSeveral();
    rig.office.state.refuse = true;
    await rig.citizen({ do: 'pay' });
    await approves(rig);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-104' });
    expect(rig.ledger.find('id-1')).toMatchObject({ credits: [], refused: true });
  });

  it('when one due cannot be lodged, then no due stays lodged, and the list of dues is shown again', async () => {
    const rig = await untilSeveral();
    rig.office.state.goneDue = { ...REFUSED, reason: 'already-paid', paidOn: '2026-11-24' };
    rig.office.state.dues = [ROAD_FINE_DUE, { ...ALREADY_PAID_DUE, id: BILL_DUE.id }];
    await rig.citizen({ do: 'pay' });
    expect(rig.screen()).toMatchObject({ show: 'choosingDue', changed: true, sum: { count: 1 } });
    expect(rig.ledger.find('id-1')?.last).toBe('withdrawn');
    rig.office.state.goneDue = null;
    await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged).toMatchObject([{ key: 'id-2', request: { due: { id: ROAD_FINE_DUE.id } } }]);
    expect(rig.bugs).toEqual([]);
  });

  it('when the citizen pays another due, then the next visit begins with the same service', async () => {
    const rig = await untilChecking();
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'again' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', service: 'Pay a road fine' });
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it.each([
    [[ALREADY_PAID_DUE], { why: 'paid', paidOn: '2026-11-20', again: false }],
    [[HELD_DUE], { why: 'held', paidOn: null, again: true }],
  ])('when no due can be paid, then the page says why', async (dues, said) => {
    const rig = machineRig();
    rig.office.state.dues = dues;
    await untilDue(rig);
    expect(rig.screen()).toMatchObject({ show: 'noDue', ...said });
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('noDue');
  });
});

async function untilSeveral(): Promise<MachineRig> {
  const rig = machineRig();
  rig.office.state.dues = [ROAD_FINE_DUE, BILL_DUE];
  await untilDue(rig);
  await chooses(rig, 'all');
  await rig.citizen({ do: 'next' });
  return rig;
}

const approves = (rig: MachineRig) => {
  rig.terminal.settle(APPROVED_SALE);
  return rig.settled();
};

const chooses = (rig: MachineRig, ...values: readonly string[]) =>
  rig.citizen(...values.map((value) => ({ do: 'answer', value }) as const));

describe('a part of a due', () => {
  const untilBill = async () => {
    const rig = machineRig();
    rig.office.state.dues = [BILL_DUE];
    return untilDue(rig);
  };

  it('when the citizen pays a part within the limits of the payee, then the last page and the paper name the rest', async () => {
    const rig = await untilBill();
    await chooses(rig, 'part');
    expect(rig.screen()).toMatchObject({ show: 'typingPart', min: 100, max: 3_000, value: '' });
    await rig.type('30.01');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'typingPart', problem: expect.stringContaining('30.00') });
    await rig.citizen(...Array.from({ length: 5 }, () => ({ do: 'erase' }) as const));
    await rig.type('12.5');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', part: 1_250 });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 1_250 } });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged).toMatchObject([
      { request: { amount: 1_250, due: { id: BILL_DUE.id, part: 1_250 } } },
    ]);
    await approves(rig);
    expect(papersOf(rig)).toMatch(/"Still owed","17[.,]50/);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', due: { rest: 1_750 } });
  });

  it('when the part changes, then the kiosk quotes again; when the payee takes no part, then the page offers none', async () => {
    const rig = await untilBill();
    await chooses(rig, 'part');
    await rig.type('5');
    await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'edit', what: 'due' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', part: 500 });
    await chooses(rig, 'whole');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 3_000 } });
    const other = await untilDue();
    await chooses(other, 'part');
    expect(other.screen().show).toBe('showingDue');
  });

  it('when the part is the whole sum, then the kiosk pays the whole due', async () => {
    const rig = await untilBill();
    await chooses(rig, 'part');
    await rig.type('30');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', part: null });
  });
});

describe('what was paid meanwhile', () => {
  it('when the office refuses the due at lodging, then the kiosk takes no money, and the page has the day of the other payment', async () => {
    const rig = await untilChecking();
    rig.office.state.goneDue = { ...REFUSED, reason: 'already-paid', paidOn: '2026-11-24' };
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'paid', paidOn: '2026-11-24', again: false });
    expect([rig.terminal.state.sales, rig.office.state.lodged.length]).toEqual([0, 0]);
    rig.office.state.dues = [BILL_DUE];
    rig.office.state.goneDue = null;
    await rig.citizen({ do: 'back' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', payee: 'Azerigaz', changed: false });
    expect(rig.bugs).toEqual([]);
  });

  it('when the office refuses the due at the quote, then the page says that the due is paid', async () => {
    const rig = await untilDue();
    rig.office.state.goneDue = { ...REFUSED, reason: 'already-paid' };
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'paid', paidOn: null });
  });

  it('when another citizen holds the due, then a new try is a new application', async () => {
    const rig = await untilChecking();
    rig.office.state.goneDue = { ...REFUSED, reason: 'due-held' };
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'held', again: true });
    rig.office.state.goneDue = null;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', changed: false });
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen().show).toBe('paying');
    expect([rig.terminal.state.sales, rig.office.state.lodged.length]).toEqual([1, 1]);
  });
});

describe('a discount that ended at midnight', () => {
  it('when the sum changes between quote and lodging, then the page shows the new sum and the kiosk quotes again', async () => {
    const rig = await untilChecking();
    rig.office.state.quoteOver = 1;
    rig.office.state.dues = [{ ...ROAD_FINE_DUE, amount: 4_000, discountUntil: null }];
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', changed: true, reduced: 0, discountUntil: null });
    expect([rig.terminal.state.sales, rig.office.state.lodged.length]).toEqual([0, 0]);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 4_040 } });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged).toMatchObject([{ request: { amount: 4_040 } }]);
  });
});

it('when the quote runs out and the sum is the same, then the page shows no change, and nothing is lodged', async () => {
  const rig = await untilChecking();
  rig.office.state.quoteOver = 1;
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
  expect(rig.screen()).toMatchObject({ show: 'showingDue', changed: false, reduced: 1_200 });
  expect(rig.office.state.lodged).toEqual([]);
});

describe('the list of the dues of a person', () => {
  it('when card and code are checked, then the list has the whole name, and the application is lodged with both', async () => {
    const rig = machineRig();
    rig.office.state.dues = [{ ...ROAD_FINE_DUE, owner: 'MAMMADOVA AYSEL' }, BILL_DUE];
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'payment-of-dues' }, { do: 'next' });
    expect(rig.office.state.dueQuestions).toEqual([]);
    rig.reader.read();
    await rig.settled();
    await confirmByPhone(rig);
    expect(rig.office.state.dueQuestions).toMatchObject([
      { service: 'payment-of-dues', applicant: { surname: 'MAMMADOVA' }, confirmation: expect.any(String) },
    ]);
    await chooses(rig, '0');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', owner: 'MAMMADOVA AYSEL' });
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    const [question] = rig.office.state.dueQuestions;
    const confirmation = question && 'confirmation' in question ? question.confirmation : '';
    expect(rig.office.state.lodged).toMatchObject([{ request: { due: { id: ROAD_FINE_DUE.id }, confirmation } }]);
  });

  it('when the chosen due was paid meanwhile, then a retry shows the other due', async () => {
    const rig = await untilList([ROAD_FINE_DUE, BILL_DUE]);
    await chooses(rig, '0');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    rig.office.state.goneDue = { ...REFUSED, reason: 'already-paid', paidOn: '2026-11-24' };
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'paid', again: true, typed: false });
    rig.office.state.dues = [BILL_DUE];
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'showingDue', payee: 'Azerigaz' });
  });

  it('when the person pays again, then the list has only unpaid dues, and the kiosk asks for no card or code', async () => {
    const rig = await untilList([ROAD_FINE_DUE, BILL_DUE, { ...BILL_DUE, id: 'D-third' }]);
    const [question] = rig.office.state.dueQuestions;
    await chooses(rig, '0', '1');
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'send-message' });
    expect([...rig.office.state.messages.keys()]).toEqual(['id-1.1']);
    rig.office.state.dues = [BILL_DUE, { ...BILL_DUE, id: 'D-third' }];
    await rig.citizen({ do: 'again' });
    expect(rig.screen()).toMatchObject({ show: 'choosingDue', all: { count: 2 } });
    expect(rig.office.state.dueQuestions.at(-1)).toEqual(question);
    await chooses(rig, '1');
    await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged.at(-1)).toMatchObject({
      request: { due: { id: 'D-third' }, applicant: { surname: 'MAMMADOVA' } },
    });
    expect(rig.bugs).toEqual([]);
  });

  it('when an earlier application is continued with several dues, then only the first due replaces it', async () => {
    const rig = machineRig();
    rig.office.state.dues = [ROAD_FINE_DUE, BILL_DUE];
    rig.office.state.found = {
      reference: 'K5-7QF2-62',
      kiosk: 'K7',
      state: 'open',
      withdrawn: 'not-paid',
      service: 'payment-of-dues',
      tier: 'at-once',
      tariffDate: null,
      amount: 2_840,
      ready: null,
      answers: {},
      payment: null,
      registered: null,
    };
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type('K5-7QF2-62');
    await rig.citizen({ do: 'next' });
    rig.reader.read();
    await rig.settled();
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    await chooses(rig, 'all');
    await rig.citizen({ do: 'next' }, { do: 'pay' });
    expect(rig.office.state.lodged).toMatchObject([
      { request: { due: { id: ROAD_FINE_DUE.id }, continues: 'K5-7QF2-62' } },
      { request: { due: { id: BILL_DUE.id }, continues: null } },
    ]);
  });

  it('when the list cannot be opened at once, then the kiosk asks for a card before it shows the list', async () => {
    const rig = await untilList([ROAD_FINE_DUE, BILL_DUE]);
    await chooses(rig, '0');
    await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    rig.printer.finish();
    await rig.settled();
    rig.terminal.become('noDevice');
    await rig.citizen({ do: 'again' });
    expect(rig.screen().show).toBe('choosing');
    rig.terminal.become('online');
    await rig.citizen({ do: 'choose', service: 'payment-of-dues' }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
  });

  it('when the person goes on with another service, then the kiosk asks for card and code again', async () => {
    const rig = await untilList([ROAD_FINE_DUE]);
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'another' }, { do: 'choose', service: 'payment-of-dues' }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
    await rig.citizen({ do: 'back' }, { do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the person owes nothing, then the page says so', async () => {
    const rig = await untilList([]);
    expect(rig.screen()).toMatchObject({ show: 'noDue', why: 'nothing', typed: false });
  });
});

describe('an office', () => {
  it('when the office does not answer, then each retry asks it again, and no unknown number is counted', async () => {
    const rig = machineRig();
    await untilNumber(rig);
    rig.office.state.down = true;
    await rig.citizen({ do: 'next' });
    for (let times = 0; times < 5; times++) {
      expect(rig.screen()).toMatchObject({ show: 'readingDues', trouble: 'BKO-101' });
      await rig.citizen({ do: 'retry' });
    }
    rig.office.state.down = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen().show).toBe('showingDue');
  });

  it('when the payee refuses the payment, then the page shows BKO-104', async () => {
    const rig = await untilChecking();
    rig.office.state.refuse = true;
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    await approves(rig);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-104' });
    expect(rig.bugs).toEqual([]);
  });
});
