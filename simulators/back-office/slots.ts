import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { CONFLICT } from './refusals.ts';
import type { OfferedService } from './services.ts';
import {
  type BookedSlot,
  freeOfficersAt,
  isOffered,
  isSlotFarEnoughAhead,
  openDaysFrom,
  SLOT_TIMES,
  type SlotTimeAndPlace,
  slotBeginOf,
  slotEndOf,
  slotPlacesOf,
} from './slot-calendar.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal, WireLodgeRequest } from './wire.ts';
import type { WireFreeSlots, WireHeldSlot, WireHoldRequest, WireReleased, WireSlotRequest } from './wire-slots.ts';

/** From holding or extending to lodging. A hold ends at the latest when its slot begins. */
const VALID_MS = 10 * 60_000;

/** Plain JSON. */
export interface SlotHoldRecord {
  readonly key: string;
  readonly request: WireHoldRequest;
  readonly slot: BookedSlot;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
  /** Released, replaced or used. */
  readonly over: boolean;
}

type SlotAsked = Pick<WireLodgeRequest, 'slot' | 'kiosk' | 'service'>;

interface SlotsOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  /** `day`: ISO. Absent: closed on Sundays only. */
  readonly isHoliday?: (day: string) => boolean;
}

const LOST: OfficeRefusal = { status: 422, code: 'slot-lost' };
const TAKEN: OfficeRefusal = { status: 422, code: 'slot-taken' };

const nameOf = ({ place, day, from }: SlotTimeAndPlace): string => `${place} ${day} ${from}`;

/** A kiosk serves one person at a time: a new hold ends its hold before. */
export class SlotHolds {
  readonly #options: SlotsOptions;
  readonly #store: OfficeStore;

  constructor(options: SlotsOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
  }

