import type { Language } from '../../device/words/language.ts';
import { first as az } from './first-az.ts';
import { first as en } from './first-en.ts';
import { first as ru } from './first-ru.ts';
import { troubleNoticesIn } from './notices.ts';
import type { FirstSections, FirstWords } from './words.ts';

const withNotices = (said: FirstSections): FirstWords => ({ ...said, troubles: troubleNoticesIn(said.language) });

/** Texts of the first page. It says notices in every language, and a touch on a language must not wait. */
export const FIRST_WORDS: { readonly [L in Language]: FirstWords } = {
  az: withNotices(az),
  ru: withNotices(ru),
  en: withNotices(en),
};
