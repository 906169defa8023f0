import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { EMPTY_REGISTER, Register } from './register.ts';
import type { OfferedService } from './services.ts';
import { beginOf, roomAt } from './slot-calendar.ts';
import type { WireHoldRequest, WireLodgeRequest } from './wire.ts';

const MINUTE_MS = 60_000;
const NOTARY: OfferedService = {
  ...{ id: 'power-of-attorney', title: 'Etibarnamə', paper: 'ticket', identification: 'none', group: 'legal' },
  ...{ sendsToWindow: true, appointment: true },
};

/** An office on a clock that the test moves. */
function office(at = '2026-11-24T10:00:00Z', appointment = true) {
  let now = new Date(at);
  const register = new Register({
    now: () => now,
    random: seededRandom(1),
    saved: EMPTY_REGISTER,
    services: [{ ...NOTARY, appointment }],
    keep: () => undefined,
  });
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { register, slots: register.slots, now: () => now, later };
}

type Office = ReturnType<typeof office>;

function freeAt({ slots }: Office, kiosk = 'K5') {
  const free = slots.free('read', { kiosk, service: NOTARY.id });
  if (!free.ok) throw new Error(free.error.code);
  return free.value.places;
}

/** The first time from tomorrow on that only so many can have. */
function timeFor(people: number, at: Office): WireHoldRequest {
  for (const { id: place, days } of freeAt(at))
    for (const { day, slots } of days.slice(1)) {
      const slot = slots.find(({ free }) => free === people);
      if (slot) return { kiosk: 'K5', service: NOTARY.id, place, day, from: slot.from };
    }
  throw new Error(`no time is free for ${people}`);
}

const application = (kiosk: string, slot: string | null): WireLodgeRequest => ({
  ...{ kiosk, slot, quote: null, continues: null, service: NOTARY.id, tier: 'same-day', tariffDate: null, amount: 0 },
  ...{ language: 'az', ready: null, applicant: null, confirmation: null, answers: {} },
});

const refused = (code: string) => ({ ok: false, error: { status: 422, code } });

describe('free appointments', () => {
  it('are the same whenever they are asked for, in a fortnight without its Sundays', () => {
    const [first, second] = [freeAt(office()), freeAt(office())];
    expect(first).toEqual(second);
    expect(first.map(({ id, window, floor }) => [id, window, floor])).toEqual([
      ['window-3', '3', 1],
      ['window-6', '6', 2],
    ]);
    const days = first[0]!.days.map(({ day }) => day);
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-11-24', '2026-12-07', 12]);
    expect(days).not.toContain('2026-11-29');
  });

  it('have a day that is booked out, and others that are not', () => {
    const free = freeAt(office())[0]!.days.map(({ slots }) => slots.length);
    expect(free).toContain(0);
    expect(Math.max(...free)).toBeGreaterThan(6);
  });

  it('are only of services by appointment', () => {
    const { slots } = office(undefined, false);
    expect(slots.free('read', { kiosk: 'K5', service: NOTARY.id })).toEqual(refused('unknown-service'));
    expect(slots.free('read', { kiosk: 'K5', service: 'passport' })).toEqual(refused('unknown-service'));
  });

  it('begin today at the centre, in every minute around its midnight and around the first of a month and of a year', () => {
    // 20:00Z is midnight in Baku.
    for (const midnight of ['2026-11-24T20:00:00Z', '2026-11-30T20:00:00Z', '2026-12-31T20:00:00Z']) {
      const at = office(new Date(Date.parse(midnight) - 90 * MINUTE_MS).toISOString());
      for (let minute = -90; minute <= 90; minute++) {
        const today = new Date(Date.parse(midnight) + (minute < 0 ? -1 : 1)).getTime() + 4 * 3_600_000;
        const first = freeAt(at)[0]!.days[0]!.day;
        expect(first, `${minute} minutes from ${midnight}`).toBe(new Date(today).toISOString().slice(0, 10));
        at.later(MINUTE_MS);
      }
    }
  });

  it('are never over or about to begin, in every minute of a day', () => {
    const at = office('2026-11-24T19:00:00Z');
    for (let minute = 0; minute < 24 * 60; minute++) {
      const begin = freeAt(at).flatMap(({ days }) =>
        days.slice(0, 2).flatMap(({ day, slots }) => slots.map(({ from }) => beginOf({ day, from }))),
      );
      expect(Math.min(...begin) - at.now().getTime()).toBeGreaterThanOrEqual(15 * MINUTE_MS);
      at.later(MINUTE_MS);
    }
  });
});

