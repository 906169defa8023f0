import { describe, expect, it } from 'vitest';
import { EXTEND_HOLD_MS, IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { FREE_SLOTS, NO_FREE_SLOTS } from '../support/free-slots.ts';
import { untilAnswering, untilChecking as untilCheckingCard } from '../support/machine-ways.ts';

/* docs/decisions/0026 */

const SERVICE = 'power-of-attorney';
const DAY = '2026-11-27';
const CARD_ROWS = [{ edit: null }, { edit: null }, { edit: null }];
const APPOINTMENT = {
  ticket: 'G-047',
  window: '6',
  floor: 2,
  ahead: 0,
  wait: null,
  slot: { day: DAY, from: '15:30', until: '16:00' },
};

async function untilPlace(rig = machineRig()): Promise<MachineRig> {
  rig.office.state.answer = { appointment: APPOINTMENT, document: null };
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE }, { do: 'next' });
  rig.reader.read();
  await rig.settled();
  return rig;
}

const chooses = (rig: MachineRig, ...values: readonly string[]) =>
  rig.citizen(...values.map((value) => ({ do: 'answer', value }) as const));

async function untilTime(rig = machineRig()): Promise<MachineRig> {
  await untilPlace(rig);
  await chooses(rig, 'window-6', DAY, '15:30');
  return rig;
}

async function untilChecking(rig = machineRig()): Promise<MachineRig> {
  await untilTime(rig);
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('checking');
  return rig;
}

const holdsOf = ({ office }: MachineRig) => [...office.state.holds];

const refuses = (rig: MachineRig, reason: string | null) => {
  rig.office.state.noHold = reason;
};

describe('an appointment', () => {
  it('when place, day and time are chosen, then the time is held, shown on the check, and lodged', async () => {
    const rig = await untilPlace();
    expect(rig.screen()).toMatchObject({
      show: 'choosingPlace',
      places: [{ id: 'window-3', first: '2026-11-26' }, { id: 'window-6' }],
    });
    await chooses(rig, 'window-6');
    expect(rig.screen()).toMatchObject({
      show: 'choosingSlot',
      place: { window: '6' },
      day: '2026-11-26',
      from: null,
      holding: false,
      days: [
        { day: '2026-11-25', free: 0 },
        { day: '2026-11-26', free: 2 },
        { day: DAY, free: 2 },
      ],
      morning: [{ from: '09:00', free: 1 }],
      afternoon: [{ from: '15:30', free: 2 }],
    });
    await chooses(rig, DAY, '15:30');
    expect(rig.screen()).toMatchObject({ day: DAY, from: '15:30' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'checking',
      rows: [
        ...CARD_ROWS,
        { label: 'Your time', value: 'Friday, 27\u00a0November, 15:30–16:00', edit: 'appointment' },
        { label: 'Where', value: 'Window 6, floor 2', edit: null },
      ],
    });
    const [[key, hold] = ['', null]] = holdsOf(rig);
    expect(hold).toEqual({ kiosk: 'K5', service: SERVICE, place: 'window-6', day: DAY, from: '15:30' });
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.lodged.map(({ request }) => request)).toMatchObject([{ slot: key, service: SERVICE }]);
    expect(rig.printer.jobs.map(({ receipt }) => JSON.stringify(receipt.lines)).join()).toContain(
      '"27.11.2026"],"style":"bold"},{"columns":["Time","15:30–16:00"]',
    );
    // The citizen needs the application's number after the visit.
    const [{ receipt } = { receipt: { lines: [] } }] = rig.printer.jobs;
    expect(receipt.lines).toContainEqual({ text: 'K5-7QF2-41', style: 'large', align: 'center' });
    expect(receipt.lines).toContainEqual({ columns: ['Floor', '2'] });
    expect(receipt.lines.some((line) => 'qr' in line)).toBe(true);
    rig.printer.finish();
    await rig.settled();
    const appointment = { ticket: 'G-047', slot: APPOINTMENT.slot };
    expect(rig.screen()).toMatchObject({ show: 'done', appointment, reference: 'K5-7QF2-41' });
    expect(rig.bugs).toEqual([]);
  });

  it('when a time is booked out or does not exist, then the citizen cannot choose the time', async () => {
    const rig = await untilPlace();
    await chooses(rig, 'window-9', 'window-3', '2026-11-25', '2026-11-28', '10:00');
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', place: { window: '3' }, day: '2026-11-26', from: null });
    await rig.citizen({ do: 'next' });
    expect(holdsOf(rig)).toEqual([]);
  });

  it('when no time is free, then the citizen can only go back', async () => {
    const rig = machineRig();
    rig.office.state.free = NO_FREE_SLOTS;
    await untilPlace(rig);
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', day: null, morning: [], afternoon: [] });
    await rig.citizen({ do: 'next' }, { do: 'back' });
    expect(rig.screen().show).toBe('beforeYouStart');
  });

  it('when the citizen goes back from the time, then the page of the place comes, and then *before you start*', async () => {
    const rig = await untilTime();
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosingPlace');
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('beforeYouStart');
  });

  it('when the appointment is changed from the check, then its page has the old choice, and the new hold replaces the old hold', async () => {
    const rig = await untilChecking();
    await rig.citizen({ do: 'edit', what: 'appointment' });
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', place: { window: '6' }, day: DAY, from: '15:30' });
    await chooses(rig, '09:00');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'checking',
      rows: [...CARD_ROWS, { value: 'Friday, 27\u00a0November, 09:00–09:30' }, {}],
    });
    expect(holdsOf(rig).map(([, { from }]) => from)).toEqual(['09:00']);
  });

  it('when the service needs no appointment, then a touch to change it is ignored', async () => {
    const rig = machineRig();
    await untilCheckingCard(rig);
    await rig.citizen({ do: 'edit', what: 'appointment' });
    expect(rig.screen().show).toBe('checking');
    expect(rig.bugs).toEqual([]);
  });

  it('when the citizen opens the appointment and changes nothing, then the hold stays', async () => {
    const rig = await untilChecking();
    const before = holdsOf(rig);
    await rig.citizen({ do: 'edit', what: 'appointment' }, { do: 'next' });
    expect(rig.screen().show).toBe('checking');
    expect(holdsOf(rig)).toEqual(before);
  });
});

