import { DAY_MS } from '../../drivers/durations.ts';
import { windowOfGroup } from './windows.ts';

/* In the invented centre. Other bookings come from a seed, the same for a place and a day. */

const DAYS_AHEAD = 14;
/** A citizen needs this time to come. */
const SOONEST_MS = 15 * 60_000;

const MINUTES_EACH = 30;
/** Opening hours, in minutes since midnight. */
const HOURS: readonly (readonly [from: number, until: number])[] = [
  [9 * 60, 13 * 60],
  [14 * 60, 18 * 60],
];
const CAPACITY = 2;

export interface SlotPlace {
  readonly id: string;
  readonly window: string;
  readonly floor: number;
}

/** ISO date and `HH:MM`. */
export interface SlotTimeAndPlace {
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface BookedSlot extends SlotTimeAndPlace {
  readonly until: string;
  readonly window: string;
  readonly floor: number;
}

interface Offered {
  readonly group: string;
}

const SECOND_PLACES: Readonly<Record<string, SlotPlace>> = {
  legal: { id: 'window-6', window: '6', floor: 2 },
};

export function slotPlacesOf({ group }: Offered): readonly SlotPlace[] {
  const [, window, floor] = windowOfGroup(group);
  const second = Object.hasOwn(SECOND_PLACES, group) ? SECOND_PLACES[group] : undefined;
  return [{ id: `window-${window}`, window, floor }, ...(second ? [second] : [])];
}

type IsHoliday = (day: string) => boolean;
const NO_HOLIDAYS: IsHoliday = () => false;

/** Days with appointments, from today at the centre, without Sundays and holidays. */
export function openDaysFrom(today: string, isHoliday: IsHoliday = NO_HOLIDAYS): readonly string[] {
  const start = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS_AHEAD }, (_, after) => new Date(start + after * DAY_MS))
    .filter((day) => day.getUTCDay() !== 0)
    .map((day) => day.toISOString().slice(0, 10))
    .filter((day) => !isHoliday(day));
}

export const SLOT_TIMES: readonly string[] = HOURS.flatMap(([from, until]) =>
  Array.from({ length: (until - from) / MINUTES_EACH }, (_, nth) => clockTime(from + nth * MINUTES_EACH)),
);

/** End of a slot that begins at `from`. */
export function slotEndOf(from: string): string {
  const [hours = 0, minutes = 0] = from.split(':').map(Number);
  return clockTime(hours * 60 + minutes + MINUTES_EACH);
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Begin of a slot, in ms. Azerbaijan is at UTC+4 all the year. */
export const slotBeginOf = ({ day, from }: Pick<SlotTimeAndPlace, 'day' | 'from'>): number =>
  Date.parse(`${day}T${from}:00+04:00`);

export const isSlotFarEnoughAhead = (at: Pick<SlotTimeAndPlace, 'day' | 'from'>, now: Date): boolean =>
  slotBeginOf(at) - now.getTime() >= SOONEST_MS;

/** Whether the centre is open at a slot, and the citizen can still come. */
export const isOffered = (
  at: Pick<SlotTimeAndPlace, 'day' | 'from'>,
  today: string,
  now: Date,
  isHoliday: IsHoliday = NO_HOLIDAYS,
): boolean =>
  openDaysFrom(today, isHoliday).includes(at.day) && SLOT_TIMES.includes(at.from) && isSlotFarEnoughAhead(at, now);

/** Number of free officers, after the bookings from elsewhere. */
export function freeOfficersAt({ place, day, from }: SlotTimeAndPlace): number {
  let state = 0;
  for (const symbol of `${place} ${day} ${from}`) state = (Math.imul(state, 31) + symbol.charCodeAt(0)) >>> 0;
  // Numerical Recipes' generator: its upper bits are evenly distributed.
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  const busy = busyDay(place, day) ? CAPACITY : (state >>> 16) % (CAPACITY + 2);
  return Math.max(CAPACITY - busy, 0);
}

const busyDay = (place: string, day: string): boolean =>
  (Date.parse(`${day}T00:00:00Z`) / DAY_MS + place.length) % 9 === 0;
