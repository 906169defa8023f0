import { describe, expect, it } from 'vitest';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { seededRandom } from '../random.ts';
import { ApplicationRegister } from './register.ts';
import type { OfferedService } from './services.ts';
import { freeOfficersAt, slotBeginOf } from './slot-calendar.ts';
import { openStore } from './store.ts';
import type { WireLodgeRequest } from './wire.ts';
import type { WireHoldRequest } from './wire-slots.ts';

const MINUTE_MS = 60_000;
const NOTARY: OfferedService = {
  id: 'power-of-attorney',
  title: 'Etibarnamə',
  paper: 'ticket',
  identification: 'none',
  group: 'legal',
  sendsToWindow: true,
  appointment: true,
};

async function office(at = '2026-11-24T10:00:00Z', appointment = true) {
  let now = new Date(at);
  const store = await openStore(undefined);
  const register = new ApplicationRegister({
    now: () => now,
    random: seededRandom(1),
    services: [{ ...NOTARY, appointment }],
    store,
  });
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { register, store, slots: register.slots, now: () => now, later };
}

type Office = Awaited<ReturnType<typeof office>>;

async function freeAt({ slots }: Office, kiosk = 'K5') {
  const free = await slots.free('read', { kiosk, service: NOTARY.id });
  if (!free.ok) throw new Error(free.error.code);
  return free.value.places;
}

async function timeFor(people: number, at: Office): Promise<WireHoldRequest> {
  for (const { id: place, days } of await freeAt(at))
    for (const { day, slots } of days.slice(1)) {
      const slot = slots.find(({ free }) => free === people);
      if (slot) return { kiosk: 'K5', service: NOTARY.id, place, day, from: slot.from };
    }
  throw new Error(`no time is free for ${people}`);
}

const application = (kiosk: string, slot: string | null): WireLodgeRequest => ({
  ...lodgeRequest({ kiosk, service: NOTARY.id, tier: 'same-day' }),
  slot,
});

const refused = (code: string) => ({ ok: false, error: { status: 422, code } });

describe('free appointments', () => {
  it('when two offices are asked, then free slots are the same: a fortnight without Sundays', async () => {
    const [first, second] = [await freeAt(await office()), await freeAt(await office())];
    expect(first).toEqual(second);
    expect(first.map(({ id, window, floor }) => [id, window, floor])).toEqual([
      ['window-3', '3', 1],
      ['window-6', '6', 2],
    ]);
    const days = first[0]!.days.map(({ day }) => day);
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-11-24', '2026-12-07', 12]);
    expect(days).not.toContain('2026-11-29');
  });

  it('when a fortnight is listed, then at least one day is booked out and others have slots', async () => {
    const free = (await freeAt(await office()))[0]!.days.map(({ slots }) => slots.length);
    expect(free).toContain(0);
    expect(Math.max(...free)).toBeGreaterThan(6);
  });

  it('when the service is not by appointment, then the question is refused', async () => {
    const { slots } = await office(undefined, false);
    expect(await slots.free('read', { kiosk: 'K5', service: NOTARY.id })).toEqual(refused('unknown-service'));
    expect(await slots.free('read', { kiosk: 'K5', service: 'passport' })).toEqual(refused('unknown-service'));
  });

  it('when it is around midnight at the centre, then the first free day is today at the centre', async () => {
    for (const midnight of ['2026-11-24T20:00:00Z', '2026-11-30T20:00:00Z', '2026-12-31T20:00:00Z']) {
      const at = await office(new Date(Date.parse(midnight) - 90 * MINUTE_MS).toISOString());
      for (let minute = -90; minute <= 90; minute++) {
        const today = new Date(Date.parse(midnight) + (minute < 0 ? -1 : 1)).getTime() + 4 * 3_600_000;
        const first = (await freeAt(at))[0]!.days[0]!.day;
        expect(first, `${minute} minutes from ${midnight}`).toBe(new Date(today).toISOString().slice(0, 10));
        at.later(MINUTE_MS);
      }
    }
  });

  it('when a citizen asks at any minute of a day, then every free slot begins at least 15 minutes later', async () => {
    const at = await office('2026-11-24T19:00:00Z');
    for (let minute = 0; minute < 24 * 60; minute++) {
      const begin = (await freeAt(at)).flatMap(({ days }) =>
        days.slice(0, 2).flatMap(({ day, slots }) => slots.map(({ from }) => slotBeginOf({ day, from }))),
      );
      expect(Math.min(...begin) - at.now().getTime()).toBeGreaterThanOrEqual(15 * MINUTE_MS);
      at.later(MINUTE_MS);
    }
  });
});

