import { fillLanguages, LANGUAGE_CODES, type Texts } from '../../../device/words/language.ts';
import { az, type StaffWords } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const WORDS: Texts<StaffWords> = { az, ru, en };

export const STAFF_LANGUAGES = LANGUAGE_CODES.filter((code) => WORDS[code]);

export const STAFF_WORDS = fillLanguages(WORDS);
