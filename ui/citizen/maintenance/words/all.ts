import { fillLanguages } from '../../../../device/words/language.ts';
import { az, type MaintenanceWords } from './az.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export const MAINTENANCE_WORDS = fillLanguages<MaintenanceWords>({ az, ru, en });
