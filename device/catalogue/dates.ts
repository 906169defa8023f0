import { DAY_MS } from '../../drivers/durations.ts';
import type { IsoDate } from '../words/date.ts';
import type { Holidays } from './holidays.ts';
import type { DayCountKind } from './schema.ts';

/* Days of the centre's calendar, ISO `YYYY-MM-DD`; UTC only carries them. */

/**
 * Days to look back for a holiday on a day off. The longest known run of days off is nine (Novruz between two weekends, with moved days).
 */
const LOOK_BACK_DAYS = 14;

/**
 * Day that is promised for an application of `today`; 0 days is today. Working days are Monday to Friday without holidays, counted from
 * tomorrow. A calendar term that ends on a day off ends on the next working day, when an office can hand the document out.
 */
export function promisedDate(days: number, kind: DayCountKind, today: IsoDate, holidays: Holidays): IsoDate {
  if (days === 0) return today;
  const after = daysAfter(today, holidays);
  let left = days;
  for (;;) {
    const { day, working } = after.next().value;
    if (kind === 'calendar' || working) left--;
    if (left <= 0 && working) return day;
  }
}

/** A weekly day off on a holiday moves to the next working day [Labour Code, article 105, part 5]. */
function* daysAfter(today: IsoDate, holidays: Holidays): Generator<{ day: IsoDate; working: boolean }, never> {
  let owed = 0;
  const start = Date.parse(`${today}T00:00:00Z`);
  for (let offset = -LOOK_BACK_DAYS; ; offset++) {
    const at = new Date(start + offset * DAY_MS);
    const day = at.toISOString().slice(0, 10);
    const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
    const holiday = isHoliday(day, holidays);
    const moved = !weekend && !holiday && owed > 0;
    if (weekend && holiday) owed++;
    if (moved) owed--;
    if (offset > 0) yield { day, working: !weekend && !holiday && !moved };
  }
}

/** Whether the day is a holiday, on which no agency works. The day of the week does not count. */
export function isHoliday(day: IsoDate, { annual, dated }: Holidays): boolean {
  return annual.some((each) => each.day === day.slice(5)) || dated.some((each) => each.date === day);
}

/** Age on `today`, in full years. A person born on 29 February is older from 1 March. */
export function fullYears(birthDate: IsoDate, today: IsoDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
