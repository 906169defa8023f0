import { describe, expect, it } from 'vitest';
import { PAPER_WORDS } from '../../device/receipt/words.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { CASH_GRACE_MS, CASH_IDLE_MS, NOTE_NEWS_LIMIT_MS } from '../../device/session/cash.machine.ts';
import { seededRandom } from '../../simulators/random.ts';
import {
  type CashRig,
  cashList,
  cashRig,
  cassetteCount,
  closingEntry,
  DUTY,
  entryKinds,
  expectNoteValueInOnePlace,
  insertedAmount,
  insertNote,
  paperOf,
  putInAndKeep,
  putInAndWait,
  runRigUntil,
  untilChoosing,
  untilNotes,
} from '../rigs/cash-rig.ts';
import { APPROVAL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';

/* A note's value is in exactly one place: paid, credited, returned, or for staff. */

describe('a duty paid in notes', () => {
  it('when the sum is exact, then the application is registered and printed without a credit', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(both.rig);
    await putInAndWait(both, 20);
    expect(rig.screen()).toMatchObject({ inserted: 2_000, canStop: true });
    await putInAndWait(both, 20);
    const askedForNotes: CitizenScreen[] = [];
    rig.onChange(() => {
      const screen = rig.screen();
      if (screen.show === 'payingCash' && screen.stage === 'insert' && screen.inserted >= DUTY)
        askedForNotes.push(screen);
    });
    await insertNote(both, 10);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    expect(askedForNotes).toEqual([]);
    expect(paperOf(rig)).toContain('Qoyulan nağd pul');
    expect(paperOf(rig)).not.toContain('K5-7QF2-9XKD');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: DUTY, credit: null });
    await rig.citizen({ do: 'finish' });
    const note = 'noteHeld noteStacked';
    expect(entryKinds(rig).join(' ')).toBe(
      `quoted lodged cashIntent ${note} ${note} ${note} cashPaid issueRequested issued printing printed closed`,
    );
    expect(rig.terminal.state.sales).toBe(0);
    expect(cassetteCount(both)).toBe(3);
    expectNoteValueInOnePlace(both);
  });

  it('when notes exceed the price, then the receipt has a credit with its code', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await putInAndWait(both, 20);
    await putInAndKeep(both, 20);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    expect(paperOf(rig)).toContain('60,00 ₼');
    expect(paperOf(rig)).toContain('K5-7QF2-9XKD-01');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'done',
      paid: DUTY,
      credit: { code: 'K5-7QF2-9XKD-01', amount: 1_000, printed: true },
    });
    await rig.citizen({ do: 'finish' });
    expect(rig.ledger.find('id-1')?.credits).toEqual([{ code: 'K5-7QF2-9XKD-01', amount: 1_000, printed: true }]);
    expectNoteValueInOnePlace(both);
  });
});

describe('stopping', () => {
  it('when the citizen stops half way, then a slip is printed, and the application is withdrawn', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await rig.citizen({ do: 'cancel' });
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    expect(paperOf(rig)).toContain('QALIQ KODU');
    expect(paperOf(rig)).not.toContain(PAPER_WORDS.az.noteStuck);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', because: null, credit: { amount: 2_000, printed: true } });
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(closingEntry(rig)).toMatchObject({ outcome: 'credited' });
    expect(rig.office.state).toMatchObject({ registered: [], withdrawn: ['id-1'] });
    expectNoteValueInOnePlace(both);
  });

  it('when no note was inserted, then the page of the ways to pay returns, and the card pays', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await rig.citizen({ do: 'back' });
    await runRigUntil(rig, 'the choice', () => rig.screen().show === 'choosingPayment');
    expect(rig.screen()).toMatchObject({ canGoBack: false });
    await rig.citizen({ do: 'method', method: 'card' });
    rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: DUTY } });
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
    expect(entryKinds(rig)).toContain('cashStopped');
    expectNoteValueInOnePlace(both);
  });

  it('when the citizen walks away, then the visit stops after a warning', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await runRigUntil(rig, 'the warning', () => rig.screen().idle !== null, CASH_IDLE_MS + 2_000);
    await rig.citizen({ do: 'stay' });
    expect(rig.screen().idle).toBeNull();
    await runRigUntil(rig, 'the warning', () => rig.screen().idle !== null, CASH_IDLE_MS + 2_000);
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1, CASH_GRACE_MS + 2_000);
    rig.printer.finish();
    await runRigUntil(rig, 'the warning', () => rig.screen().idle !== null, 65_000);
    expect(rig.screen()).toMatchObject({ show: 'credited', takeCard: true, qr: 'K5-7QF2-9XKD-01' });
    await rig.citizen({ do: 'stay' });
    expect(rig.screen()).toMatchObject({ show: 'credited', idle: null });
    await rig.run(95_000);
    expect(rig.screen().show).toBe('attract');
    expect(closingEntry(rig)).toMatchObject({ outcome: 'credited' });
    expectNoteValueInOnePlace(both);
  });

  it('when there is no paper for the slip, then the screen and the staff list have the code', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await rig.citizen({ do: 'finish' });
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    rig.printer.finish({
      ok: false,
      error: { code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' },
    });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', credit: { amount: 2_000, printed: false } });
    expect(cashList(rig).credits).toMatchObject([{ applicationId: 'id-1', amount: 2_000, printed: false }]);
    expectNoteValueInOnePlace(both);
  });
});