describe('another person who was faster', () => {
  it('when the time is taken, then the page says so with the free times, and the citizen can choose another', async () => {
    const rig = await untilTime();
    refuses(rig, 'slot-taken');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', problem: 'taken', from: null, day: DAY });
    refuses(rig, null);
    await chooses(rig, '09:00');
    expect(rig.screen()).toMatchObject({ problem: null, from: '09:00' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('checking');
  });

  it('when the last time of a place is taken, then the other places stay', async () => {
    const rig = await untilTime();
    refuses(rig, 'slot-taken');
    const full = NO_FREE_SLOTS.places.map((place) => ({ ...place, id: 'window-6' }));
    rig.office.state.free = { places: [...FREE_SLOTS.places.slice(0, 1), ...full] };
    await rig.citizen({ do: 'next' });
    const places = [{ first: '2026-11-26' }, { first: null }];
    expect(rig.screen()).toMatchObject({ show: 'choosingPlace', problem: 'taken', places });
    await chooses(rig, 'window-6');
    expect(rig.screen().show).toBe('choosingPlace');
    await chooses(rig, 'window-3');
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', place: { window: '3' }, problem: 'taken' });
  });
});

describe('an office that does not answer', () => {
  it('when the free times do not come, then a retry asks the office again', async () => {
    const rig = machineRig();
    rig.office.state.down = true;
    await untilPlace(rig);
    expect(rig.screen()).toMatchObject({ show: 'readingSlots', trouble: 'BKO-101' });
    rig.office.state.down = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen().show).toBe('choosingPlace');
  });

  it('when the answer to a hold is lost, then the same time has the same key, and another time a new key', async () => {
    const rig = await untilTime();
    const { holdSlot } = rig.office.contract;
    const asked: string[] = [];
    rig.office.contract.holdSlot = async (key, ...rest) => {
      asked.push(key);
      await holdSlot(key, ...rest);
      return { ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail: 'lost' } };
    };
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', from: '15:30', problem: 'BKO-101' });
    await rig.citizen({ do: 'next' });
    await chooses(rig, '09:00');
    await rig.citizen({ do: 'next' });
    expect(asked).toEqual([asked[0], asked[0], asked[2]]);
    expect(asked[2]).not.toBe(asked[0]);
    expect(holdsOf(rig).map(([key]) => key)).toEqual([asked[2]]);
  });

  it.each(['slot-taken', 'slot-lost'] as const)(
    'when the office then refuses with %s, then the next try has a new key',
    async (reason) => {
      const rig = await untilTime();
      const { holdSlot } = rig.office.contract;
      const asked: string[] = [];
      let isLost = true;
      rig.office.contract.holdSlot = async (key, ...rest) => {
        asked.push(key);
        if (isLost) return { ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail: 'lost' } };
        return holdSlot(key, ...rest);
      };
      await rig.citizen({ do: 'next' });
      isLost = false;
      refuses(rig, reason);
      await rig.citizen({ do: 'next' });
      expect(rig.screen()).toMatchObject({ show: 'choosingSlot', problem: 'taken', from: null });
      refuses(rig, null);
      await chooses(rig, '15:30');
      await rig.citizen({ do: 'next' });
      expect(rig.screen().show).toBe('checking');
      expect(asked).toEqual([asked[0], asked[0], asked[2]]);
      expect(asked[2]).not.toBe(asked[0]);
    },
  );

  it('when the office refuses for another reason, then the visit ends in trouble', async () => {
    const rig = await untilTime();
    refuses(rig, 'not-eligible');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-102', money: 'none', takeCard: true });
  });
});

