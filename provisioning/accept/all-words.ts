import { fillLanguages } from '../../device/words/language.ts';
import { AZ } from './words-az.ts';
import { EN } from './words-en.ts';
import { RU } from './words-ru.ts';

export const ACCEPT_WORDS = fillLanguages({ az: AZ, ru: RU, en: EN });