describe('a hold', () => {
  it('when a kiosk holds a slot, then the same key gets the same hold, and other kiosks cannot have it', async () => {
    const at = await office();
    const wanted = await timeFor(1, at);
    const held = await at.slots.hold('hold-1', wanted);
    expect(held).toMatchObject({ ok: true, value: { key: 'hold-1', day: wanted.day, validSeconds: 600 } });
    expect(await at.slots.hold('hold-1', wanted)).toEqual(held);
    expect(await at.slots.hold('hold-1', { ...wanted, kiosk: 'K7' })).toEqual({
      ok: false,
      error: { status: 409, code: 'idempotency-conflict' },
    });
    expect(await at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    const times = async (kiosk: string) =>
      (await freeAt(at, kiosk))
        .find(({ id }) => id === wanted.place)
        ?.days.find(({ day }) => day === wanted.day)
        ?.slots.map(({ from }) => from);
    expect(await times('K7')).not.toContain(wanted.from);
    expect(await times('K5')).toContain(wanted.from);
  });

  it('when the same kiosk gets another hold, then the first hold ends; a refused hold changes nothing', async () => {
    const at = await office();
    const wanted = await timeFor(1, at);
    const other = await timeFor(2, at);
    expect((await at.slots.hold('hold-1', wanted)).ok).toBe(true);
    expect(await at.slots.hold('hold-x', { ...other, day: '2026-11-29' })).toEqual(refused('slot-taken'));
    expect((await at.slots.extend('hold-1', 'K5')).ok).toBe(true);
    expect((await at.slots.hold('hold-2', other)).ok).toBe(true);
    expect(await at.slots.extend('hold-1', 'K5')).toEqual(refused('slot-lost'));
    expect(await at.slots.hold('hold-1', wanted)).toEqual(refused('slot-lost'));
    expect((await at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' })).ok).toBe(true);
  });

  it('when ten minutes have passed since hold or extension, then the hold ends; a release ends it at once', async () => {
    const at = await office();
    const wanted = await timeFor(1, at);
    await at.slots.hold('hold-1', wanted);
    at.later(9 * MINUTE_MS);
    expect(await at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 600 } });
    expect(await at.slots.extend('hold-1', 'K7')).toEqual(refused('slot-lost'));
    at.later(9 * MINUTE_MS);
    expect(await at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    at.later(MINUTE_MS);
    expect(await at.slots.extend('hold-1', 'K5')).toEqual(refused('slot-lost'));
    expect((await at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' })).ok).toBe(true);
    expect(await at.slots.release('hold-3', 'K7')).toEqual({ key: 'hold-3' });
    expect(await at.slots.release('hold-3', 'K7')).toEqual({ key: 'hold-3' });
    expect((await at.slots.hold('hold-4', { ...wanted, kiosk: 'K8' })).ok).toBe(true);
    expect(await at.slots.release('hold-4', 'K5')).toEqual({ key: 'hold-4' });
    expect((await at.slots.extend('hold-4', 'K8')).ok).toBe(true);
  });

  it('when a slot begins soon, then the hold ends when the slot begins', async () => {
    const at = await office();
    const wanted = await timeFor(1, at);
    at.later(slotBeginOf(wanted) - 20 * MINUTE_MS - at.now().getTime());
    await at.slots.hold('hold-1', wanted);
    at.later(6 * MINUTE_MS);
    expect(await at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 600 } });
    at.later(9 * MINUTE_MS);
    expect(await at.slots.extend('hold-1', 'K5')).toMatchObject({ value: { validSeconds: 300 } });
    at.later(5 * MINUTE_MS);
    expect(await at.register.lodge('a-1', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
  });
});

describe('an application', () => {
  it('when an application is lodged, then it keeps its slot until it is withdrawn', async () => {
    const at = await office();
    const wanted = await timeFor(1, at);
    await at.slots.hold('hold-1', wanted);
    const lodged = await at.register.lodge('a-1', application('K5', 'hold-1'));
    expect(lodged).toMatchObject({ ok: true, value: { first: true } });
    await at.slots.release('hold-1', 'K5');
    at.later(60 * MINUTE_MS);
    expect(await at.register.lodge('a-1', application('K5', 'hold-1'))).toMatchObject({ value: { first: false } });
    expect(await at.register.lodge('a-2', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect(await at.slots.hold('hold-2', { ...wanted, kiosk: 'K7' })).toEqual(refused('slot-taken'));
    const { day, from } = wanted;
    expect(await at.register.register('a-1', null, true)).toMatchObject({
      value: { appointment: { slot: { day, from }, ahead: 0, wait: null } },
    });
    await at.register.withdraw('a-1', 'changed');
    expect((await at.slots.hold('hold-3', { ...wanted, kiosk: 'K7' })).ok).toBe(true);
  });

  it('when an application has no hold, an expired hold or a hold of another kiosk, then it is refused', async () => {
    const at = await office();
    expect(await at.register.lodge('a-1', application('K5', null))).toEqual(refused('slot-lost'));
    await at.slots.hold('hold-1', await timeFor(1, at));
    expect(await at.register.lodge('a-2', application('K7', 'hold-1'))).toEqual(refused('slot-lost'));
    at.later(10 * MINUTE_MS);
    expect(await at.register.lodge('a-3', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect(await at.store.read(({ applications }) => applications.newest())).toEqual([]);
  });

  it('when the service of an application is not by appointment, then lodging with a hold is refused, and without one accepted', async () => {
    const { register } = await office(undefined, false);
    expect(await register.lodge('a-1', application('K5', 'hold-1'))).toEqual(refused('slot-lost'));
    expect((await register.lodge('a-2', application('K5', null))).ok).toBe(true);
  });
});

describe('concurrent holds of one slot', () => {
  const WHO = ['K5', 'K7', 'P1'];

  it.each([1, 2])(
    'when the slot has room for %i, then exactly so many kiosks hold and lodge it, in any order',
    async (room) => {
      const random = seededRandom(7);
      for (let round = 0; round < 300; round++) {
        const at = await office();
        const wanted = await timeFor(room, at);
        expect(freeOfficersAt(wanted)).toBe(room);
        const order = WHO.map((kiosk) => ({ kiosk, at: random() })).sort((a, b) => a.at - b.at);
        const held = await Promise.all(order.map(({ kiosk }) => at.slots.hold(`hold-${kiosk}`, { ...wanted, kiosk })));
        const got = order.filter((_, nth) => held[nth]?.ok);
        expect(got).toHaveLength(room);
        const all = await Promise.all(
          WHO.map((kiosk) => at.register.lodge(`a-${kiosk}`, application(kiosk, `hold-${kiosk}`))),
        );
        const lodged = WHO.filter((_, nth) => all[nth]?.ok);
        expect(lodged.sort()).toEqual(got.map(({ kiosk }) => kiosk).sort());
      }
    },
  );
});
