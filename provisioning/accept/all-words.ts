import { fillLanguages } from '../../device/words/language.ts';
import { AZ_ACCEPT_WORDS } from './words-az.ts';
import { EN_ACCEPT_WORDS } from './words-en.ts';
import { RU_ACCEPT_WORDS } from './words-ru.ts';

export const ACCEPT_WORDS = fillLanguages({ az: AZ_ACCEPT_WORDS, ru: RU_ACCEPT_WORDS, en: EN_ACCEPT_WORDS });