describe('a hold', () => {
  it('when the visit goes on, then the hold is extended until the application is lodged', async () => {
    const rig = await untilChecking();
    const [[key] = ['']] = holdsOf(rig);
    for (let times = 1; times <= 3; times++) {
      for (let waited = 0; waited < EXTEND_HOLD_MS; waited += IDLE_MS) {
        await rig.citizen({ do: 'display', set: { colours: 'contrast' } });
        await rig.wait(IDLE_MS - 1);
      }
      await rig.wait(10);
    }
    expect(rig.office.state.extended.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rig.office.state.extended)).toEqual(new Set([key]));
    const before = rig.office.state.extended.length;
    await rig.citizen({ do: 'stay' }, { do: 'next' });
    await rig.wait(EXTEND_HOLD_MS);
    expect(rig.office.state.extended).toHaveLength(before);
    expect(rig.office.state.lodged).toHaveLength(1);
    expect(holdsOf(rig)).toHaveLength(1);
  });

  it.each([
    ['finishes', async (rig: MachineRig) => rig.citizen({ do: 'finish' })],
    [
      'is not there any more',
      async (rig: MachineRig) => {
        await rig.wait(IDLE_MS);
        await rig.wait(IDLE_GRACE_MS);
      },
    ],
    [
      'goes back to another service',
      async (rig: MachineRig) =>
        rig.citizen({ do: 'back' }, { do: 'back' }, { do: 'back' }, { do: 'back' }, { do: 'back' }),
    ],
  ])('when the citizen %s, then the hold is released', async (_, leaves) => {
    const rig = await untilChecking();
    expect(holdsOf(rig)).toHaveLength(1);
    await leaves(rig);
    expect(['attract', 'choosing']).toContain(rig.screen().show);
    expect(holdsOf(rig)).toEqual([]);
  });

  it('when the hold is lost at lodging, then nothing is lodged until another time is chosen', async () => {
    const rig = await untilChecking();
    rig.office.state.holds.clear();
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.lodged).toEqual([]);
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', problem: 'lost', day: DAY, from: null });
    await chooses(rig, '15:30');
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('checking');
    await rig.citizen({ do: 'next' });
    const [[key] = ['']] = holdsOf(rig);
    expect(rig.office.state.lodged.map(({ request: { slot } }) => slot)).toEqual([key]);
  });

  it('when the hold is lost before a payment, then another time is chosen before money moves, and the citizen pays once', async () => {
    const rig = machineRig({ byAppointment: ['identity-card-replacement'] });
    await untilAnswering(rig);
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    await rig.type('501234567');
    await rig.citizen({ do: 'next' });
    await chooses(rig, 'window-3', '09:00');
    await rig.citizen({ do: 'next' });
    rig.office.state.holds.clear();
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'choosingSlot', problem: 'lost' });
    expect([rig.terminal.state.sales, rig.office.state.lodged.length]).toEqual([0, 0]);
    await chooses(rig, '15:30');
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen().show).toBe('paying');
    expect([rig.terminal.state.sales, rig.office.state.lodged.length]).toEqual([1, 1]);
  });

  it('when the visit ends, then the kiosk forgets the key of the hold', async () => {
    const rig = await untilChecking();
    const [[key] = ['']] = holdsOf(rig);
    await rig.citizen({ do: 'finish' });
    expect(JSON.stringify([rig.actor.getPersistedSnapshot(), rig.written])).not.toContain(key);
  });
});
