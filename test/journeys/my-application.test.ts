import { describe, expect, it } from 'vitest';
import type { BackOfficeTrouble, FoundApplication } from '../../device/back-office/contract.ts';
import type { ApplicationStatus, AppointmentStatus } from '../../device/back-office/own.ts';
import type { FreeSlots } from '../../device/back-office/slots.ts';
import { createLog } from '../../device/log/log.ts';
import { logStateMachines } from '../../device/main-watchers.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { pageOf } from '../papers/glass-text.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { FREE_SLOTS } from '../support/free-slots.ts';
import { confirmByPhone } from '../support/machine-ways.ts';
import { APPOINTMENT, EXISTING_APPLICATION } from '../support/own-office.ts';
import { pending } from '../support/pending.ts';

/* docs/decisions/0031. Tests of the office are in test/contract/back-office-own.wires.test.ts. */

const REFERENCE = 'K5-7QF2-62';
const REGISTERED: FoundApplication = {
  reference: REFERENCE,
  kiosk: 'K7',
  state: 'registered',
  withdrawn: null,
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  answers: {},
  payment: { terminalId: '1', traceNumber: '2', receiptNumber: '3', amount: 500, at: '2026-11-24T09:00:00+04:00' },
  registered: { reference: REFERENCE, registeredAt: '2026-11-24T09:00:00+04:00', appointment: null, document: null },
};

const standing = (change: Partial<ApplicationStatus>): FoundApplication => ({
  ...REGISTERED,
  standing: { ...EXISTING_APPLICATION, ...change },
});

const COMPLAINT: FoundApplication = {
  ...standing({
    stage: 'answered',
    cancel: null,
    reply: { at: '2026-12-15', rated: null, again: { window: '1', floor: 1 } },
  }),
  service: 'complaint',
  tier: '15-working-days',
  tariffDate: null,
  amount: 0,
  payment: null,
};

const booked = (change: Partial<AppointmentStatus> = {}, service = 'power-of-attorney'): FoundApplication => ({
  ...standing({ appointment: { ...APPOINTMENT, ...change } }),
  service,
  tier: service === 'migration-permit' ? 'as-told' : 'same-day',
  tariffDate: null,
  amount: 0,
  payment: null,
  registered: {
    reference: REFERENCE,
    registeredAt: '2026-11-24T09:00:00+04:00',
    document: null,
    appointment: { ticket: 'G-047', window: '6', floor: 2, ahead: 0, slot: APPOINTMENT },
  },
});

async function untilFound(found: FoundApplication, rig = machineRig()): Promise<MachineRig> {
  rig.office.state.found = found;
  return untilAsked(rig);
}

async function untilAsked(rig: MachineRig): Promise<MachineRig> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
  await rig.type(REFERENCE);
  await rig.citizen({ do: 'next' });
  rig.reader.read();
  await rig.settled();
  return rig;
}

async function untilBookedAgain(found: FoundApplication | null): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'power-of-attorney' }, { do: 'next' });
  rig.reader.read();
  await rig.settled();
  for (const value of ['window-6', '2026-11-26', '09:00']) await touches(rig, value);
  Object.assign(rig.office.state, { alreadyBooked: true, found });
  await rig.citizen({ do: 'next' }, { do: 'next' });
  return rig;
}

const touches = (rig: MachineRig, value: string) => rig.citizen({ do: 'answer', value });
const changesOf = ({ office }: MachineRig) => office.state.changes.map(({ change }) => change.do);

