import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './counted.ts';
import type { OfferedService } from './services.ts';
import {
  type BookedSlot,
  beginOf,
  daysFrom,
  endOf,
  isOffered,
  isSoonEnough,
  placesOf,
  roomAt,
  type SlotAt,
  TIMES,
} from './slot-calendar.ts';
import type {
  Refusal,
  WireFreeSlots,
  WireHeldSlot,
  WireHoldRequest,
  WireLodgeRequest,
  WireReleased,
  WireSlotRequest,
} from './wire.ts';

/** From holding or extending to lodging; never longer than until it begins. */
const VALID_MS = 10 * 60_000;
/** More at once than a hall of kiosks holds in half an hour: the oldest is forgotten, and chosen again. */
const MOST_HOLDS = 10_000;

interface Hold {
  readonly request: WireHoldRequest;
  readonly slot: BookedSlot;
  /** Milliseconds since 1970. */
  validUntil: number;
  /** Released, moved, or lodged: under its key nothing is held any more. */
  over: boolean;
}

interface SlotsOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  /** Whether the centre is closed on a day, ISO; absent: only on Sundays. */
  readonly isHoliday?: (day: string) => boolean;
  /** Those of applications that stand: lodged or registered. */
  readonly booked: () => readonly SlotAt[];
}

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
const LOST: Refusal = { status: 422, code: 'slot-lost' };
const TAKEN: Refusal = { status: 422, code: 'slot-taken' };

const nameOf = ({ place, day, from }: SlotAt): string => `${place} ${day} ${from}`;

/**
 * Appointments: which are free, and who holds one until the application is lodged. A kiosk serves one person at a time and so holds one at
 * a time: another that it gets ends the one before. Holds are in memory alone: what is not known any more is chosen again, before
 * anything is paid.
 */
export class Slots {
  readonly #options: SlotsOptions;
  readonly #holds = new Map<string, Hold>();

  constructor(options: SlotsOptions) {
    this.#options = options;
  }

  free(key: string, { service, kiosk }: WireSlotRequest): Result<WireFreeSlots, Refusal> {
    const offered = this.#byAppointment(service);
    if (!offered) return err({ status: 422, code: 'unknown-service' });
    const now = this.#options.now();
    const today = centreDay(now);
    // What the asking kiosk holds itself is free for it: chosen again, it is the same one.
    const taken = this.#taken(now, kiosk);
    const places = placesOf(offered).map(({ id, window, floor }) => ({
      ...{ id, window, floor },
      days: daysFrom(today, this.#options.isHoliday).map((day) => ({
        day,
        slots: TIMES.filter((from) => isSoonEnough({ day, from }, now)).flatMap((from) => {
          const at = { place: id, day, from };
          const free = roomAt(at) - (taken.get(nameOf(at)) ?? 0);
          return free > 0 ? [{ from, until: endOf(from), free }] : [];
        }),
      })),
    }));
    return ok({ key, places });
  }

  hold(key: string, request: WireHoldRequest): Result<WireHeldSlot, Refusal> {
    const now = this.#options.now();
    const known = this.#holds.get(key);
    if (known) {
      if (!sameHold(known.request, request)) return err(CONFLICT);
      return this.#isGood(known, now) ? ok(this.#answer(key, known)) : err(LOST);
    }
    const offered = this.#byAppointment(request.service);
    if (!offered) return err({ status: 422, code: 'unknown-service' });
    const place = placesOf(offered).find(({ id }) => id === request.place);
    const at = { place: request.place, day: request.day, from: request.from };
    const taken = this.#taken(now, request.kiosk).get(nameOf(at)) ?? 0;
    if (!place || !isOffered(at, centreDay(now), now, this.#options.isHoliday) || roomAt(at) <= taken)
      return err(TAKEN);
    for (const each of this.#holds.values()) if (each.request.kiosk === request.kiosk) each.over = true;
    const { window, floor } = place;
    const slot = { ...at, until: endOf(at.from), window, floor };
    const hold = { request, slot, validUntil: validUntil(slot, now), over: false };
    this.#holds.set(key, hold);
    const [oldest] = this.#holds.keys();
    if (this.#holds.size > MOST_HOLDS && oldest !== undefined) this.#holds.delete(oldest);
    return ok(this.#answer(key, hold));
  }

  extend(key: string, kiosk: string): Result<WireHeldSlot, Refusal> {
    const now = this.#options.now();
    const hold = this.#good(key, kiosk, now);
    if (!hold) return err(LOST);
    hold.validUntil = validUntil(hold.slot, now);
    return ok(this.#answer(key, hold));
  }

  /** What is not held, or lodged already, is left as it is. */
  release(key: string, kiosk: string): WireReleased {
    const hold = this.#holds.get(key);
    if (hold?.request.kiosk === kiosk) hold.over = true;
    return { key };
  }

  /** Why an application cannot be lodged with the appointment that it names, or `null`. */
  refuse({ slot = null, kiosk, service }: Pick<WireLodgeRequest, 'slot' | 'kiosk' | 'service'>): Refusal | null {
    if (!this.#byAppointment(service)) return slot === null ? null : LOST;
    return this.#good(slot ?? '', kiosk, this.#options.now())?.request.service === service ? null : LOST;
  }

  /** What this kiosk holds under this key for this service, or `null`. */
  heldFor(asked: Pick<WireLodgeRequest, 'slot' | 'kiosk' | 'service'>): BookedSlot | null {
    return this.refuse(asked) ? null : (this.#holds.get(asked.slot ?? '')?.slot ?? null);
  }

  /** It was not refused: from now on the application keeps it, and under the key of the hold nothing is held. */
  keep({ slot = null }: Pick<WireLodgeRequest, 'slot'>): BookedSlot | null {
    const hold = this.#holds.get(slot ?? '');
    if (!hold) return null;
    hold.over = true;
    return hold.slot;
  }

  #byAppointment = (service: string): OfferedService | undefined =>
    this.#options.services?.find(({ id, appointment }) => id === service && appointment === true);

  #isGood = ({ over, validUntil: until }: Hold, now: Date): boolean => !over && now.getTime() < until;

  #good(key: string, kiosk: string, now: Date): Hold | undefined {
    const hold = this.#holds.get(key);
    return hold && hold.request.kiosk === kiosk && this.#isGood(hold, now) ? hold : undefined;
  }

  /** How many have each, but for what this kiosk itself holds. */
  #taken(now: Date, kiosk: string): ReadonlyMap<string, number> {
    const held = [...this.#holds.values()].filter((hold) => hold.request.kiosk !== kiosk && this.#isGood(hold, now));
    const counts = new Map<string, number>();
    for (const at of [...held.map(({ slot }) => slot), ...this.#options.booked()])
      counts.set(nameOf(at), (counts.get(nameOf(at)) ?? 0) + 1);
    return counts;
  }

  #answer(key: string, { slot, validUntil: until }: Hold): WireHeldSlot {
    const validSeconds = Math.floor((until - this.#options.now().getTime()) / 1_000);
    return { key, ...slot, validSeconds };
  }
}

const validUntil = (slot: SlotAt, now: Date): number => Math.min(now.getTime() + VALID_MS, beginOf(slot));

const sameHold = (a: WireHoldRequest, b: WireHoldRequest): boolean =>
  a.kiosk === b.kiosk && a.service === b.service && nameOf(a) === nameOf(b);
