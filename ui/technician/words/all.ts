import { az } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import type { StaffWords } from './words.ts';

export type StaffLanguage = 'az' | 'ru' | 'en';

export const STAFF_WORDS: { readonly [L in StaffLanguage]: StaffWords } = { az, ru, en };
