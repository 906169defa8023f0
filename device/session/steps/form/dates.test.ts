import { describe, expect, it } from 'vitest';
import type { QuestionOf } from '../../../catalogue/question.ts';
import { sameInEveryLanguage } from '../../../words/language.ts';
import { acceptDate, draftAfterDateTouch, eraseDatePart, nextDatePart, possibleNextDrafts } from './dates.ts';

const about = {
  id: 'it',
  title: sameInEveryLanguage('It'),
  label: sameInEveryLanguage('It'),
  hint: null,
  when: [],
  self: false,
};
const born: QuestionOf<'date'> = { ...about, kind: 'date', range: 'past', years: null };
const child: QuestionOf<'date'> = { ...born, years: 18 };
const leaves: QuestionOf<'date'> = { ...about, kind: 'date', range: 'future', years: 1 };
const TODAY = '2028-02-28';

describe('a day', () => {
  it('when year, month and day are touched, then the draft is a complete day', () => {
    const parts = ['1987', '1987-05', '1987-05-23'];
    const drafts = parts.map((part, at) => draftAfterDateTouch(parts[at - 1] ?? '', part, born, TODAY));
    expect(drafts).toEqual(parts);
    expect(['', ...parts].map(nextDatePart)).toEqual(['year', 'month', 'day', 'day']);
    expect(parts.map((part) => acceptDate(part, born, TODAY))).toEqual([null, null, '1987-05-23']);
  });

  it('when parts are offered, then each has a day in range', () => {
    expect(possibleNextDrafts('', child, TODAY)).toEqual(Array.from({ length: 19 }, (_, at) => String(2010 + at)));
    expect(possibleNextDrafts('', leaves, TODAY)).toEqual(['2028', '2029']);
    expect(possibleNextDrafts('2028', child, TODAY)).toEqual(['2028-01', '2028-02']);
    expect(possibleNextDrafts('2028', leaves, TODAY)).toHaveLength(11);
    expect(possibleNextDrafts('2028-02', child, TODAY)).toHaveLength(28);
    expect(possibleNextDrafts('2028-02', leaves, TODAY)).toEqual(['2028-02-28', '2028-02-29']);
    expect(possibleNextDrafts('2027-02', born, TODAY)).toHaveLength(28);
    expect(possibleNextDrafts('2024-02', born, TODAY)).toHaveLength(29);
    expect(possibleNextDrafts('1987-04', born, TODAY)).toHaveLength(30);
  });

  it.each(['1987-13', '1988-01', '2028-03', '1987-02-29', '19', 'no day', '1987-05-23'])(
    'when the draft is 1987, then a touch on %s is refused',
    (value) => {
      expect(draftAfterDateTouch('1987', value, born, TODAY)).toBeNull();
    },
  );

  it('when a part is touched again or erased, then the draft has no later part', () => {
    expect(draftAfterDateTouch('1987-05-23', '', born, TODAY)).toBe('');
    expect(draftAfterDateTouch('1987-05-23', '1987', born, TODAY)).toBe('1987');
    expect(draftAfterDateTouch('1987-05-23', '1987-05-24', born, TODAY)).toBe('1987-05-24');
    expect(['1987-05-23', '1987-05', '1987', ''].map(eraseDatePart)).toEqual(['1987-05', '1987', '', '']);
  });

  it('when each offered year, month and day is touched, then the results are all days from the first to today', () => {
    const everyDay: string[] = [];
    for (const year of possibleNextDrafts('', child, TODAY))
      for (const month of possibleNextDrafts(year, child, TODAY))
        everyDay.push(...possibleNextDrafts(month, child, TODAY));
    expect(everyDay.at(0)).toBe('2010-01-01');
    expect(everyDay.at(-1)).toBe(TODAY);
    expect(everyDay).toHaveLength((Date.parse(TODAY) - Date.parse('2010-01-01')) / 86_400_000 + 1);
    for (const day of everyDay) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
  });
});