describe('a hold', () => {
  it('is one under its key, and takes one place away from everybody else', () => {
    const at = office();
    const wanted = timeFor(1, at);
    const held = at.slots.hold('hold-1', wanted);
    expect(held).toMatchObject({ ok: true, value: { key: 'hold-1', day: wanted.day, validSeconds: 600 } });
    expect(at.slots.hold('hold-1', wanted)).toEqual(held);
    expect(at.slots.hold('hold-1', { ...wanted, kiosk: 'K7' })).toEqual({
      ok: false,
      error: { status: 409, code: 'idempotency-conflict' },
    });
    expect(at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    const times = (kiosk: string) =>
      freeAt(at, kiosk)
        .find(({ id }) => id === wanted.place)
        ?.days.find(({ day }) => day === wanted.day)
        ?.slots.map(({ from }) => from);
    expect(times('K7')).not.toContain(wanted.from);
    expect(times('K5')).toContain(wanted.from);
  });

  it('that is another of the same kiosk ends the one before, and one that is refused does not', () => {
    const at = office();
    const wanted = timeFor(1, at);
    const other = timeFor(2, at);
    expect(at.slots.hold('hold-1', wanted).ok).toBe(true);
    expect(at.slots.hold('hold-x', { ...other, day: '2026-11-29' })).toEqual(refused('slot-taken'));
    expect(at.slots.extend('hold-1', 'K5').ok).toBe(true);
    expect(at.slots.hold('hold-2', other).ok).toBe(true);
    expect(at.slots.extend('hold-1', 'K5')).toEqual(refused('slot-lost'));
    expect(at.slots.hold('hold-1', wanted)).toEqual(refused('slot-lost'));
    expect(at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' }).ok).toBe(true);
  });

  it('ends by itself, later where it was extended, and at once where it is released', () => {
    const at = office();
    const wanted = timeFor(1, at);
    at.slots.hold('hold-1', wanted);
    at.later(9 * MINUTE_MS);
    expect(at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 600 } });
    expect(at.slots.extend('hold-1', 'K7')).toEqual(refused('slot-lost'));
    at.later(9 * MINUTE_MS);
    expect(at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    at.later(MINUTE_MS);
    expect(at.slots.extend('hold-1', 'K5')).toEqual(refused('slot-lost'));
    expect(at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' }).ok).toBe(true);
    expect(at.slots.release('hold-3', 'K7')).toEqual({ key: 'hold-3' });
    expect(at.slots.release('hold-3', 'K7')).toEqual({ key: 'hold-3' });
    expect(at.slots.hold('hold-4', { ...wanted, kiosk: 'K8' }).ok).toBe(true);
    expect(at.slots.release('hold-4', 'K5')).toEqual({ key: 'hold-4' });
    expect(at.slots.extend('hold-4', 'K8').ok).toBe(true);
  });

  it('is never longer than until it begins', () => {
    const at = office();
    const wanted = timeFor(1, at);
    at.later(beginOf(wanted) - 20 * MINUTE_MS - at.now().getTime());
    at.slots.hold('hold-1', wanted);
    at.later(6 * MINUTE_MS);
    expect(at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 600 } });
    at.later(9 * MINUTE_MS);
    expect(at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 300 } });
    at.later(5 * MINUTE_MS);
    expect(at.register.lodge('a-1', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
  });
});

describe('an application', () => {
  it('keeps its appointment, says it when it is registered, and gives it back when it is withdrawn', () => {
    const at = office();
    const wanted = timeFor(1, at);
    at.slots.hold('hold-1', wanted);
    const lodged = at.register.lodge('a-1', application('K5', 'hold-1'));
    expect(lodged).toMatchObject({ ok: true, value: { first: true } });
    at.slots.release('hold-1', 'K5');
    at.later(60 * MINUTE_MS);
    expect(at.register.lodge('a-1', application('K5', 'hold-1'))).toMatchObject({ value: { first: false } });
    expect(at.register.lodge('a-2', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect(at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    const { day, from } = wanted;
    expect(at.register.register('a-1', null, true)).toMatchObject({
      value: { appointment: { slot: { day, from }, ahead: 0, wait: null } },
    });
    at.register.withdraw('a-1', 'changed');
    expect(at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' }).ok).toBe(true);
  });

  it('is not taken without one, with one that ran out, or with one of another kiosk', () => {
    const at = office();
    expect(at.register.lodge('a-1', application('K5', null))).toEqual(refused('slot-lost'));
    at.slots.hold('hold-1', timeFor(1, at));
    expect(at.register.lodge('a-2', application('K7', 'hold-1'))).toEqual(refused('slot-lost'));
    at.later(10 * MINUTE_MS);
    expect(at.register.lodge('a-3', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect(at.register.state().entries).toEqual([]);
  });

  it('of a service that is not by appointment is not taken with one', () => {
    const { register } = office(undefined, false);
    expect(register.lodge('a-1', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect(register.lodge('a-2', application('K5', null)).ok).toBe(true);
  });
});

describe('many who want one time', () => {
  const WHO = ['K5', 'K7', 'P1'];

  it.each([1, 2])('get it as often as it has places (%i), whatever order they come in', (room) => {
    const random = seededRandom(7);
    for (let round = 0; round < 300; round++) {
      const at = office();
      const wanted = timeFor(room, at);
      expect(roomAt(wanted)).toBe(room);
      const order = WHO.map((kiosk) => ({ kiosk, at: random() })).sort((a, b) => a.at - b.at);
      const got = order.filter(({ kiosk }) => at.slots.hold(`hold-${kiosk}`, { ...wanted, kiosk }).ok);
      expect(got).toHaveLength(room);
      const lodged = WHO.filter((kiosk) => at.register.lodge(`a-${kiosk}`, application(kiosk, `hold-${kiosk}`)).ok);
      expect(lodged.sort()).toEqual(got.map(({ kiosk }) => kiosk).sort());
    }
  });
});
