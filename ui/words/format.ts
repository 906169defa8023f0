import type { IsoDate } from '../../device/words/date.ts';
import type { Language } from '../../device/words/language.ts';
import type { Qepik } from '../../device/words/money.ts';

const NBSP = '\u00a0';

/** A sum in the parts that the screen sets in different sizes. */
export interface MoneyParts {
  readonly number: string;
  readonly sign: '₼';
  /** The code beside the sign, for readers who do not know the sign; or `null`. */
  readonly code: 'AZN' | null;
}

/** Integer qəpik as the citizen's language writes it: `5,00 ₼`, in English `5.00 ₼ (AZN)`. */
export function moneyParts(qepik: Qepik, language: Language): MoneyParts {
  const manat = Math.floor(Math.abs(qepik) / 100).toString();
  const grouped = manat.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : NBSP);
  const cents = String(Math.abs(qepik) % 100).padStart(2, '0');
  const number = `${qepik < 0 ? '−' : ''}${grouped}${language === 'en' ? '.' : ','}${cents}`;
  return { number, sign: '₼', code: language === 'en' ? 'AZN' : null };
}

export function moneyText(qepik: Qepik, language: Language): string {
  const { number, sign, code } = moneyParts(qepik, language);
  return `${number}${NBSP}${sign}${code === null ? '' : `${NBSP}(${code})`}`;
}

/** The notes that are taken, as `1, 5, 10 ₼`; empty for none. */
export function notesText(notes: readonly Qepik[]): string {
  return notes.length === 0 ? '' : `${notes.map((note) => note / 100).join(', ')}${NBSP}₼`;
}

/**
 * Months as they follow a day, weekdays as they stand alone. Own tables: Debian's Chromium has no
 * Azerbaijani dates (`Intl` gives `M12 4, Fri` for az), and the three languages should agree with the receipt.
 */
const MONTHS: { readonly [L in Language]: readonly string[] } = {
  az: ['yanvar', 'fevral', 'mart', 'aprel', 'may', 'iyun', 'iyul', 'avqust', 'sentyabr', 'oktyabr', 'noyabr', 'dekabr'],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** From Sunday, as `Date.getUTCDay` counts. */
const WEEKDAYS: { readonly [L in Language]: readonly string[] } = {
  az: ['bazar', 'bazar ertəsi', 'çərşənbə axşamı', 'çərşənbə', 'cümə axşamı', 'cümə', 'şənbə'],
  ru: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

function partsOf(date: IsoDate): { readonly year: string; readonly month: number; readonly day: number } {
  const [year, month, day] = date.slice(0, 10).split('-');
  if (year === undefined || month === undefined || day === undefined) throw new Error(`not a date: ${date}`);
  return { year, month: Number(month), day: Number(day) };
}

function dayAndMonth(date: IsoDate, language: Language): string {
  const { month, day } = partsOf(date);
  return `${day}${NBSP}${MONTHS[language][month - 1]}`;
}

/** `4 dekabr, cümə` · `4 декабря, пятница` · `Friday, 4 December`. */
export function dateText(date: IsoDate, language: Language): string {
  const weekday = WEEKDAYS[language][new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay()];
  const day = dayAndMonth(date, language);
  return language === 'en' ? `${weekday}, ${day}` : `${day}, ${weekday}`;
}

/** `4 dekabr`: for a place where the weekday does not fit. */
export function shortDateText(date: IsoDate, language: Language): string {
  return dayAndMonth(date, language);
}

/** `15.08.2022`, in English `15 August 2022`: for the date of a tariff. */
export function fullDateText(date: IsoDate, language: Language): string {
  const { year, month, day } = partsOf(date);
  if (language === 'en') return `${day}${NBSP}${MONTHS.en[month - 1]}${NBSP}${year}`;
  return `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
}

/** Local `YYYY-MM-DDTHH:MM` as `24 noyabr 2026, 14:32`; English has short months, to stand beside a sum. */
export function momentText(moment: string, language: Language): string {
  const { year, month, day } = partsOf(moment);
  const date = language === 'en' ? `${day}${NBSP}${MONTHS.en[month - 1]?.slice(0, 3)}` : dayAndMonth(moment, language);
  return `${date}${NBSP}${year}, ${moment.slice(11, 16)}`;
}