describe('the back office', () => {
  it('when the office refuses a payment in notes, then all of the notes become a credit', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    rig.office.state.refuse = true;
    await putInAndKeep(both, 100);
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', because: 'BKO-104', credit: { amount: 10_000 } });
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(closingEntry(rig)).toMatchObject({ outcome: 'credited' });
    expect(rig.terminal.state.reversed).toBe(0);
    expectNoteValueInOnePlace(both);
  });

  it('when the office is down after the notes, then the application is registered later, with the surplus as a credit', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    rig.office.state.down = true;
    await putInAndKeep(both, 100);
    await runRigUntil(rig, 'late', () => rig.screen().show === 'trouble');
    expect(rig.screen()).toMatchObject({ code: 'BKO-103', money: 'cash' });
    await rig.citizen({ do: 'finish' });
    rig.office.state.down = false;
    await rig.run(130_000);
    expect(rig.office.state.registered).toEqual(['id-1']);
    expect(cashList(rig).credits).toMatchObject([{ amount: 5_000, printed: false }]);
    expectNoteValueInOnePlace(both);
  });
});

const PLACES = ['path', 'escrow', 'leaving', 'beyond'] as const;
const HAPPENS = {
  'the cable is pulled': ({ notes }: CashRig) => notes.cable.unplug(),
  'the power of the validator goes': ({ notes }: CashRig) => {
    notes.unit.powerOff();
    notes.unit.powerOn();
  },
} as const;

describe.each(Object.keys(HAPPENS) as (keyof typeof HAPPENS)[])('while a note is inside, %s', (what) => {
  it.each(PLACES)('when the note is at %s, then its value is in exactly one place', async (place) => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await insertNote(both, 20);
    await runRigUntil(rig, place, () => notes.unit.state().inside?.at === place);
    await HAPPENS[what](both);
    await rig.run(3_000);
    await notes.cable.plug();
    await rig.run(8_000);
    notes.unit.take();
    await runRigUntil(rig, 'settled', () => insertedAmount(rig) >= 2_000 && cassetteCounts(both));
    expectNoteValueInOnePlace(both);
    await rig.citizen({ do: 'cancel' });
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', credit: { amount: 2_000 * cassetteCount(both) } });
    expectNoteValueInOnePlace(both);
  });
});

const cassetteCounts = (both: CashRig): boolean => insertedAmount(both.rig) === 2_000 * cassetteCount(both);

async function slipOfForgottenNote(both: CashRig): Promise<void> {
  const { rig, notes } = both;
  notes.unit.faults.next('forget-credit');
  await insertNote(both, 20);
  await runRigUntil(rig, 'beyond', () => notes.unit.state().inside?.at === 'beyond');
  notes.unit.powerOff();
  notes.unit.powerOn();
  await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1, 60_000);
  rig.printer.finish();
}

