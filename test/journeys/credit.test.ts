import { describe, expect, it } from 'vitest';
import {
  type CashRig,
  cashRig,
  closingEntry,
  DUTY,
  entryKinds,
  expectNoteValueInOnePlace,
  insertNote,
  paperOf,
  putInAndKeep,
  putInAndWait,
  runRigUntil,
  untilChoosing,
} from '../rigs/cash-rig.ts';
import { APPROVAL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { SILENT_TERMINAL, untilChecking } from '../support/machine-ways.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';

const CODE = sampleCreditCode('K7', 'an application of another kiosk');

async function cardsOnly() {
  const rig = machineRig();
  await rig.settled();
  return { rig };
}

async function notesOnly(): Promise<CashRig> {
  const both = await cashRig();
  both.rig.terminal.become('noDevice');
  return both;
}

const typed = async (worth: number, change: (both: CashRig) => void = () => undefined): Promise<CashRig> =>
  typedAt(await cashRig(), worth, change);

async function typedAt<B extends { readonly rig: MachineRig }>(
  both: B,
  worth: number,
  change: (both: B) => void = () => undefined,
): Promise<B> {
  const { rig } = both;
  rig.office.state.creditWorth = worth;
  change(both);
  await untilChoosing(rig);
  expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: null });
  await rig.citizen({ do: 'method', method: 'credit' });
  await rig.settled();
  expect(rig.screen()).toMatchObject({ show: 'typingCredit', code: '', locked: false });
  await rig.type(CODE);
  await rig.citizen({ do: 'next' });
  await rig.settled();
  return both;
}

const refuseAll = ({ rig }: { readonly rig: MachineRig }) => {
  rig.office.state.noCredit = 'unknown-credit';
};

