export interface LanguageEntry {
  readonly code: string;
  /** In the language itself: `name` and `short` are on its button. */
  readonly name: string;
  readonly short: string;
  /** `5,00` and `4 dekabr, cümə`, or in English `5.00` and `Friday, 4 December`. */
  readonly figures: 'continental' | 'english';
  /** Names of months, in the form after a day. */
  readonly months: string;
  /** Names of weekdays standing alone, from Sunday, as in `Date.getUTCDay`. */
  readonly weekdays: string;
  readonly nobody: string;
  /** Language for missing texts. `null`: a missing key does not compile. */
  readonly fallback: string | null;
  /** Names of pages (`show`, and `paper`). Other pages use the fallback as a whole: no page mixes languages. */
  readonly pages: 'all' | readonly string[];
}

/**
 * Languages in the order of their buttons. They have own months and weekdays: Debian's Chromium and Node lack Azerbaijani dates (`Intl`
 * gives `M12 4, Fri` for az), and page and paper should agree.
 */
export const LANGUAGES = [
  {
    code: 'az',
    name: 'Azərbaycanca',
    short: 'AZ',
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
export type CompleteLanguage = Extract<Entries, { readonly fallback: null }>['code'];
export type LanguageOfPage<Page extends string> = OfPage<Entries, Page>;
type OfPage<E extends LanguageEntry, Page extends string> = E extends { readonly pages: readonly (infer Own)[] }
  ? Page extends Own
    ? E['code']
    : never
  : E['code'];
export type PagesOf<L extends Language> = Extract<Entries, { readonly code: L }>['pages'];

export type TextsByLanguage<T> = { readonly [L in CompleteLanguage]: T } & { readonly [L in Language]?: T };
export type PageTexts<Page extends string, T> = TextsByLanguage<T> & { readonly [L in LanguageOfPage<Page>]: T };

export const DEFAULT_LANGUAGE = LANGUAGES[0].code;

export const LANGUAGE_CODES = LANGUAGES.map(({ code }) => code);

export function languageEntry(language: Language): LanguageEntry {
  const entry = LANGUAGES.find(({ code }) => code === language);
  if (!entry) throw new Error(`${language} is no language of this kiosk`);
  return entry;
}

function nearest(language: Language, has: (entry: LanguageEntry) => boolean): Language {
  let entry = languageEntry(language);
  while (!has(entry) && entry.fallback !== null) entry = languageEntry(entry.fallback as Language);
  return entry.code as Language;
}

/** Language in which a page (or `paper`) is shown for the chosen `language`. */
export const languageOfPage = (language: Language, page: string): Language =>
  nearest(language, ({ pages }) => pages === 'all' || pages.includes(page));

/** Best available translation in `texts` for the chosen `language`. */
export const bestLanguageIn = (texts: { readonly [L in Language]?: unknown }, language: Language): Language =>
  nearest(language, ({ code }) => texts[code as Language] !== undefined);

export const sameInEveryLanguage = <T>(said: T): { readonly [L in Language]: T } =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, said])) as { readonly [L in Language]: T };

/** The texts in every language: a missing language gets the text of its fallback. */
export function fillLanguages<T>(texts: TextsByLanguage<T>): { readonly [L in Language]: T } {
  const filled = LANGUAGE_CODES.map((code) => [code, texts[bestLanguageIn(texts, code)]]);
  return Object.fromEntries(filled) as { readonly [L in Language]: T };
}
