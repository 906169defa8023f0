import { describe, expect, it } from 'vitest';
import { CASH_GRACE_MS, CASH_IDLE_MS } from '../../device/session/cash.machine.ts';
import { CALL_SHOWN_MS } from '../../device/session/kiosk.setup.ts';
import { CHOICES_TIMEOUT_MS } from '../../device/session/printing.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS, READING_IDLE_MS } from '../../device/session/session.setup.ts';
import { DISPLAY_RESET_MS, MORE_TIME } from '../../device/words/display.ts';
import { sameInEveryLanguage } from '../../device/words/language.ts';
import { emitter } from '../../drivers/emitter.ts';
import { err } from '../../drivers/result.ts';
import { cashRig, runRigUntil, untilAskedAboutNote, untilNotes } from '../rigs/cash-rig.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { untilPrinting } from '../support/machine-ways.ts';

async function atFirstPage(): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  return rig;
}

const doorsOf = (rig: MachineRig) => {
  const screen = rig.screen();
  if (screen.show !== 'attract') throw new Error(`the page is ${screen.show}`);
  return screen.doors;
};

describe('doors of the first page', () => {
  it.each([
    ['identity', { show: 'browsing', group: { title: 'Identity card and passport' } }],
    ['certificates', { show: 'browsing', group: { title: 'Certificates' } }],
    ['payments', { show: 'browsing', group: { title: 'Payments' } }],
    ['queue', { show: 'beforeYouStart' }],
    ['appointments', { show: 'browsing', group: { title: 'Book an appointment' } }],
    ['mine', { show: 'enteringCode' }],
  ])('when the door %s is touched, then its page opens in the chosen language', async (door, page) => {
    const rig = await atFirstPage();
    expect(doorsOf(rig).map(({ id }) => id)).toContain(door);
    await rig.citizen({ do: 'start', language: 'en', door });
    expect(rig.screen()).toMatchObject({ language: 'en', ...page });
  });

  it('when the page sends a door that the kiosk does not know, then the visit begins with the list of all services', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'ru', door: 'cellar' });
    expect(rig.screen()).toMatchObject({ show: 'choosing', language: 'ru' });
  });

  it('when the citizen goes back from a door, then all services are shown', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'az', door: 'queue' }, { do: 'back' });
    expect(rig.screen().show).toBe('choosing');
    await rig.citizen({ do: 'finish' }, { do: 'start', language: 'az', door: 'identity' }, { do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the door of appointments is open, then it has every service by appointment and no other', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'az', door: 'appointments' });
    const screen = rig.screen();
    if (screen.show !== 'browsing') throw new Error(`the page is ${screen.show}`);
    const booked = catalogue().services.filter(({ appointment }) => appointment);
    expect(screen.services.map(({ id }) => id).sort()).toEqual(booked.map(({ id }) => id).sort());
  });

  it('when reader and terminal are away, then the doors that need them name the reason, and others stay open', async () => {
    const rig = await atFirstPage();
    expect(doorsOf(rig).every(({ unavailable }) => unavailable === null)).toBe(true);
    rig.reader.become('offline');
    rig.terminal.become('offline');
    await rig.settled();
    expect(Object.fromEntries(doorsOf(rig).map(({ id, unavailable }) => [id, unavailable]))).toMatchObject({
      mine: 'RDR-104',
      payments: 'TRM-102',
      identity: null,
      queue: null,
    });
  });

  it('when only other centres offer the service of a door, then the page has no such door', async () => {
    const say = sameInEveryLanguage('Another centre');
    const rig = machineRig({
      otherwise: (service) =>
        service.id === 'queue-ticket' ? { ...service, centres: { numbers: [999], say } } : service,
    });
    await rig.settled();
    expect(doorsOf(rig).map(({ id }) => id)).not.toContain('queue');
    expect(doorsOf(rig).length).toBeGreaterThan(0);
  });

  it('when the office is silent, then the door of my application names the reason', async () => {
    const { on: onChange } = emitter<void>();
    const rig = machineRig({ officeWatch: { answers: () => false, takesOffline: () => false, onChange } });
    await rig.settled();
    expect(doorsOf(rig).find(({ id }) => id === 'mine')?.unavailable).toBe('BKO-101');
  });

  it('when the language is changed and no visit begins, then the page returns to its first language', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'language', language: 'ru' });
    expect(rig.screen().language).toBe('ru');
    await rig.wait(DISPLAY_RESET_MS - 1);
    expect(rig.screen().language).toBe('ru');
    await rig.wait(1);
    expect(rig.screen().language).toBe('az');
  });

  it('when a touch shows that the person still reads, then the settings stay for the whole time again', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'display', set: { text: 200 } });
    await rig.wait(DISPLAY_RESET_MS - 1);
    await rig.citizen({ do: 'stay' });
    await rig.wait(DISPLAY_RESET_MS - 1);
    expect(rig.screen().display.text).toBe(200);
    await rig.wait(1);
    expect(rig.screen().display.text).toBe(100);
  });
});