describe('how an application stands', () => {
  it('when documents must be brought, then the page names window and floor, and the ticket', async () => {
    const appointment = { ticket: 'A-055', window: '12', floor: 2, ahead: 3 };
    const waits = standing({ stage: 'waits-for-you', missing: ['old-card'] });
    const rig = await untilFound({ ...waits, registered: { ...waits.registered!, appointment } });
    const { text } = await pageOf(rig.screen());
    for (const said of ['Window 12, floor 2', 'A-055']) expect(text).toContain(said);
  });

  it('when a certificate is printed at a window, then the page says so, with window and floor', async () => {
    const ready = standing({
      stage: 'ready',
      lies: { window: '5', floor: 1, from: '2026-11-24', until: '2027-01-23' },
    });
    const rig = await untilFound({
      ...ready,
      service: 'family-members-certificate',
      tier: 'at-once',
      tariffDate: null,
      amount: 0,
      payment: null,
    });
    const { text } = await pageOf(rig.screen());
    for (const said of ['Your certificate is ready to be printed', 'Window 5, floor 1']) expect(text).toContain(said);
  });

  it('when documents are missing, then the page names them by the catalogue', async () => {
    const rig = await untilFound(standing({ stage: 'waits-for-you', missing: ['old-card', 'no such thing'] }));
    expect(rig.screen()).toMatchObject({
      show: 'found',
      standing: { stage: 'waits-for-you', missing: [{ title: 'Your current identity card' }], ready: '2026-12-04' },
    });
  });

  it('when the document is ready, then the page says where, from when and until when to collect it', async () => {
    const lies = { window: '12', floor: 2, from: '2026-12-04', until: '2027-02-02' };
    const rig = await untilFound(standing({ stage: 'ready', lies, cancel: null }));
    expect(rig.screen()).toMatchObject({ standing: { stage: 'ready', lies }, offers: [], next: 'print' });
  });

  it('when only the window knows the price, then the page says that the citizen pays there, also after cancelling', async () => {
    const rig = await untilFound(booked());
    expect(rig.screen()).toMatchObject({ money: 'none', purchase: { amount: 0, payAt: 'window' } });
    await touches(rig, 'cancel');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ state: 'closed', purchase: { amount: 0, payAt: 'window' } });
  });

  it('when the office answers while *Are you still there?* stands, then the warning goes, and the idle minute begins again', async () => {
    const rig = machineRig();
    const answer = pending<Result<FoundApplication, BackOfficeTrouble>>();
    Object.assign(rig.office.contract, { lookUp: () => answer.promise });
    await untilAsked(rig);
    await rig.wait(IDLE_MS);
    expect(rig.screen()).toMatchObject({ show: 'lookingUp', idle: { seconds: IDLE_GRACE_MS / 1_000 } });
    answer.settle(ok(standing({})));
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'found', idle: null });
    await rig.wait(IDLE_MS - 1);
    expect(rig.screen()).toMatchObject({ show: 'found', idle: null });
    await rig.wait(1);
    expect(rig.screen()).toMatchObject({ show: 'found', idle: { seconds: IDLE_GRACE_MS / 1_000 } });
  });

  it('when the office answers a step inside *my application* while the warning stands, then the warning goes', async () => {
    const rig = await untilFound(booked());
    const answer = pending<Result<FreeSlots, BackOfficeTrouble>>();
    Object.assign(rig.office.contract, { freeSlots: () => answer.promise });
    await touches(rig, 'move');
    await rig.wait(IDLE_MS);
    expect(rig.screen()).toMatchObject({ show: 'readingSlots', idle: { seconds: IDLE_GRACE_MS / 1_000 } });
    answer.settle(ok(FREE_SLOTS));
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'choosingPlace', idle: null });
  });

  it('when the office gives no state, then the page shows no state', async () => {
    const rig = await untilFound(REGISTERED);
    expect(rig.screen()).toMatchObject({ show: 'found', standing: null, offers: [], next: 'print' });
    await touches(rig, 'cancel');
    expect(rig.screen().show).toBe('found');
  });
});

it('when the office is known to be away, then the page says so before a reference is typed', async () => {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
  expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem: null });
  const { devices } = rig.actor.getSnapshot().context;
  for (const [answers, problem] of [
    [false, 'BKO-101'],
    [true, null],
  ] as const) {
    rig.actor.send({ type: 'devices.changed', devices: { ...devices, office: { ...devices.office, answers } } });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem });
  }
});

