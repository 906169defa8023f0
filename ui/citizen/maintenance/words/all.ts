import type { Language } from '../../../../device/words/language.ts';
import { az, type MaintenanceWords } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const MAINTENANCE_WORDS: Readonly<Record<Language, MaintenanceWords>> = { az, ru, en };