describe('note with an unknown outcome', () => {
  it('when other notes were paid, then only these notes are credited, and the unknown note is on the staff list', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await slipOfForgottenNote(both);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', because: 'BIL-110', credit: { amount: 2_000 } });
    expect(cashList(rig).doubts).toMatchObject([{ applicationId: 'id-1', value: 2_000, why: 'power-lost' }]);
    const lines = rig.printer.jobs.at(-1)?.receipt.lines ?? [];
    expect(lines).toContainEqual(expect.objectContaining({ columns: [PAPER_WORDS.az.stuckValue, '20,00 ₼'] }));
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    expect(closingEntry(rig)).toMatchObject({ outcome: 'credited' });
    expectNoteValueInOnePlace(both);
  });

  it('when the code comes long after the last touch, then the citizen has a whole idle time to read it', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await rig.run(45_000);
    await slipOfForgottenNote(both);
    await runRigUntil(rig, 'the code', () => rig.screen().show === 'credited');
    await rig.run(55_000);
    expect(rig.screen()).toMatchObject({ show: 'credited', idle: null });
    await rig.run(10_000);
    expect(rig.screen().idle).not.toBeNull();
  });

  it('when the unknown note is the only one, then the trouble page says so', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    notes.unit.faults.next('cheat');
    await insertNote(both, 20);
    await runRigUntil(rig, 'trouble', () => rig.screen().show === 'trouble', 60_000);
    expect(rig.screen()).toMatchObject({ code: 'BIL-110', money: 'unknown', canRetry: false });
    expect(cashList(rig).doubts).toHaveLength(1);
    expectNoteValueInOnePlace(both);
  });

  it('when the validator stays away, then the citizen may go, and the note is settled later', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await insertNote(both, 20);
    await runRigUntil(rig, 'beyond', () => notes.unit.state().inside?.at === 'beyond');
    await notes.cable.unplug();
    await rig.citizen({ do: 'cancel' });
    await runRigUntil(rig, 'asking', () => {
      const screen = rig.screen();
      return screen.show === 'payingCash' && screen.stage === 'asking';
    });
    expect(rig.screen()).toMatchObject({ trouble: 'BIL-101', canLeave: true, canStop: false });
    await runRigUntil(rig, 'the end', () => rig.screen().show === 'attract', NOTE_NEWS_LIMIT_MS + 2_000);
    expect(rig.ledger.open()).toHaveLength(1);
    await notes.cable.plug();
    await rig.run(200);
    await runRigUntil(rig, 'settled', () => rig.ledger.open().length === 0, 130_000);
    expect(cashList(rig).credits).toMatchObject([{ amount: 2_000, printed: false }]);
    expectNoteValueInOnePlace(both);
  });
});

describe('a kiosk that is killed', () => {
  it.each(['escrow', 'leaving', 'beyond'] as const)(
    'when the kiosk is killed with a note at %s, then the sum in all places is the same',
    async (place) => {
      const first = await cashRig();
      await untilNotes(first.rig);
      await putInAndWait(first, 20);
      await putInAndKeep(first, 50);
      await runRigUntil(first.rig, place, () => first.notes.unit.state().inside?.at === place);
      if (place === 'escrow') await runRigUntil(first.rig, 'held', () => entryKinds(first.rig).at(-1) === 'noteHeld');
      await first.rig.crash();
      const rig = machineRig({ notes: first.notes, ledger: first.rig.ledger, written: [...first.rig.written] });
      const both = { rig, notes: first.notes };
      await rig.run(10_000);
      first.notes.unit.take();
      await runRigUntil(rig, 'settled', () => rig.ledger.open().length === 0, 130_000);
      if (cassetteCount(both) === 2) {
        expect(rig.office.state.registered).toEqual(['id-1']);
        expect(cashList(rig).credits).toMatchObject([{ amount: 2_000 }]);
      } else {
        expect(rig.office.state.registered).toEqual([]);
        expect(cashList(rig).credits).toMatchObject([{ amount: 2_000 }]);
      }
      expectNoteValueInOnePlace(both);
    },
  );
});