describe('cancelling', () => {
  it('when *Cancel* is touched, then the page says what happens to the money, before and after, and the office cancels once', async () => {
    const rig = await untilFound(standing({ cancel: 'to-card' }));
    await touches(rig, 'cancel');
    expect(rig.screen()).toMatchObject({ show: 'askingCancel', money: 'to-card', paid: 500, slot: null });
    expect(changesOf(rig)).toEqual([]);
    await rig.citizen({ do: 'next' });
    expect(changesOf(rig)).toEqual(['cancel']);
    expect(rig.screen()).toMatchObject({
      show: 'found',
      state: 'closed',
      money: 'taken',
      offers: [],
      next: 'begin',
      standing: { cancelled: 'to-card' },
    });
    expect([rig.terminal.state.reversed, rig.written.length]).toEqual([0, 0]);
  });

  it('when the citizen goes back, then nothing is cancelled', async () => {
    const rig = await untilFound(standing({}));
    await touches(rig, 'cancel');
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'found', state: 'registered' });
    expect(changesOf(rig)).toEqual([]);
  });

  it('when the answer to a cancellation is lost, then the retry has the same key, and the office cancels once', async () => {
    const rig = await untilFound(standing({}));
    rig.office.state.loseAnswers = true;
    await touches(rig, 'cancel');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'dealing', what: 'cancel', trouble: 'BKO-101' });
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'dealing', trouble: 'BKO-101' });
    rig.office.state.loseAnswers = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'found', state: 'closed', standing: { cancelled: 'none' } });
    expect(changesOf(rig)).toEqual(['cancel']);
  });

  it('when no answer comes and the citizen goes back, then the page shows the state at the office', async () => {
    const rig = await untilFound(standing({}));
    rig.office.state.loseAnswers = true;
    await touches(rig, 'cancel');
    await rig.citizen({ do: 'next' }, { do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'found', state: 'closed', standing: { cancelled: 'none' } });
  });

  it('when the office refuses to cancel, then the page shows the present state', async () => {
    const rig = await untilFound(standing({}));
    rig.office.state.noChange = 'not-cancellable';
    await touches(rig, 'cancel');
    rig.office.state.found = standing({ stage: 'ready', cancel: null });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', note: 'refused', standing: { stage: 'ready' }, offers: [] });
  });
});

