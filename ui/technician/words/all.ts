import { fillLanguages, LANGUAGE_CODES, type TextsByLanguage } from '../../../device/words/language.ts';
import { az, type TechnicianWords } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const WORDS: TextsByLanguage<TechnicianWords> = { az, ru, en };

export const TECHNICIAN_LANGUAGES = LANGUAGE_CODES.filter((code) => WORDS[code]);

export const TECHNICIAN_WORDS = fillLanguages(WORDS);
