import { describe, expect, it } from 'vitest';
import { LARGE_NOTE_MS } from '../../device/session/cash.machine.ts';
import {
  type CashRig,
  cashRig,
  cassetteCount,
  DUTY,
  entryKinds,
  expectNoteValueInOnePlace,
  insertNote,
  putInAndWait,
  runRigUntil,
  untilAskedAboutNote,
  untilNotes,
} from '../rigs/cash-rig.ts';
import { machineRig } from '../rigs/machine-rig.ts';

describe('a note that exceeds the missing amount by more than the limit', () => {
  it('when the note is in escrow, then the page shows the amount that a code would keep', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    const asked = [5_000, 10_000, 20_000];
    expect(rig.screen()).toMatchObject({ notes: { fitting: [100, 500, 1_000, 2_000], exceeding: [], asked } });
    await untilAskedAboutNote(both, 200);
    expect(rig.screen()).toMatchObject({
      note: 20_000,
      missing: 3_000,
      inserted: 2_000,
      fitting: [100, 500, 1_000, 2_000],
    });
    // Longer than the 10 s for which a unit keeps a note without HOLD.
    await rig.run(15_000);
    expect(rig.screen().show).toBe('noteTooLarge');
    expect(notes.unit.state().inside?.at).toBe('escrow');
    expect(entryKinds(rig).filter((kind) => kind === 'noteHeld')).toHaveLength(1);
    await rig.citizen({ do: 'answer', value: 'keep' });
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: DUTY, credit: { amount: 17_000 } });
    expectNoteValueInOnePlace(both);
  });

  it.each([
    ['the citizen gives it back', ({ rig }: CashRig) => rig.citizen({ do: 'answer', value: 'give-back' })],
    ['the citizen does not answer', ({ rig }: CashRig) => rig.run(LARGE_NOTE_MS + 500)],
    [
      'a second note is pushed in and taken out',
      async ({ rig, notes }: CashRig) => {
        notes.unit.insert({ manat: 5 });
        await rig.run(1_000);
        expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'blocked', trouble: 'BIL-107' });
        notes.unit.take();
        await rig.run(LARGE_NOTE_MS);
      },
    ],
  ])('when %s, then the note goes back and the validator takes another note', async (_, act) => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await untilAskedAboutNote(both, 200);
    await act(both);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'take-note', back: 'returned', inserted: 2_000 });
    await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth');
    notes.unit.take();
    await runRigUntil(rig, 'the next', () => notes.unit.unit()?.state === 'idling');
    await putInAndWait(both, 10);
    await insertNote(both, 20);
    await runRigUntil(rig, 'printing', () => rig.screen().show === 'printing');
    expect(entryKinds(rig).filter((kind) => kind === 'noteHeld')).toHaveLength(3);
    expect(rig.ledger.find('id-1')?.credits).toEqual([]);
    expectNoteValueInOnePlace(both);
  });

  it.each([
    ['stops', { do: 'cancel' }],
    ['finishes', { do: 'finish' }],
  ] as const)(
    'when the citizen %s, then the note goes back and the earlier notes become a credit',
    async (_, intent) => {
      const both = await cashRig();
      const { rig, notes } = both;
      await untilNotes(rig);
      await putInAndWait(both, 20);
      await untilAskedAboutNote(both, 200);
      await rig.citizen(intent);
      await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth');
      notes.unit.take();
      await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
      rig.printer.finish();
      await rig.settled();
      expect(rig.screen()).toMatchObject({ show: 'credited', credit: { amount: 2_000 } });
      expect(cassetteCount(both)).toBe(1);
      expectNoteValueInOnePlace(both);
    },
  );

  it('when the citizen walks away, then the note goes back and the visit ends without it', async () => {
    const both = await cashRig();
    const { rig, notes } = both;
    await untilNotes(rig);
    await untilAskedAboutNote(both, 200);
    await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth', LARGE_NOTE_MS + 2_000);
    await runRigUntil(rig, 'the first page', () => rig.screen().show === 'attract', 400_000);
    expect(rig.screen()).toMatchObject({ notices: ['BIL-111'] });
    notes.unit.take();
    await runRigUntil(rig, 'settled', () => rig.ledger.open().length === 0, 130_000);
    expect(cassetteCount(both)).toBe(0);
    expectNoteValueInOnePlace(both);
  });

  it.each(['the kiosk is killed', 'the power of the validator goes', 'the cable is pulled'] as const)(
    'when %s during the question, then the note goes back and the ledger has no entry for it',
    async (what) => {
      const first = await cashRig();
      await untilNotes(first.rig);
      await putInAndWait(first, 20);
      await untilAskedAboutNote(first, 200);
      const { notes } = first;
      let { rig } = first;
      if (what === 'the kiosk is killed') {
        await rig.crash();
        rig = machineRig({ notes, ledger: rig.ledger, written: [...rig.written] });
      } else if (what === 'the cable is pulled') notes.cable.unplug();
      else notes.unit.powerOff();
      await rig.run(1_000);
      notes.unit.powerOn();
      notes.cable.plug();
      await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth');
      await rig.run(500);
      if (what !== 'the kiosk is killed') {
        expect(rig.screen()).toMatchObject({ show: 'payingCash', inserted: 2_000 });
        await rig.citizen({ do: 'answer', value: 'keep' });
      }
      notes.unit.take();
      await rig.run(3_000);
      expect(entryKinds(rig).filter((kind) => kind === 'noteHeld')).toHaveLength(1);
      expect(cassetteCount({ rig, notes })).toBe(1);
      expectNoteValueInOnePlace({ rig, notes });
    },
  );
});
