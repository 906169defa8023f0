import { formatManats, type Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import { type Language, languageEntry } from './language.ts';
import type { SlotTime } from './slot.ts';

const NBSP = '\u00a0';

const isEnglish = (language: Language): boolean => languageEntry(language).figures === 'english';

export interface MoneyParts {
  readonly number: string;
  readonly sign: '₼';
  /** Code for readers who do not know the sign, or `null`. */
  readonly code: 'AZN' | null;
}

/** A sum in integer qəpik, in the citizen's language: `5,00 ₼`, in English `5.00 ₼ (AZN)`. */
export function moneyParts(qepik: Qepik, language: Language): MoneyParts {
  return isEnglish(language)
    ? { number: formatManats(qepik, '.', ','), sign: '₼', code: 'AZN' }
    : { number: formatManats(qepik, ',', NBSP), sign: '₼', code: null };
}

export function moneyText(qepik: Qepik, language: Language): string {
  const { number, sign, code } = moneyParts(qepik, language);
  return `${number}${NBSP}${sign}${code === null ? '' : `${NBSP}(${code})`}`;
}

/** A sum as `5,00 ₼` in every language: for paper and staff, with the country's decimal comma. */
export const plainMoney = (amount: Qepik): string => `${formatManats(amount)} ₼`;

/** Accepted notes, as `1, 5, 10 ₼`; empty for none. */
export function notesText(notes: readonly Qepik[]): string {
  return notes.length === 0 ? '' : `${notes.map((note) => note / 100).join(', ')}${NBSP}₼`;
}

function partsOf(date: IsoDate): { readonly year: string; readonly month: string; readonly day: string } {
  const [year, month, day] = date.slice(0, 10).split('-');
  if (year === undefined || month === undefined || day === undefined) throw new Error(`not a date: ${date}`);
  return { year, month, day };
}

function monthOf(date: IsoDate, language: Language): string {
  return languageEntry(language).months.split(' ')[Number(partsOf(date).month) - 1]!;
}

/** Day and month: `4 dekabr` · `4 декабря` · `4 December`, with a no-break space. */
export function dayAndMonth(date: IsoDate, language: Language): string {
  return `${Number(partsOf(date).day)}${NBSP}${monthOf(date, language)}`;
}

/** Day, month and weekday: `4 dekabr, cümə` · `4 декабря, пятница` · `Friday, 4 December`. */
export function dateText(date: IsoDate, language: Language): string {
  const at = new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const weekday = languageEntry(language).weekdays.split(', ')[at];
  const day = dayAndMonth(date, language);
  return isEnglish(language) ? `${weekday}, ${day}` : `${day}, ${weekday}`;
}

/** A date as `15.08.2022`: for paper in every language. */
export function plainDate(date: IsoDate): string {
  const { year, month, day } = partsOf(date);
  return `${day}.${month}.${year}`;
}

/** Begin and end of an appointment as `11:20–11:50`, in every language. */
export const timeSpanText = ({ from, until }: Pick<SlotTime, 'from' | 'until'>): string => `${from}–${until}`;

/** Local `YYYY-MM-DDTHH:MM` as `24.11.2026 14:32`, in every language. */
export const plainMoment = (at: string): string => `${plainDate(at)} ${at.slice(11, 16)}`;

/** A time of today as `14:32`, of another day as `4 dekabr, cümə, 14:32`. */
export const shownMomentText = (
  { day, time }: { readonly day: IsoDate | null; readonly time: string },
  language: Language,
): string => (day === null ? time : `${dateText(day, language)}, ${time}`);

/** A date with its year, for a tariff: `15.08.2022`, in English `15 August 2022`. */
export function fullDateText(date: IsoDate, language: Language): string {
  return isEnglish(language) ? `${dayAndMonth(date, language)}${NBSP}${partsOf(date).year}` : plainDate(date);
}

/** Local `YYYY-MM-DDTHH:MM` as `24 noyabr 2026, 14:32`; English months are short, because a sum stands beside. */
export function momentText(moment: string, language: Language): string {
  const { year, day } = partsOf(moment);
  const month = monthOf(moment, language);
  const short = isEnglish(language) ? month.slice(0, 3) : month;
  return `${Number(day)}${NBSP}${short}${NBSP}${year}, ${moment.slice(11, 16)}`;
}