  async free(key: string, { service, kiosk }: WireSlotRequest): Promise<Result<WireFreeSlots, OfficeRefusal>> {
    const offered = this.#byAppointment(service);
    if (!offered) return err({ status: 422, code: 'unknown-service' });
    const now = this.#options.now();
    const days = openDaysFrom(centreDay(now), this.#options.isHoliday);
    const places = slotPlacesOf(offered);
    // A slot that the asking kiosk holds is free for the kiosk.
    return this.#store.read(async (tables) => {
      const free: WireFreeSlots['places'][number][] = [];
      for (const { id, window, floor } of places) {
        const taken = await takenAt(tables, { place: id, days, kiosk, now });
        const its = days.map((day) => ({ day, slots: freeOn({ place: id, day }, now, taken) }));
        free.push({ id, window, floor, days: its });
      }
      return ok({ key, places: free });
    });
  }

  hold(key: string, request: WireHoldRequest): Promise<Result<WireHeldSlot, OfficeRefusal>> {
    return this.#store.write(async (tables) => {
      const now = this.#options.now();
      const known = await tables.holds.find(key);
      if (known) {
        if (!sameHold(known.request, request)) return err(CONFLICT);
        return isGood(known, now) ? ok(answerOf(known, now)) : err(LOST);
      }
      const offered = this.#byAppointment(request.service);
      if (!offered) return err({ status: 422, code: 'unknown-service' });
      const place = slotPlacesOf(offered).find(({ id }) => id === request.place);
      const at = { place: request.place, day: request.day, from: request.from };
      const { kiosk } = request;
      const others = await takenAt(tables, { place: at.place, days: [at.day], kiosk, now });
      const taken = others.filter(({ from }) => from === at.from).length;
      if (!place || !isOffered(at, centreDay(now), now, this.#options.isHoliday) || freeOfficersAt(at) <= taken)
        return err(TAKEN);
      for (const each of await tables.holds.ofKiosk(kiosk)) await tables.holds.put({ ...each, over: true }, now);
      const { window, floor } = place;
      const slot = { ...at, until: slotEndOf(at.from), window, floor };
      const hold = { key, request, slot, validUntil: validUntil(slot, now), over: false };
      await tables.holds.put(hold, now);
      return ok(answerOf(hold, now));
    });
  }

  extend(key: string, kiosk: string): Promise<Result<WireHeldSlot, OfficeRefusal>> {
    return this.#store.write(async ({ holds }) => {
      const now = this.#options.now();
      const hold = goodOf(await holds.find(key), kiosk, now);
      if (!hold) return err(LOST);
      const extended = { ...hold, validUntil: validUntil(hold.slot, now) };
      await holds.put(extended, now);
      return ok(answerOf(extended, now));
    });
  }

  /** No effect on a lodged or unheld slot. */
  release(key: string, kiosk: string): Promise<WireReleased> {
    return this.#store.write(async ({ holds }) => {
      const hold = await holds.find(key);
      if (hold?.request.kiosk === kiosk) await holds.put({ ...hold, over: true }, this.#options.now());
      return { key };
    });
  }

  async refuse({ holds }: OfficeTables, { slot = null, kiosk, service }: SlotAsked): Promise<OfficeRefusal | null> {
    if (!this.#byAppointment(service)) return slot === null ? null : LOST;
    const hold = slot === null ? undefined : await holds.find(slot);
    return goodOf(hold, kiosk, this.#options.now())?.request.service === service ? null : LOST;
  }

  async heldFor(tables: OfficeTables, asked: SlotAsked): Promise<BookedSlot | null> {
    if (await this.refuse(tables, asked)) return null;
    return (await tables.holds.find(asked.slot ?? ''))?.slot ?? null;
  }

  async keep({ holds }: OfficeTables, { slot = null }: Pick<SlotAsked, 'slot'>): Promise<BookedSlot | null> {
    const hold = slot === null ? undefined : await holds.find(slot);
    if (!hold) return null;
    await holds.put({ ...hold, over: true }, this.#options.now());
    return hold.slot;
  }

  #byAppointment = (service: string): OfferedService | undefined =>
    this.#options.services?.find(({ id, appointment }) => id === service && appointment === true);
}

/** Milliseconds since 1970. */
const validUntil = (slot: SlotTimeAndPlace, now: Date): number => Math.min(now.getTime() + VALID_MS, slotBeginOf(slot));

const isGood = ({ over, validUntil: until }: SlotHoldRecord, now: Date): boolean => !over && now.getTime() < until;

const goodOf = (hold: SlotHoldRecord | undefined, kiosk: string, now: Date): SlotHoldRecord | undefined =>
  hold && hold.request.kiosk === kiosk && isGood(hold, now) ? hold : undefined;

async function takenAt(
  { applications, holds }: OfficeTables,
  { place, days, kiosk, now }: { place: string; days: readonly string[]; kiosk: string; now: Date },
): Promise<readonly SlotTimeAndPlace[]> {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return [
    ...(await holds.held(place, first, last, { kiosk, now })),
    ...(await applications.booked(place, first, last)),
  ];
}

function freeOn(
  { place, day }: Pick<SlotTimeAndPlace, 'place' | 'day'>,
  now: Date,
  taken: readonly SlotTimeAndPlace[],
) {
  const times = taken.filter((each) => each.day === day).map(({ from }) => from);
  return SLOT_TIMES.filter((from) => isSlotFarEnoughAhead({ day, from }, now)).flatMap((from) => {
    const free = freeOfficersAt({ place, day, from }) - times.filter((each) => each === from).length;
    return free > 0 ? [{ from, until: slotEndOf(from), free }] : [];
  });
}

function answerOf({ key, slot, validUntil: until }: SlotHoldRecord, now: Date): WireHeldSlot {
  return { key, ...slot, validSeconds: Math.floor((until - now.getTime()) / 1_000) };
}

const sameHold = (a: WireHoldRequest, b: WireHoldRequest): boolean =>
  a.kiosk === b.kiosk && a.service === b.service && nameOf(a) === nameOf(b);