describe('a credit code', () => {
  it('when the credit covers the price, then nothing else is paid and the rest stays on the code', async () => {
    const both = await typed(DUTY + 700);
    const { rig } = both;
    expect(rig.screen()).toMatchObject({
      show: 'choosingPayment',
      credit: 'used',
      canGoBack: false,
      purchase: { amount: DUTY, credit: { amount: DUTY, left: 700 } },
    });
    await rig.citizen({ do: 'method', method: 'card' }, { do: 'method', method: 'cash' });
    expect(rig.screen().show).toBe('choosingPayment');
    await rig.citizen({ do: 'next' });
    await rig.settled();
    for (const words of ['Qalıq kodu ilə ödənilib', '50,00 ₼', 'Kodda qalan', '7,00 ₼', CODE])
      expect(paperOf(rig)).toContain(words);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: DUTY, creditLeft: { amount: 700, code: CODE } });
    await rig.citizen({ do: 'finish' });
    expect(entryKinds(rig).join(' ')).toBe(
      'quoted lodged creditReserved issueRequested issued printing printed closed',
    );
    expect(rig.terminal.state.sales).toBe(0);
    expect(JSON.stringify(rig.written)).not.toContain(CODE);
  });

  it('when the credit covers a part, then the card pays the rest', async () => {
    const both = await typed(2_000);
    const { rig } = both;
    await rig.citizen({ do: 'method', method: 'card' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'paying', purchase: { credit: { amount: 2_000, left: 0 } } });
    rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: DUTY - 2_000 } });
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
    for (const words of ['Qalıq kodu ilə ödənilib', '20,00 ₼', 'Kartla ödənilib', '30,00 ₼'])
      expect(paperOf(rig)).toContain(words);
    expect(entryKinds(rig).join(' ')).toContain('creditReserved intent saleSent');
  });

  it('when the credit covers a part, then notes pay the rest, and their excess is a new credit', async () => {
    const both = await typed(2_000);
    const { rig } = both;
    await rig.citizen({ do: 'method', method: 'cash' });
    await rig.run(1_000);
    expect(rig.screen()).toMatchObject({ notes: { fitting: [100, 500, 1_000, 2_000] } });
    await putInAndWait(both, 20);
    await putInAndKeep(both, 50);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    expect(paperOf(rig)).toContain('K5-7QF2-9XKD-01');
    expect(rig.ledger.find('id-1')?.credits).toMatchObject([{ amount: 4_000 }]);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(rig.office.state.toldCredits).toEqual(['id-1.credit.1']);
    expect(rig.bugs).toEqual([]);
  });

  it.each([
    ['whole', DUTY, [], { code: 'BKO-104', money: 'on-code' }],
    ['in part and then by card', 2_000, ['card'], { code: 'BKO-104', money: 'returned' }],
  ] as const)(
    'when the office refuses a payment by credit (%s), then the withdrawal frees the credit',
    async (_, worth, ways, trouble) => {
      const both = await typed(worth, ({ rig }) => {
        rig.office.state.refuse = true;
      });
      const { rig } = both;
      for (const method of ways) {
        await rig.citizen({ do: 'method', method });
        rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: DUTY - worth } });
      }
      if (ways.length === 0) await rig.citizen({ do: 'next' });
      await rig.settled();
      expect(rig.screen()).toMatchObject({ show: 'trouble', canRetry: false, ...trouble });
      expect(rig.office.state.reserved.get('id-1')).toBe(worth);
      await rig.citizen({ do: 'finish' });
      await rig.run(6_000);
      expect(rig.office.state).toMatchObject({ withdrawn: ['id-1'], reserved: new Map() });
    },
  );

  it('when credit and notes paid and the office refuses, then the notes are a new credit and the old credit is free', async () => {
    const both = await typed(DUTY - 500, ({ rig }) => {
      rig.office.state.refuse = true;
    });
    const { rig } = both;
    await rig.citizen({ do: 'method', method: 'cash' });
    await rig.run(1_000);
    await insertNote(both, 5);
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', because: 'BKO-104', credit: { amount: 500 } });
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(rig.office.state).toMatchObject({
      withdrawn: ['id-1'],
      reserved: new Map(),
      toldCredits: ['id-1.credit.1'],
    });
    expectNoteValueInOnePlace(both);
  });

  it('when the citizen leaves after the reservation, then the withdrawal frees the credit', async () => {
    const both = await typed(DUTY);
    const { rig } = both;
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(rig.office.state).toMatchObject({ withdrawn: ['id-1'], reserved: new Map() });
    expect(closingEntry(rig)).toMatchObject({ outcome: 'abandoned' });
  });

  it.each([
    ['unknown-credit', 'unknown'],
    ['spent-credit', 'spent'],
  ])('when the office says %s three times, then the visit takes no other code', async (reason, problem) => {
    const both = await typed(DUTY, ({ rig }) => {
      rig.office.state.noCredit = reason;
    });
    const { rig } = both;
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', problem, locked: false, tries: 2, code: CODE });
    for (const _ of [2, 3]) {
      await rig.citizen({ do: 'next' });
      await rig.settled();
    }
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', problem, locked: true });
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: 'wrong-codes', closed: { card: null } });
    await rig.citizen({ do: 'method', method: 'credit' });
    expect(rig.screen().show).toBe('choosingPayment');
  });

  it('when the code is in use three times, then no wrong code is counted, and the visit takes the code once it is free', async () => {
    const { rig } = await typed(DUTY, (both) => {
      both.rig.office.state.noCredit = 'credit-in-use';
    });
    for (const _ of [2, 3]) {
      await rig.citizen({ do: 'next' });
      await rig.settled();
    }
    expect(rig.screen()).toMatchObject({
      show: 'typingCredit',
      problem: 'in-use',
      locked: false,
      tries: 3,
      code: CODE,
    });
    rig.office.state.noCredit = null;
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', purchase: { credit: {} } });
  });

  it('when the id of the kiosk that issued the credit is the longest, then its code can be typed as it is printed', async () => {
    const { rig } = await cashRig();
    rig.office.state.creditWorth = DUTY;
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    await rig.type(sampleCreditCode('KIOSK6', 'an application of another kiosk'));
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', purchase: { credit: { amount: DUTY } } });
  });

  it('when a symbol is wrong, then the kiosk asks no office and counts no wrong code', async () => {
    const both = await typed(DUTY, ({ rig }) => {
      rig.office.state.noCredit = 'unknown-credit';
    });
    const { rig } = both;
    await rig.citizen({ do: 'erase' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ problem: 'mistyped' });
    for (let nth = 0; nth < 12; nth++) await rig.citizen({ do: 'erase' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ problem: 'incomplete', locked: false });
  });

  it('when the answer to a code is lost, then the kiosk asks only for the same code again', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    await rig.type(CODE);
    rig.office.state.down = true;
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ problem: 'BKO-101', fixed: true, code: CODE });
    await rig.citizen({ do: 'erase' }, { do: 'back' });
    await rig.settled();
    rig.office.state.down = false;
    await rig.citizen({ do: 'method', method: 'credit' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', fixed: true, code: CODE });
    rig.office.state.tooMany = true;
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ problem: 'BKO-109', fixed: true, code: CODE });
    rig.office.state.tooMany = false;
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', purchase: { credit: { amount: 200 } } });
    expect(entryKinds(rig).filter((kind) => kind === 'creditReserved')).toHaveLength(1);
  });

  it('when the office has too many requests, then the page says so, and the citizen can type another code', async () => {
    const { rig } = await typed(DUTY, (both) => {
      both.rig.office.state.tooMany = true;
    });
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', problem: 'BKO-109', fixed: false, code: CODE });
    rig.office.state.tooMany = false;
    for (let nth = 0; nth < CODE.length; nth++) await rig.citizen({ do: 'erase' });
    expect(rig.screen()).toMatchObject({ code: '' });
    await rig.type(sampleCreditCode('K6', 'an application of another kiosk'));
    await rig.citizen({ do: 'next' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', purchase: { credit: { amount: DUTY } } });
  });

  it('when the sale of the rest is in doubt, then the slip names the rest', async () => {
    const { rig } = await typed(2_000);
    await rig.citizen({ do: 'method', method: 'card' });
    rig.terminal.state.answer = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    await rig.citizen({ do: 'finish' });
    await rig.settled();
    expect(paperOf(rig)).toContain('30,00 ₼');
    expect(paperOf(rig)).not.toContain('50,00 ₼');
  });

  it('when an offered sale of the rest fails, then the citizen chooses the way to pay again', async () => {
    const { rig } = await typed(2_000);
    Object.assign(rig.terminal.contract, { capabilities: { issueOfGoods: true } });
    const asked: number[] = [];
    rig.terminal.contract.pay = async ({ amount }, _signal, _prompt, issue) => {
      asked.push(amount);
      rig.office.state.down = true;
      await issue?.({ ...APPROVAL, amount }, AbortSignal.abort());
      rig.office.state.down = false;
      return { known: 'declined', resultCode: '6c' };
    };
    await rig.citizen({ do: 'method', method: 'card' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-107', canRetry: true });
    await rig.citizen({ do: 'retry' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', credit: null, purchase: { amount: DUTY } });
    expect(rig.screen()).not.toHaveProperty('purchase.credit');
    expect(asked).toEqual([DUTY - 2_000]);
    await rig.citizen({ do: 'method', method: 'card' });
    await rig.settled();
    expect(asked).toEqual([DUTY - 2_000, DUTY]);
  });
});

describe('a credit code at a kiosk with cards only', () => {
  it('when the citizen pays, then the page of the ways to pay has the card and the code, and no notes', async () => {
    const { rig } = await cardsOnly();
    await untilChoosing(rig);
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', notes: null, credit: null, closed: { card: null } });
    await rig.citizen({ do: 'method', method: 'cash' });
    expect(rig.screen().show).toBe('choosingPayment');
    await rig.citizen({ do: 'method', method: 'card' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'paying', purchase: { amount: DUTY } });
  });

  it('when the credit covers the price, then nothing else is paid', async () => {
    const { rig } = await typedAt(await cardsOnly(), DUTY);
    await rig.citizen({ do: 'method', method: 'card' }, { do: 'next' });
    await rig.settled();
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: DUTY });
    expect(entryKinds(rig).join(' ')).toBe('quoted lodged creditReserved issueRequested issued printing printed');
    expect(rig.terminal.state.sales).toBe(0);
  });

  it('when the credit covers a part and the card is declined, then the next try asks the card for the rest again', async () => {
    const { rig } = await typedAt(await cardsOnly(), 2_000);
    await rig.citizen({ do: 'method', method: 'card' });
    rig.terminal.settle({ known: 'declined', resultCode: '05' });
    await rig.settled();
    await rig.citizen({ do: 'retry' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'paying', purchase: { credit: { amount: 2_000, left: 0 } } });
    rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: DUTY - 2_000 } });
    await rig.settled();
    for (const words of ['20,00 ₼', 'Kartla ödənilib', '30,00 ₼']) expect(paperOf(rig)).toContain(words);
  });

  it('when no credit has the code, then the card pays the whole price', async () => {
    const { rig } = await typedAt(await cardsOnly(), DUTY, refuseAll);
    expect(rig.screen()).toMatchObject({ show: 'typingCredit', problem: 'unknown' });
    await rig.citizen({ do: 'back' }, { do: 'method', method: 'card' });
    rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: DUTY } });
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
    expect(entryKinds(rig)).not.toContain('creditReserved');
  });

  it('when the office stops answering before the citizen pays, then no page asks for a code, and the card pays', async () => {
    const { rig } = await cardsOnly();
    await untilChecking(rig);
    const { devices } = rig.actor.getSnapshot().context;
    rig.actor.send({
      type: 'devices.changed',
      devices: { ...devices, office: { answers: false, takesOffline: false } },
    });
    await rig.citizen({ do: 'pay' });
    expect(rig.screen().show).toBe('paying');
  });
});

