import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../device/words/language.ts';
import { dateText, fullDateText, momentText, moneyParts, moneyText, shortDateText } from './format.ts';

const LANGUAGES: readonly Language[] = ['az', 'ru', 'en'];
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const each = (write: (language: Language) => string) => LANGUAGES.map((language) => plain(write(language)));

describe('money', () => {
  it('is written as each language writes it', () => {
    expect(each((language) => moneyText(500, language))).toEqual(['5,00 ₼', '5,00 ₼', '5.00 ₼ (AZN)']);
    expect(each((language) => moneyText(7_005, language))).toEqual(['70,05 ₼', '70,05 ₼', '70.05 ₼ (AZN)']);
    expect(each((language) => moneyText(12_345_678, language))).toEqual([
      '123 456,78 ₼',
      '123 456,78 ₼',
      '123,456.78 ₼ (AZN)',
    ]);
    expect(moneyParts(-500, 'az').number).toBe('−5,00');
  });

  it('never breaks between the sum and its sign', () => {
    for (const language of LANGUAGES) expect(moneyText(123_456, language)).not.toContain(' ');
  });

  it('keeps every qəpik', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.constantFrom(...LANGUAGES), (qepik, language) => {
        expect(Number(moneyParts(qepik, language).number.replace(/\D/g, ''))).toBe(qepik);
      }),
    );
  });
});

describe('dates', () => {
  it('name day, month and weekday', () => {
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

  it('are short beside other words', () => {
    expect(each((language) => shortDateText('2026-12-04', language))).toEqual(['4 dekabr', '4 декабря', '4 December']);
  });

  it('have the year where the day of a tariff is meant', () => {
    expect(each((language) => fullDateText('2022-08-15', language))).toEqual([
      '15.08.2022',
      '15.08.2022',
      '15 August 2022',
    ]);
  });

  it('have the time where a payment is meant', () => {
    expect(each((language) => momentText('2026-11-24T14:32', language))).toEqual([
      '24 noyabr 2026, 14:32',
      '24 ноября 2026, 14:32',
      '24 Nov 2026, 14:32',
    ]);
  });

  it('agree with the calendar in Russian and English on every day', () => {
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

  it('throw where there is no date', () => {
    expect(() => shortDateText('soon', 'az')).toThrow('not a date');
  });
});
