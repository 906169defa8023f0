import { describe, expect, it } from 'vitest';
import { CASH_GRACE_MS, CASH_IDLE_MS } from '../../device/session/cash.machine.ts';
import { ABSENT_MS, IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { emitter } from '../../drivers/emitter.ts';
import {
  cashRig,
  cassetteCount,
  entryKinds,
  expectNoteValueInOnePlace,
  insertNote,
  putInAndWait,
  runRigUntil,
  untilAskedAboutNote,
  untilNotes,
} from '../rigs/cash-rig.ts';
import { machineRig } from '../rigs/machine-rig.ts';
import { APPROVED_SALE, untilChecking, untilPaying } from '../support/machine-ways.ts';

function cabinetOf() {
  let current: { readonly doorOpen: boolean; readonly near: boolean | null } = { doorOpen: false, near: null };
  const changed = emitter<void>();
  return {
    contract: { current: () => current, onChange: changed.on },
    become(next: Partial<typeof current>) {
      current = { ...current, ...next };
      changed.emit();
    },
  };
}

async function withCash() {
  const cabinet = cabinetOf();
  return { ...(await cashRig({ cabinet: cabinet.contract })), cabinet };
}

async function withCabinet() {
  const cabinet = cabinetOf();
  const rig = machineRig({ cabinet: cabinet.contract });
  await rig.settled();
  return {
    rig,
    async become(next: Parameters<typeof cabinet.become>[0]) {
      cabinet.become(next);
      await rig.settled();
    },
  };
}

const BLOCKED = { show: 'payingCash', stage: 'blocked', trouble: 'LIN-107', cabinetOpen: true };

describe('door of the cabinet while notes are taken', () => {
  it('when the door opens with a note on its way, then the note is settled, no other goes in, and closing it goes on', async () => {
    const both = await withCash();
    const { rig, notes, cabinet } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    await insertNote(both, 10);
    cabinet.become({ doorOpen: true });
    await runRigUntil(rig, 'no note inside', () => ['mouth', undefined].includes(notes.unit.state().inside?.at));
    notes.unit.take();
    await runRigUntil(
      rig,
      'blocked',
      () => rig.screen().show === 'payingCash' && notes.unit.unit()?.state !== 'idling',
    );
    await rig.run(2_000);
    expect(rig.screen()).toMatchObject({ ...BLOCKED, canStop: true });
    expect(rig.staffCalls).toHaveLength(1);
    expect(notes.unit.insert({ manat: 20 })).toBe(false);
    expectNoteValueInOnePlace(both);
    cabinet.become({ doorOpen: false });
    await runRigUntil(rig, 'it takes notes', () => notes.unit.unit()?.state === 'idling');
    expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'insert', cabinetOpen: false });
    await putInAndWait(both, 10);
    expectNoteValueInOnePlace(both);
  });

  it('when the door opens with a large note in escrow, then the note goes back and counts nowhere', async () => {
    const both = await withCash();
    const { rig, notes, cabinet } = both;
    await untilNotes(rig);
    await untilAskedAboutNote(both, 200);
    cabinet.become({ doorOpen: true });
    await runRigUntil(rig, 'it hangs out', () => notes.unit.state().inside?.at === 'mouth');
    expect(rig.screen()).toMatchObject({ show: 'payingCash', toTake: ['note'], cabinetOpen: true });
    notes.unit.take();
    await rig.run(1_000);
    expect(rig.screen()).toMatchObject({ ...BLOCKED, inserted: 0 });
    expect(entryKinds(rig)).not.toContain('noteHeld');
    expect(cassetteCount(both)).toBe(0);
    expectNoteValueInOnePlace(both);
  });

  it.each([
    ['stops', async ({ rig }: Awaited<ReturnType<typeof withCash>>) => rig.citizen({ do: 'cancel' })],
    [
      'walks away',
      async ({ rig }: Awaited<ReturnType<typeof withCash>>) => rig.run(CASH_IDLE_MS + CASH_GRACE_MS + 1_000),
    ],
  ] as const)('when the citizen %s while the door is open, then the counted notes become a credit', async (_, ends) => {
    const both = await withCash();
    const { rig, cabinet } = both;
    await untilNotes(rig);
    await putInAndWait(both, 20);
    cabinet.become({ doorOpen: true });
    await rig.run(2_000);
    await ends(both);
    await runRigUntil(rig, 'the slip', () => rig.printer.jobs.length === 1);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'credited', credit: { amount: 2_000 } });
    expectNoteValueInOnePlace(both);
  });
});

