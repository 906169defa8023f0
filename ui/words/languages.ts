import type { Language } from '../../device/words/language.ts';

/** A language in its own words: shown before anybody has chosen one, so never translated. */
export interface LanguageName {
  readonly code: Language;
  readonly name: string;
  readonly short: string;
  readonly start: string;
  readonly inLanguage: string;
}

export const LANGUAGES: readonly LanguageName[] = [
  { code: 'az', name: 'Azərbaycanca', short: 'AZ', start: 'Başla', inLanguage: 'Azərbaycan dilində' },
  { code: 'ru', name: 'Русский', short: 'RU', start: 'Начать', inLanguage: 'на русском языке' },
  { code: 'en', name: 'English', short: 'EN', start: 'Start', inLanguage: 'in English' },
];