describe('call of staff', () => {
  it('when a trembling hand calls on the first page, then staff are called once, and the page says so', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'call-staff' }, { do: 'call-staff' });
    expect([rig.staffCalls.length, rig.screen().called]).toEqual([1, true]);
    await rig.wait(CALL_SHOWN_MS);
    expect(rig.screen().called).toBe(false);
    await rig.citizen({ do: 'call-staff' });
    expect(rig.staffCalls.length).toBe(2);
  });

  it('when a citizen calls on any page of a visit, then staff are called, and the next person finds no call', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'az' }, { do: 'search' }, { do: 'call-staff' });
    expect([rig.staffCalls.length, rig.screen().show, rig.screen().called]).toEqual([1, 'searching', true]);
    await rig.citizen({ do: 'finish' });
    expect([rig.screen().show, rig.screen().called]).toEqual(['attract', false]);
  });

  it('when the next person calls too, then the page shows this call for its whole time', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'az' }, { do: 'call-staff' }, { do: 'finish' });
    await rig.wait(CALL_SHOWN_MS / 2);
    await rig.citizen({ do: 'call-staff' });
    await rig.wait(CALL_SHOWN_MS - 1);
    expect([rig.staffCalls.length, rig.screen().called]).toEqual([2, true]);
    await rig.wait(1);
    expect(rig.screen().called).toBe(false);
  });

  it('when staff are called during the taking of notes, then the wait begins again', async () => {
    const { rig } = await cashRig();
    await untilNotes(rig);
    await rig.run(CASH_IDLE_MS - 5_000);
    await rig.citizen({ do: 'call-staff' });
    await rig.run(CASH_IDLE_MS - 5_000);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', idle: null });
  });
});

describe('more time', () => {
  const moreTime = { do: 'display', set: { moreTime: true } } as const;

  it('when the citizen wants more time, then the kiosk waits and warns twice as long', async () => {
    const rig = await atFirstPage();
    await rig.citizen(moreTime, { do: 'start', language: 'az' });
    await rig.wait(MORE_TIME * IDLE_MS - 1);
    expect(rig.screen().idle).toBeNull();
    await rig.wait(1);
    expect(rig.screen().idle).toEqual({ seconds: (MORE_TIME * IDLE_GRACE_MS) / 1_000 });
    await rig.wait(MORE_TIME * IDLE_GRACE_MS - 1);
    expect(rig.screen().show).toBe('choosing');
    await rig.wait(1);
    expect([rig.screen().show, rig.screen().display.moreTime]).toEqual(['attract', false]);
  });

  it('when more time is wanted while notes are taken, then the warning comes after twice the time', async () => {
    const { rig } = await cashRig();
    await untilNotes(rig);
    await rig.citizen(moreTime);
    await rig.run(MORE_TIME * CASH_IDLE_MS - 1_000);
    expect(rig.screen().idle).toBeNull();
    await rig.run(2_000);
    expect(rig.screen().idle).toEqual({ seconds: (MORE_TIME * CASH_GRACE_MS) / 1_000 });
  });

  it('when more time is wanted while a large note waits for an answer, then the warning comes after twice the time', async () => {
    const both = await cashRig();
    const { rig } = both;
    await untilNotes(rig);
    await untilAskedAboutNote(both, 200);
    await rig.citizen(moreTime, { do: 'answer', value: 'give-back' });
    await runRigUntil(rig, 'the note in the mouth', () => both.notes.unit.state().inside?.at === 'mouth');
    both.notes.unit.take();
    await runRigUntil(rig, 'notes again', () => both.notes.unit.unit()?.state === 'idling');
    await rig.run(CASH_IDLE_MS + 10_000);
    expect(rig.screen()).toMatchObject({ show: 'payingCash', idle: null });
  });

  it('when more time is wanted on the page of what is read, then its longer wait doubles', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'start', language: 'az' }, { do: 'choose', service: 'identity-card-replacement' });
    await rig.citizen({ do: 'what-is-read' }, moreTime);
    await rig.wait(MORE_TIME * READING_IDLE_MS - 1);
    expect(rig.screen().idle).toBeNull();
    await rig.wait(1);
    expect(rig.screen().idle).not.toBeNull();
  });

  it.each([false, true])('when the paper fails and more time is %s, then the choices stay', async (wanted) => {
    const rig = machineRig();
    await untilPrinting(rig);
    if (wanted) await rig.citizen(moreTime);
    rig.printer.become({ blockedBy: 'paper-out', paper: 'out' });
    rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' }));
    await rig.settled();
    const limit = (wanted ? MORE_TIME : 1) * CHOICES_TIMEOUT_MS;
    await rig.wait(limit - 1);
    expect(rig.screen().show).toBe('printTrouble');
    await rig.wait(1);
    expect(rig.screen().show).not.toBe('printTrouble');
  });
});