describe('a credit code at a kiosk with notes only', () => {
  it('when the credit covers the price, then nothing else is paid', async () => {
    const { rig } = await typedAt(await notesOnly(), DUTY);
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', closed: { card: 'TRM-101', cash: null } });
    await rig.citizen({ do: 'method', method: 'card' }, { do: 'next' });
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
    expect(entryKinds(rig).join(' ')).toBe('quoted lodged creditReserved issueRequested issued printing');
  });

  it('when the credit covers a part, then notes pay the rest', async () => {
    const both = await typedAt(await notesOnly(), DUTY - 500);
    const { rig } = both;
    await rig.citizen({ do: 'method', method: 'cash' });
    await rig.run(1_000);
    await insertNote(both, 5);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    for (const words of ['45,00 ₼', 'Qoyulan nağd pul', '5,00 ₼']) expect(paperOf(rig)).toContain(words);
  });

  it('when no credit has the code, then notes pay the whole price', async () => {
    const both = await typedAt(await notesOnly(), DUTY, refuseAll);
    const { rig } = both;
    await rig.citizen({ do: 'back' }, { do: 'method', method: 'cash' });
    await rig.run(1_000);
    await insertNote(both, 50);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    expect(entryKinds(rig)).not.toContain('creditReserved');
    expectNoteValueInOnePlace(both);
  });

  it('when the citizen puts in no note and goes back, then the page of the ways comes again', async () => {
    const both = await notesOnly();
    const { rig } = both;
    await untilChoosing(rig);
    await rig.citizen({ do: 'method', method: 'cash' });
    await rig.run(1_000);
    await rig.citizen({ do: 'back' });
    await runRigUntil(rig, 'the ways', () => rig.screen().show === 'choosingPayment');
    expect(rig.screen()).toMatchObject({ credit: null, canGoBack: false });
  });
});