describe('an appointment', () => {
  it('when the appointment is moved, then the new time is held first and then lodged', async () => {
    const rig = await untilFound(booked());
    expect(rig.screen()).toMatchObject({ next: 'print', offers: ['move', 'cancel'], standing: { ticket: 'G-047' } });
    await touches(rig, 'move');
    expect(rig.screen().show).toBe('choosingPlace');
    for (const value of ['window-6', '2026-11-26', '09:00']) await touches(rig, value);
    await rig.citizen({ do: 'next' });
    const [hold] = [...rig.office.state.holds];
    expect(hold?.[1]).toMatchObject({ place: 'window-6', day: '2026-11-26', from: '09:00' });
    expect(rig.office.state.changes).toMatchObject([{ change: { do: 'move', slot: hold?.[0] } }]);
    expect(rig.screen()).toMatchObject({ show: 'found', done: 'move', next: 'print' });
    const { text } = await pageOf(rig.screen());
    for (const said of ['Your new time: 27 November, 15:30', 'The number of the ticket is the same'])
      expect(text).toContain(said);
    await rig.citizen({ do: 'next' });
    const ticket = JSON.stringify(rig.printer.jobs.map(({ receipt }) => receipt));
    expect(ticket).toContain('The ticket number is the same');
  });

  it('when the citizen moves the appointment, then the log names each state of the machine inside *my application*', async () => {
    const rig = machineRig();
    const steps: unknown[] = [];
    const log = createLog({ write: (line) => steps.push(JSON.parse(line).step), now: () => new Date(0) });
    logStateMachines(log, rig, () => rig.actor.getSnapshot());
    await untilFound(booked(), rig);
    steps.length = 0;
    await touches(rig, 'move');
    await touches(rig, 'window-6');
    const inside = (state: string) => `visit.journey.find:choosingSlot:${state}`;
    expect(steps).toEqual([inside('choosingPlace'), inside('choosingTime')]);
  });

  it('when the new time is lost at once, then the old time stays, and the citizen chooses another time', async () => {
    const rig = await untilFound(booked());
    rig.office.state.noChange = 'slot-lost';
    await touches(rig, 'move');
    for (const value of ['window-6', '2026-11-26', '09:00']) await touches(rig, value);
    await rig.citizen({ do: 'next' });
    expect(changesOf(rig)).toEqual([]);
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', problem: 'lost', from: null });
    rig.office.state.noChange = null;
    await touches(rig, '15:30');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', done: 'move', note: null });
    expect(changesOf(rig)).toEqual(['move']);
  });

  it('when the office refuses the move, then the hold of the new time is released', async () => {
    const rig = await untilFound(booked());
    rig.office.state.noChange = 'not-movable';
    await touches(rig, 'move');
    for (const value of ['window-6', '2026-11-26', '09:00']) await touches(rig, value);
    expect([...rig.office.state.holds]).toHaveLength(0);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', note: 'refused' });
    expect([...rig.office.state.holds]).toEqual([]);
    expect(rig.bugs).toEqual([]);
  });

  it('when the answer to a move is lost, then the hold stays: it may already be the appointment', async () => {
    const rig = await untilFound(booked());
    rig.office.state.loseAnswers = true;
    await touches(rig, 'move');
    for (const value of ['window-6', '2026-11-26', '09:00']) await touches(rig, value);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'dealing', trouble: 'BKO-101' });
    expect([...rig.office.state.holds]).toHaveLength(1);
  });

  it('when the citizen goes back from the choice of a new time, then the appointment stays', async () => {
    const rig = await untilFound(booked());
    await touches(rig, 'move');
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'found', offers: ['move', 'cancel'] });
    expect([changesOf(rig), [...rig.office.state.holds]]).toEqual([[], []]);
  });

  it('when the citizen checked in, then a small button prints a second ticket, which says that the citizen is checked in', async () => {
    const rig = await untilFound(booked({ entry: 'open' }));
    expect(rig.screen()).toMatchObject({ next: 'check-in' });
    await rig.citizen({ do: 'next' });
    expect(changesOf(rig)).toEqual(['check-in']);
    expect(rig.screen()).toMatchObject({
      done: 'check-in',
      next: null,
      offers: ['print'],
      standing: { appointment: { entry: 'checked-in' } },
    });
    await touches(rig, 'print');
    const ticket = JSON.stringify(rig.printer.jobs.map(({ receipt }) => receipt));
    for (const said of ['G-047', 'You are checked in']) expect(ticket).toContain(said);
    expect(ticket).not.toContain('come 30 minutes early');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'done',
      outcome: 'ticket',
      printed: true,
      since: 'checked-in',
      next: [],
    });
    expect(rig.bugs).toEqual([]);
  });

  it('when the time for check-in is over, then check-in is refused, and the page says so', async () => {
    const rig = await untilFound(booked({ entry: 'open' }));
    rig.office.state.noChange = 'too-late';
    rig.office.state.found = booked({ entry: 'late' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ note: 'refused', next: null, standing: { appointment: { entry: 'late' } } });
  });

  it('when the appointment names no person, then the kiosk finds it without a card, and check-in works', async () => {
    const rig = machineRig();
    rig.office.state.found = booked({ entry: 'open' }, 'migration-permit');
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type(REFERENCE);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', withoutCard: true });
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.claims).toEqual([{ kiosk: 'K5', reference: REFERENCE, fin: null, documentNumber: null }]);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ done: 'check-in', next: null, standing: { ticket: 'G-047' } });
  });

  it('when the person already has an appointment, then no new application is lodged, and the appointment can be moved', async () => {
    const rig = await untilBookedAgain(booked());
    expect(rig.screen()).toMatchObject({ show: 'found', booked: true, offers: ['move', 'cancel'] });
    expect([rig.office.state.lodged, [...rig.office.state.holds]]).toEqual([[], []]);
    await touches(rig, 'cancel');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', state: 'closed' });
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
    expect(rig.bugs).toEqual([]);
  });
});