describe('door of the cabinet in other places', () => {
  it('when the door opens at rest, then the kiosk is closed for service, and opens with the door closed', async () => {
    const { rig, become } = await withCabinet();
    await become({ doorOpen: true });
    expect(rig.screen()).toMatchObject({
      show: 'outOfService',
      closure: 'maintenance',
      because: [],
      cabinetOpen: false,
    });
    expect(rig.staffCalls).toEqual([]);
    await rig.citizen({ do: 'start', language: 'en' });
    expect(rig.screen().show).toBe('outOfService');
    await become({ doorOpen: false });
    expect(rig.screen().show).toBe('attract');
  });

  it('when the door opens during a sale, then the sale ends with its receipt, and then the kiosk closes', async () => {
    const { rig, become } = await withCabinet();
    await untilPaying(rig);
    await become({ doorOpen: true });
    expect(rig.screen()).toMatchObject({ show: 'paying', cabinetOpen: true });
    expect(rig.staffCalls).toHaveLength(1);
    expect(rig.terminal.state).toMatchObject({ sales: 1, aborted: false });
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', printed: true, cabinetOpen: true });
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'outOfService', closure: 'maintenance' });
  });

  it('when the door opens before the payment, then no sale begins, and the visit goes on with the door closed', async () => {
    const { rig, become } = await withCabinet();
    await untilChecking(rig);
    await become({ doorOpen: true });
    expect(rig.screen()).toMatchObject({ show: 'checking', blocked: 'LIN-107' });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.terminal.state.sales).toBe(0);
    await become({ doorOpen: false });
    expect(rig.screen()).toMatchObject({ show: 'checking', blocked: null });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.terminal.state.sales).toBe(1);
  });
});

describe('presence sensor', () => {
  it('when no person is there, then the first page is dim until a person comes', async () => {
    const { rig, become } = await withCabinet();
    await become({ near: false });
    expect(rig.screen()).toMatchObject({ show: 'attract', dim: true });
    await become({ near: true });
    expect(rig.screen()).toMatchObject({ show: 'attract', dim: false });
  });

  it('when the person leaves before lodging, then the warning comes sooner, and goes when the person is back', async () => {
    const { rig, become } = await withCabinet();
    await become({ near: true });
    await untilChecking(rig);
    await become({ near: false });
    await rig.wait(ABSENT_MS - 1);
    expect(rig.screen().idle).toBeNull();
    await rig.wait(1);
    expect(rig.screen().idle).not.toBeNull();
    await become({ near: true });
    expect(rig.screen()).toMatchObject({ show: 'checking', idle: null });
    await become({ near: false });
    await rig.wait(ABSENT_MS);
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
  });

  it('when a touch comes although the sensor sees no person, then the usual time counts', async () => {
    const { rig, become } = await withCabinet();
    await become({ near: true });
    await untilChecking(rig);
    await become({ near: false });
    await rig.citizen({ do: 'stay' });
    await rig.wait(IDLE_MS - 1);
    expect(rig.screen()).toMatchObject({ show: 'checking', idle: null });
  });

  it('when the person leaves with notes inside, then presence ends nothing', async () => {
    const both = await withCash();
    const { rig, cabinet } = both;
    cabinet.become({ near: true });
    await untilNotes(rig);
    await putInAndWait(both, 20);
    cabinet.become({ near: false });
    await rig.run(ABSENT_MS + IDLE_GRACE_MS);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', idle: null, inserted: 2_000 });
  });
});
