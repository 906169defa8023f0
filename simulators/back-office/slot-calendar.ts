import { windowOf } from './windows.ts';

/*
 * Where and when the invented centre takes people by appointment. What others booked elsewhere is a seed, the same for a place and a day
 * however often it is asked; what kiosks hold and book comes on top of it.
 */

/** From today on: further nobody can book. */
const DAYS_AHEAD = 14;
/** A citizen who books has to come in time: nearer slots are not offered. */
const SOONEST_MS = 15 * 60_000;

const MINUTES_EACH = 30;
/** Of the day, in minutes since midnight at the centre: before and after noon. */
const HOURS: readonly (readonly [from: number, until: number])[] = [
  [9 * 60, 13 * 60],
  [14 * 60, 18 * 60],
];
/** Officers at one place at the same time. */
const CAPACITY = 2;

/** An office, a desk or a hall. */
export interface SlotPlace {
  readonly id: string;
  readonly window: string;
  readonly floor: number;
}

/** One appointment somewhere, at the centre's time: ISO date and `HH:MM`. */
export interface SlotAt {
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

/** As it is kept with its application. */
export interface BookedSlot extends SlotAt {
  readonly until: string;
  readonly window: string;
  readonly floor: number;
}

interface Offered {
  readonly group: string;
}

/** What has two places; everything else is done where its group is. */
const SECOND_PLACES: Readonly<Record<string, SlotPlace>> = {
  legal: { id: 'window-6', window: '6', floor: 2 },
};

/** Where a service is done by appointment. */
export function placesOf({ group }: Offered): readonly SlotPlace[] {
  const [, window, floor] = windowOf(group);
  const second = Object.hasOwn(SECOND_PLACES, group) ? SECOND_PLACES[group] : undefined;
  return [{ id: `window-${window}`, window, floor }, ...(second ? [second] : [])];
}

type IsHoliday = (day: string) => boolean;
const NO_HOLIDAYS: IsHoliday = () => false;

/** The days on which somebody can come, from today of the centre on: all but Sundays and the days on which no agency works. */
export function daysFrom(today: string, isHoliday: IsHoliday = NO_HOLIDAYS): readonly string[] {
  const start = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS_AHEAD }, (_, after) => new Date(start + after * DAY_MS))
    .filter((day) => day.getUTCDay() !== 0)
    .map((day) => day.toISOString().slice(0, 10))
    .filter((day) => !isHoliday(day));
}

const DAY_MS = 86_400_000;

/** All times of a day, as `HH:MM`. */
export const TIMES: readonly string[] = HOURS.flatMap(([from, until]) =>
  Array.from({ length: (until - from) / MINUTES_EACH }, (_, nth) => clockTime(from + nth * MINUTES_EACH)),
);

/** When one that begins then is over. */
export function endOf(from: string): string {
  const [hours = 0, minutes = 0] = from.split(':').map(Number);
  return clockTime(hours * 60 + minutes + MINUTES_EACH);
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Azerbaijan is at UTC+4 all the year. */
export const beginOf = ({ day, from }: Pick<SlotAt, 'day' | 'from'>): number => Date.parse(`${day}T${from}:00+04:00`);

/** Whether somebody who books it now can still come. */
export const isSoonEnough = (at: Pick<SlotAt, 'day' | 'from'>, now: Date): boolean =>
  beginOf(at) - now.getTime() >= SOONEST_MS;

/** Whether it can be chosen at all: the centre works then, and it is not too late. */
export const isOffered = (
  at: Pick<SlotAt, 'day' | 'from'>,
  today: string,
  now: Date,
  isHoliday: IsHoliday = NO_HOLIDAYS,
): boolean => daysFrom(today, isHoliday).includes(at.day) && TIMES.includes(at.from) && isSoonEnough(at, now);

/** How many citizens can be served then, after the bookings from elsewhere. */
export function roomAt({ place, day, from }: SlotAt): number {
  let state = 0;
  for (const symbol of `${place} ${day} ${from}`) state = (Math.imul(state, 31) + symbol.charCodeAt(0)) >>> 0;
  // Numerical Recipes' generator; its upper bits are the even ones.
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  const busy = busyDay(place, day) ? CAPACITY : (state >>> 16) % (CAPACITY + 2);
  return Math.max(CAPACITY - busy, 0);
}

/** Every ninth day of a place is booked out. */
const busyDay = (place: string, day: string): boolean =>
  (Date.parse(`${day}T00:00:00Z`) / DAY_MS + place.length) % 9 === 0;
