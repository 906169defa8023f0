import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateText,
  dayAndMonth,
  fullDateText,
  momentText,
  moneyParts,
  moneyText,
  plainDate,
  plainMoment,
  plainMoney,
} from './format.ts';
import { LANGUAGE_CODES, type Language } from './language.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const each = (write: (language: Language) => string) =>
  (['az', 'ru', 'en'] as const).map((language) => plain(write(language)));

describe('sums', () => {
  it('when a sum is written, then it has the format of the language', () => {
    expect(each((language) => moneyText(500, language))).toEqual(['5,00 ₼', '5,00 ₼', '5.00 ₼ (AZN)']);
    expect(each((language) => moneyText(7_005, language))).toEqual(['70,05 ₼', '70,05 ₼', '70.05 ₼ (AZN)']);
    expect(each((language) => moneyText(12_345_678, language))).toEqual([
      '123 456,78 ₼',
      '123 456,78 ₼',
      '123,456.78 ₼ (AZN)',
    ]);
    expect(moneyParts(-500, 'az').number).toBe('−5,00');
  });

  it('when a sum is written, then no line breaks before its sign', () => {
    for (const language of LANGUAGE_CODES) expect(moneyText(123_456, language)).not.toContain(' ');
  });

  it('when a sum is written, then every qəpik is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.constantFrom(...LANGUAGE_CODES), (qepik, language) => {
        expect(Number(moneyParts(qepik, language).number.replace(/\D/g, ''))).toBe(qepik);
      }),
    );
  });
});

describe('dates', () => {
  it('when a date is written, then it has day, month and weekday', () => {
    expect(each((language) => dateText('2026-12-04', language))).toEqual([
      '4 dekabr, cümə',
      '4 декабря, пятница',
      'Friday, 4 December',
    ]);
    expect(each((language) => dateText('2026-11-24', language))).toEqual([
      '24 noyabr, çərşənbə axşamı',
      '24 ноября, вторник',
      'Tuesday, 24 November',
    ]);
  });

  it('when a date is short, then it has day and month', () => {
    expect(each((language) => dayAndMonth('2026-12-04', language))).toEqual(['4 dekabr', '4 декабря', '4 December']);
  });

  it('when the date is of a tariff, then it has the year', () => {
    expect(each((language) => fullDateText('2022-08-15', language))).toEqual([
      '15.08.2022',
      '15.08.2022',
      '15 August 2022',
    ]);
  });

  it('when the date is of a payment, then it has the time', () => {
    expect(each((language) => momentText('2026-11-24T14:32', language))).toEqual([
      '24 noyabr 2026, 14:32',
      '24 ноября 2026, 14:32',
      '24 Nov 2026, 14:32',
    ]);
  });

  it('when any day is written in Russian or English, then it equals the calendar’s text', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const as = (locale: string, options: Intl.DateTimeFormatOptions) =>
          new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(day);
        const usual = { day: 'numeric', month: 'long' } as const;
        expect(plain(dateText(iso, 'ru'))).toBe(`${as('ru', usual)}, ${as('ru', { weekday: 'long' })}`);
        expect(plain(dateText(iso, 'en'))).toBe(`${as('en-GB', { weekday: 'long' })}, ${as('en-GB', usual)}`);
      }),
    );
  });

  it('when months are written, then each has its own name in each language', () => {
    const months = Array.from({ length: 12 }, (_, nth) => `2026-${String(nth + 1).padStart(2, '0')}-01`);
    for (const language of LANGUAGE_CODES) {
      const names = months.map((day) => dayAndMonth(day, language));
      expect(new Set(names).size).toBe(12);
      for (const name of names) expect(name).toMatch(/^1\u00a0\p{L}{3,}$/u);
    }
  });

  it('when a date is written, then no line breaks between day and month', () => {
    for (const language of LANGUAGE_CODES) expect(dayAndMonth('2027-05-31', language)).toMatch(/^31\u00a0\S+$/);
  });

  it('when dates and sums are on paper, then they have the country’s format', () => {
    expect(plainDate('2026-12-04')).toBe('04.12.2026');
    expect(plainMoment('2026-12-04T09:05')).toBe('04.12.2026 09:05');
    expect(plainMoney(123_400)).toBe('1234,00 ₼');
  });

  it('when the text is no date, then it throws', () => {
    expect(() => dayAndMonth('soon', 'az')).toThrow('not a date');
  });
});
