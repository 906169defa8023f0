import { DAY_MS } from '../durations.ts';

/** Default zone of a terminal: UTC+4 without summer time. */
export const BAKU_TIME_ZONE = 'Asia/Baku';

/** Local time. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** Formats by time zone: making a format takes milliseconds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const number = 'numeric' as const;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    calendar: 'gregory',
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  });
  formats.set(timeZone, format);
  return format;
}

/** Local time at `at` milliseconds; months count from 1. `timeZone`: IANA name; throws a RangeError for an unknown name. */
export function wallTimeAt(at: number, timeZone: string): WallTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hours: part('hour'),
    minutes: part('minute'),
    seconds: part('second'),
  };
}

/** Digits YYMMDD and HHMMSS of the local time at `at`, as terminals use them. */
export function localDateTimeDigits(at: Date, timeZone: string): { readonly date: string; readonly time: string } {
  const { year, month, day, hours, minutes, seconds } = wallTimeAt(at.getTime(), timeZone);
  const digits = (...values: readonly number[]) => values.map((value) => String(value % 100).padStart(2, '0')).join('');
  return { date: digits(year, month, day), time: digits(hours, minutes, seconds) };
}

/**
 * All moments, in milliseconds, at which a clock in this zone shows this time. The doubled hour at the end of summer time has two. The
 * skipped hour in spring has one for each of the two offsets. Empty: the year has no such day.
 */
export function momentsOfWallTime(wall: WallTime, timeZone: string): readonly number[] {
  const asUtc = utcOf(wall);
  if (new Date(asUtc).getUTCDate() !== wall.day) return [];
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => utcOf(wallTimeAt(near, timeZone)) - near);
  const moments = [...new Set(offsets.map((offset) => asUtc - offset))];
  const shown = moments.filter((moment) => utcOf(wallTimeAt(moment, timeZone)) === asUtc);
  return shown.length > 0 ? shown : moments;
}

const utcOf = ({ year, month, day, hours, minutes, seconds }: WallTime): number =>
  Date.UTC(year, month - 1, day, hours, minutes, seconds);
