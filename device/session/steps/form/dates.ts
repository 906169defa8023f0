import type { QuestionOf } from '../../../catalogue/question.ts';
import type { IsoDate } from '../../../words/date.ts';

/* Three touches give a date: year, month, day. The draft is the touched part of the ISO date: `1987`, `1987-05`, `1987-05-23`. */

type DateQuestion = QuestionOf<'date'>;

/** Years before this year, as old as people get, and after it, as far as people plan. */
const YEARS = { past: 110, future: 5 } as const;

const YEAR_LETTERS = 4;
const MONTH_LETTERS = 7;
const DATE_LETTERS = 10;

export type DatePart = 'year' | 'month' | 'day';

function rangeOf({ range, years }: DateQuestion, today: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const year = Number(today.slice(0, YEAR_LETTERS));
  const far = years ?? YEARS[range];
  return range === 'past' ? { from: `${year - far}-01-01`, to: today } : { from: today, to: `${year + far}-12-31` };
}

/** The part of the date to touch next; the citizen may touch the day again. */
export function nextDatePart(draft: string): DatePart {
  if (draft.length < YEAR_LETTERS) return 'year';
  return draft.length < MONTH_LETTERS ? 'month' : 'day';
}

/** The draft with one more part, once for each part that the citizen can touch. Years without a day in range are left out. */
export function possibleNextDrafts(draft: string, question: DateQuestion, today: IsoDate): readonly string[] {
  const { from, to } = rangeOf(question, today);
  const possible = (part: string) =>
    part.length >= MONTH_LETTERS ? part >= from.slice(0, part.length) && part <= to.slice(0, part.length) : true;
  switch (nextDatePart(draft)) {
    case 'year': {
      const [first, last] = [from, to].map((day) => Number(day.slice(0, YEAR_LETTERS))) as [number, number];
      return Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
    }
    case 'month':
      return numbered(draft.slice(0, YEAR_LETTERS), 12).filter(possible);
    case 'day': {
      const month = draft.slice(0, MONTH_LETTERS);
      return numbered(month, daysIn(month)).filter(possible);
    }
  }
}

const numbered = (before: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, at) => `${before}-${String(at + 1).padStart(2, '0')}`);

function daysIn(month: string): number {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** The draft after a touch on a part of the date. An empty `value` begins again. `null` if this part is not possible. */
export function draftAfterDateTouch(
  draft: string,
  value: string,
  question: DateQuestion,
  today: IsoDate,
): string | null {
  if (value === '') return '';
  const before = value.slice(
    0,
    value.length === DATE_LETTERS ? MONTH_LETTERS : value.length === MONTH_LETTERS ? YEAR_LETTERS : 0,
  );
  if (!draft.startsWith(before)) return null;
  return possibleNextDrafts(before, question, today).includes(value) ? value : null;
}

export function eraseDatePart(draft: string): string {
  if (draft.length > MONTH_LETTERS) return draft.slice(0, MONTH_LETTERS);
  return draft.length > YEAR_LETTERS ? draft.slice(0, YEAR_LETTERS) : '';
}

export const acceptDate = (draft: string, question: DateQuestion, today: IsoDate): string | null =>
  draft.length === DATE_LETTERS && possibleNextDrafts(draft, question, today).includes(draft) ? draft : null;