describe('messages to the citizen', () => {
  async function jammed() {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    notes.unit.faults.next('jam-path');
    await insertNote(both, 10);
    await runRigUntil(rig, 'the jam', () => JSON.stringify(rig.screen()).includes('BIL-105'));
    return both;
  }

  it('when a note is stuck, then the slip says that its sum excludes the note, and has the code of the page', async () => {
    const both = await jammed();
    const { rig } = both;
    await rig.citizen({ do: 'cancel' });
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    const lines = rig.printer.jobs.at(-1)?.receipt.lines ?? [];
    expect(lines).toContainEqual(expect.objectContaining({ text: PAPER_WORDS.az.noteStuck }));
    expect(lines).toContainEqual(expect.objectContaining({ text: PAPER_WORDS.az.noteUnknown }));
    rig.printer.finish();
    await rig.settled();
    const screen = rig.screen();
    expect(screen).toMatchObject({ show: 'credited', stuck: 'BIL-105', credit: { amount: 2_000 } });
    expect(lines).toContainEqual({ qr: screen.show === 'credited' ? screen.qr : '' });
    expectNoteValueInOnePlace(both);
  });

  it('when a note jams on the way in, then the page says so, and staff can be called; later the page asks for notes again', async () => {
    const both = await jammed();
    const { rig, notes } = both;
    expect(rig.screen()).toMatchObject({ stage: 'blocked', canStop: true, called: false, inserted: 2_000 });
    await rig.citizen({ do: 'call-staff' });
    expect(rig.screen()).toMatchObject({ stage: 'blocked', called: true });
    notes.unit.clearJam();
    await runRigUntil(rig, 'notes again', () => JSON.stringify(rig.screen()).includes('"stage":"insert"'));
    expect(rig.screen()).toMatchObject({ stage: 'insert', trouble: null, canStop: true });
    expectNoteValueInOnePlace(both);
  });

  it('when the cable is pulled while a note is read, then the page counts nothing and has a way back', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await insertNote(both, 10);
    await runRigUntil(rig, 'reading', () => JSON.stringify(rig.screen()).includes('"stage":"reading"'));
    expect(rig.screen()).toMatchObject({ canStop: false });
    notes.cable.unplug();
    await runRigUntil(rig, 'away', () => JSON.stringify(rig.screen()).includes('BIL-101'));
    expect(rig.screen()).toMatchObject({ stage: 'blocked', inserted: 0, canStop: true });
    await rig.citizen({ do: 'back' });
    await runRigUntil(rig, 'another page', () => rig.screen().show !== 'payingCash', 130_000);
    expect(rig.bugs).toEqual([]);
  });

  it('when the cassette is out, then the citizen cannot choose notes on the page of the ways to pay', async () => {
    const { rig, notes } = await cashRig();
    notes.unit.cassetteOut();
    await rig.run(1_000);
    expect(rig.screen()).toMatchObject({ show: 'attract', notices: ['BIL-104'] });
    await untilChoosing(rig);
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', closed: { card: null, cash: 'BIL-104' } });
    await rig.citizen({ do: 'method', method: 'cash' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'paying', stage: 'present-card' });
  });

  it('when the terminal is away, then the citizen cannot choose the card on the page of the ways to pay', async () => {
    const { rig } = await cashRig();
    rig.terminal.become('noDevice');
    await untilChoosing(rig);
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', closed: { card: 'TRM-101', cash: null } });
    await rig.citizen({ do: 'method', method: 'card' }, { do: 'method', method: 'cash' });
    await rig.run(500);
    expect(rig.screen()).toMatchObject({ show: 'payingCash' });
  });

  it('when a note is returned, then the page says why', async () => {
    const both = await cashRig();
    await untilNotes(both.rig);
    both.notes.unit.faults.next('reject');
    await insertNote(both, 20);
    await runRigUntil(both.rig, 'back', () => {
      const screen = both.rig.screen();
      return screen.show === 'payingCash' && screen.back === 'invalid-note';
    });
    both.notes.unit.take();
    await insertNote(both, 20);
    await runRigUntil(
      both.rig,
      'reading',
      () => both.rig.screen().show === 'payingCash' && insertedAmount(both.rig) === 2_000,
    );
    expect(both.rig.screen()).toMatchObject({ back: null });
  });
});

async function payAgain(rig: MachineRig): Promise<void> {
  await untilChoosing(rig);
  const screen = rig.screen();
  if (screen.show === 'choosingPayment' && screen.closed.cash === null)
    await rig.citizen({ do: 'method', method: 'cash' });
  else await rig.citizen({ do: 'finish' });
  await rig.run(1_000);
}

const SEEDS = Array.from({ length: 40 }, (_, nth) => nth + 1);
const MANATS = [1, 5, 10, 20, 50, 100, 200] as const;

