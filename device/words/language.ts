/** What is known of a language besides its words. Everything that lists languages derives from `LANGUAGES`. */
export interface LanguageEntry {
  readonly code: string;
  /** In its own words, shown before anybody has chosen one: `name` and `short` on its button, `start` on the first page. */
  readonly name: string;
  readonly short: string;
  readonly start: string;
  readonly inLanguage: string;
  /** How sums and dates are written: `5,00` and `4 dekabr, cümə`, or as in English `5.00` and `Friday, 4 December`. */
  readonly figures: 'continental' | 'english';
  /** As they follow a day. */
  readonly months: string;
  /** As they stand alone, from Sunday, as `Date.getUTCDay` counts. */
  readonly weekdays: string;
  /** Instead of the number of people ahead in a queue. */
  readonly nobody: string;
  /** What is shown where this language has no words; `null` has all of them, and a key that is missing does not compile. */
  readonly fallback: string | null;
  /**
   * What has words in this language: pages of the citizen's screen by their name (`show`), and `paper`. The others are shown
   * whole in the fallback. A page is never in two languages.
   */
  readonly pages: 'all' | readonly string[];
}

/**
 * The languages of this kiosk, in the order of their buttons. Month and weekday names are tables of our own, because Debian's Chromium
 * and Node have no Azerbaijani dates (`Intl` gives `M12 4, Fri` for az), and glass and paper should agree.
 */
export const LANGUAGES = [
  {
    code: 'az',
    name: 'Azərbaycanca',
    short: 'AZ',
    start: 'Başla',
    inLanguage: 'Azərbaycan dilində',
    figures: 'continental',
    months: 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr',
    weekdays: 'bazar, bazar ertəsi, çərşənbə axşamı, çərşənbə, cümə axşamı, cümə, şənbə',
    nobody: 'heç kim',
    fallback: null,
    pages: 'all',
  },
  {
    code: 'ru',
    name: 'Русский',
    short: 'RU',
    start: 'Начать',
    inLanguage: 'на русском языке',
    figures: 'continental',
    months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
    weekdays: 'воскресенье, понедельник, вторник, среда, четверг, пятница, суббота',
    nobody: 'никого',
    fallback: null,
    pages: 'all',
  },
  {
    code: 'en',
    name: 'English',
    short: 'EN',
    start: 'Start',
    inLanguage: 'in English',
    figures: 'english',
    months: 'January February March April May June July August September October November December',
    weekdays: 'Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday',
    nobody: 'nobody',
    fallback: null,
    pages: 'all',
  },
] as const satisfies readonly LanguageEntry[];

type Entries = (typeof LANGUAGES)[number];
export type Language = Entries['code'];
/** A language with words for everything. */
export type WholeLanguage = Extract<Entries, { readonly fallback: null }>['code'];
/** The languages that have words of their own for a page. */
export type LanguageOf<Page extends string> = OfPage<Entries, Page>;
type OfPage<E extends LanguageEntry, Page extends string> = E extends { readonly pages: readonly (infer Own)[] }
  ? Page extends Own
    ? E['code']
    : never
  : E['code'];
/** What `pages` of a language says. */
export type PagesOf<L extends Language> = Extract<Entries, { readonly code: L }>['pages'];

/** The same thing in several languages: in every whole one, and in others as far as they have it. */
export type Texts<T> = { readonly [L in WholeLanguage]: T } & { readonly [L in Language]?: T };
/** The same for what stands on a page: in every language that has the page. */
export type PageTexts<Page extends string, T> = Texts<T> & { readonly [L in LanguageOf<Page>]: T };

/** The first language, in which a kiosk stands where nobody has chosen another. */
export const DEFAULT_LANGUAGE = LANGUAGES[0].code;

export const LANGUAGE_CODES = LANGUAGES.map(({ code }) => code);

export function languageEntry(language: Language): LanguageEntry {
  const entry = LANGUAGES.find(({ code }) => code === language);
  if (!entry) throw new Error(`${language} is no language of this kiosk`);
  return entry;
}

/** The language, or the nearest in its chain of fallbacks that has it. */
function nearest(language: Language, has: (entry: LanguageEntry) => boolean): Language {
  let entry = languageEntry(language);
  while (!has(entry) && entry.fallback !== null) entry = languageEntry(entry.fallback as Language);
  return entry.code as Language;
}

/** In which language a page (or `paper`) is shown to who has chosen `language`. */
export const languageOfPage = (language: Language, page: string): Language =>
  nearest(language, ({ pages }) => pages === 'all' || pages.includes(page));

/** In which of the languages that `texts` has something is said to who has chosen `language`. */
export const languageIn = (texts: { readonly [L in Language]?: unknown }, language: Language): Language =>
  nearest(language, ({ code }) => texts[code as Language] !== undefined);

/** The same in every language. */
export const inEveryLanguage = <T>(said: T): { readonly [L in Language]: T } =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, said])) as { readonly [L in Language]: T };

/** With the gaps of the languages that lack it filled from their fallbacks. */
export function everyLanguage<T>(texts: Texts<T>): { readonly [L in Language]: T } {
  const filled = LANGUAGE_CODES.map((code) => [code, texts[languageIn(texts, code)]]);
  return Object.fromEntries(filled) as { readonly [L in Language]: T };
}
