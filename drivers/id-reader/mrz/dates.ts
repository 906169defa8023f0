const YEARS_AHEAD = 50;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parts(zoneDate: string): DateParts | null {
  if (!/^[0-9]{6}$/.test(zoneDate)) return null;
  const pair = (from: number) => Number(zoneDate.slice(from, from + 2));
  return { year: pair(0), month: pair(2), day: pair(4) };
}

const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (DAYS_IN[month - 1] ?? 0));

const exists = ({ year, month, day }: DateParts): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

const iso = ({ year, month, day }: DateParts): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * Returns whether `YYMMDD` can be a date. Two fillers are an unknown part (ICAO 9303-3 §4.8). 29 February is valid if any century has it.
 */
export function isZoneDate(text: string): boolean {
  if (text.length !== 6) return false;
  const year = pairAt(text, 0);
  const month = pairAt(text, 2);
  const day = pairAt(text, 4);
  if (Number.isNaN(year + month + day)) return false;
  if (month !== UNKNOWN && (month < 1 || month > 12)) return false;
  if (day === UNKNOWN) return true;
  if (day < 1 || day > 31) return false;
  // With an unknown part any day up to the 31st may be right.
  if (month === UNKNOWN || year === UNKNOWN) return true;
  return day <= (DAYS_IN[month - 1] ?? 0) || (month === 2 && day === 29 && year % 4 === 0);
}

const UNKNOWN = -1;
const CODE_0 = 0x30;
const FILLER = 0x3c;

/** Digits: a number; fillers: `UNKNOWN`; else NaN. */
function pairAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  if (first === FILLER && second === FILLER) return UNKNOWN;
  const tens = first - CODE_0;
  const ones = second - CODE_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Returns a birth date as ISO `YYYY-MM-DD`, in the last hundred years and never after today. `null` if a part is unknown or the day does
 * not exist.
 */
export function isoBirthDate(zoneDate: string, today: Date): string | null {
  const known = parts(zoneDate);
  if (!known) return null;
  const recent = { ...known, year: 2000 + known.year };
  const date = iso(recent) <= localIso(today) ? recent : { ...known, year: 1900 + known.year };
  return exists(date) ? iso(date) : null;
}

/**
 * Returns an expiry date as ISO `YYYY-MM-DD`, at most fifty years before or after today, because no document is issued for longer. `null`
 * if a part is unknown or the day does not exist.
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