describe('a storm of cut power, pulled cables and killed kiosks', () => {
  it.each(SEEDS)('when the seed of the storm is %i, then no note is lost or credited twice', async (seed) => {
    const random = seededRandom(seed);
    const upTo = (limit: number) => Math.floor(random() * limit);
    let both = await cashRig();
    const { notes } = both;
    await untilNotes(both.rig);
    for (let nth = 0; nth < 6; nth++) {
      if (both.rig.screen().show === 'attract') await payAgain(both.rig);
      notes.unit.insert({ manat: MANATS[upTo(MANATS.length)] ?? 1 });
      const blow = upTo(4);
      if (blow === 0) notes.unit.cutPowerAfter(1 + upTo(300));
      await both.rig.run(50 * upTo(80));
      const answer = ['keep', 'give-back', null][upTo(3)] ?? null;
      if (both.rig.screen().show === 'noteTooLarge' && answer) await both.rig.citizen({ do: 'answer', value: answer });
      if (blow === 1) await notes.cable.unplug();
      if (blow === 2) {
        await both.rig.crash();
        const { ledger, written } = both.rig;
        both = { notes, rig: machineRig({ notes, ledger, written: [...written] }) };
      }
      await both.rig.run(50 * upTo(60));
      notes.unit.powerOn();
      await notes.cable.plug();
      await both.rig.run(6_000);
      notes.unit.take();
      both.rig.printer.finish();
    }
    await both.rig.citizen({ do: 'finish' });
    both.rig.terminal.settle({ known: 'cancelled' });
    await runRigUntil(
      both.rig,
      'settled',
      () => {
        both.rig.printer.finish();
        notes.unit.take();
        notes.unit.powerOn();
        return both.rig.ledger.open().length === 0 && notes.unit.state().inside === null;
      },
      400_000,
    );
    expectNoteValueInOnePlace(both);
  });
});

describe('a note that comes back', () => {
  async function stoppedWithNote(both: CashRig): Promise<void> {
    await untilNotes(both.rig);
    await insertNote(both, 10);
    await both.rig.citizen({ do: 'back' });
    await runRigUntil(both.rig, 'it hangs out', () => both.notes.unit.state().inside?.at === 'mouth');
    await both.rig.run(500);
  }

  it('when the returned note hangs out of the intake, then the page asks to take it, and offers cash once it is taken', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await stoppedWithNote(both);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'take-note', canStop: false });
    notes.unit.take();
    await runRigUntil(rig, 'the ways to pay', () => rig.screen().show === 'choosingPayment');
    expect(rig.screen()).toMatchObject({ closed: { card: null, cash: null } });
    expectNoteValueInOnePlace(both);
  });

  it('when the returned note is not taken, then cash is closed, also for the next visit', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await stoppedWithNote(both);
    await runRigUntil(rig, 'the ways', () => rig.screen().show === 'choosingPayment');
    expect(rig.screen()).toMatchObject({ closed: { card: null, cash: 'BIL-111' } });
    await rig.citizen({ do: 'finish' });
    await runRigUntil(rig, 'the first page', () => rig.screen().show === 'attract');
    expect(rig.screen()).toMatchObject({ notices: ['BIL-111'], toTake: ['note'] });
    notes.unit.take();
    await rig.run(1_000);
    expect(rig.screen()).toMatchObject({ notices: [], toTake: [] });
    expectNoteValueInOnePlace(both);
  });

  it('when the citizen stops and a note is returned, then the page asks to take it, and no visit counts it', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await insertNote(both, 10);
    await rig.citizen({ do: 'cancel' });
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'take-note', inserted: 2_000 });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', credit: { amount: 2_000 }, stuck: 'BIL-111' });
    await rig.citizen({ do: 'finish' });
    await rig.run(6_000);
    await untilChoosing(rig);
    expect(rig.screen()).toMatchObject({ show: 'choosingPayment', closed: { card: null, cash: 'BIL-111' } });
    await rig.citizen({ do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'paying' });
    expect(rig.ledger.find('id-2')?.notes ?? []).toEqual([]);
    notes.unit.take();
    await rig.run(1_000);
    expect(cashList(rig).credits).toMatchObject([{ amount: 2_000 }]);
    expectNoteValueInOnePlace(both);
  });

  it('when the unit refused a note during the payment, then the page asks to take it', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    notes.unit.faults.next('reject');
    await insertNote(both, 10);
    await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth');
    await rig.run(500);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'take-note' });
    notes.unit.take();
    await runRigUntil(rig, 'the next', () => notes.unit.unit()?.state === 'idling');
    await rig.run(500);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'insert', back: expect.any(String) });
  });
});