describe('earlier appointment that the office does not name', () => {
  it('when the citizen asks for the appointment again, then the page asks for no reference', async () => {
    const rig = await untilBookedAgain(null);
    expect(rig.screen()).toMatchObject({ show: 'lookingUp', reference: null, trouble: 'BKO-102' });
    rig.office.state.down = true;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'lookingUp', trouble: 'BKO-101' });
    Object.assign(rig.office.state, { down: false, found: booked() });
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ show: 'found', booked: true, note: null });
    expect([rig.office.state.lodged, rig.bugs]).toEqual([[], []]);
  });

  it('when the citizen goes back, then no time is held, and nothing is lodged', async () => {
    const rig = await untilBookedAgain(null);
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
    expect([rig.office.state.lodged, [...rig.office.state.holds], rig.bugs]).toEqual([[], [], []]);
  });
});

describe('the answer to a complaint', () => {
  it('when the answer is there, then the large button opens the answer, its paper comes second, and the page names the window for another examination', async () => {
    const rig = await untilFound(COMPLAINT);
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'reply', offers: ['print'] });
    const { text, primary } = await pageOf(rig.screen());
    expect(primary).toBe('Read the answer');
    for (const said of ['Another examination', 'Window 1, floor 1']) expect(text).toContain(said);
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('offeringCode');
  });

  it('when a code was typed, then the answer can be read and rated, and the code stays valid', async () => {
    const rig = await untilFound(COMPLAINT);
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('offeringCode');
    await confirmByPhone(rig);
    expect(rig.screen()).toMatchObject({ show: 'readingReply', lines: ['Müraciətiniz araşdırılıb.'], rated: null });
    const { text } = await pageOf(rig.screen());
    for (const said of ['does not print the answer', 'another examination: Window 1, floor 1'])
      expect(text).toContain(said);
    await rig.citizen({ do: 'survey', score: 4 });
    expect(rig.screen()).toMatchObject({ show: 'readingReply', rated: 4 });
    await rig.citizen({ do: 'survey', score: 2 }, { do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'found', standing: { reply: { rated: 2 } } });
    expect(rig.office.state.changes.map(({ change }) => change)).toEqual([
      { do: 'rate', score: 4 },
      { do: 'rate', score: 2 },
    ]);
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('readingReply');
    expect(rig.office.state.codes.size).toBe(1);
  });

  it('when no code can be sent, then the page says what to do', async () => {
    const rig = await untilFound(COMPLAINT);
    rig.office.state.noCode = 'no-phone';
    await rig.citizen({ do: 'next' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', note: 'BKO-114' });
  });

  it('when the office refuses the code, then the page offers another code', async () => {
    const rig = await untilFound(COMPLAINT);
    rig.office.state.unconfirmed = true;
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    expect(rig.screen()).toMatchObject({ show: 'found', note: 'BKO-116' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('offeringCode');
  });

  it('when the visit ends, then the kiosk forgets the answer', async () => {
    const rig = await untilFound(COMPLAINT);
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    await rig.citizen({ do: 'finish' });
    const left = JSON.stringify(rig.actor.getPersistedSnapshot());
    for (const secret of [AYSEL.fin, REFERENCE, 'araşdırılıb']) expect(left).not.toContain(secret);
  });
});
