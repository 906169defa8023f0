const YEARS_AHEAD = 50;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Two-digit year, month and day; `null` unless all six are digits and the day exists in some year with these digits. */
function parts(zoneDate: string): DateParts | null {
  const match = /^([0-9]{2})([0-9]{2})([0-9]{2})$/.exec(zoneDate);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const exists = ({ year, month, day }: DateParts): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

const iso = ({ year, month, day }: DateParts): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * Whether `YYMMDD` can be a date. A part that is not known is two fillers (ICAO 9303-3 §4.8), and 29 February
 * is a date whatever the century.
 */
export function isZoneDate(text: string): boolean {
  if (!/^(?:[0-9]{2}|<<)(?:0[1-9]|1[0-2]|<<)(?:0[1-9]|[12][0-9]|3[01]|<<)$/.test(text)) return false;
  const known = parts(text);
  return (
    known === null || exists({ ...known, year: 2000 + known.year }) || exists({ ...known, year: 1900 + known.year })
  );
}

/**
 * A birth date as ISO `YYYY-MM-DD`: in the last hundred years, never after today. `null` if a part is not known
 * or there is no such day.
 */
export function isoBirthDate(zoneDate: string, today: Date): string | null {
  const known = parts(zoneDate);
  if (!known) return null;
  const recent = { ...known, year: 2000 + known.year };
  const date = iso(recent) <= localIso(today) ? recent : { ...known, year: 1900 + known.year };
  return exists(date) ? iso(date) : null;
}

/**
 * An expiry date as ISO `YYYY-MM-DD`: within fifty years of today, before or after, because no document is issued for
 * longer. `null` if a part is not known or there is no such day.
 */
export function isoExpiryDate(zoneDate: string, today: Date): string | null {
  const known = parts(zoneDate);
  if (!known) return null;
  const century = Math.floor(today.getFullYear() / 100) * 100;
  let year = century + known.year;
  if (year > today.getFullYear() + YEARS_AHEAD) year -= 100;
  if (year <= today.getFullYear() - YEARS_AHEAD) year += 100;
  const date = { ...known, year };
  return exists(date) ? iso(date) : null;
}

const localIso = (date: Date): string =>
  iso({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() });
