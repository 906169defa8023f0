import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type DeepReadonly, localizedNames } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { id, uniqueListSchema } from './parts.ts';

/** Longest title below a picture, in letters. */
const THING_LETTERS = 40;

const thing = strictShape({ id, icon: z.literal(SERVICE_ICONS), title: localizedNames(THING_LETTERS) });

export type ThingToBring = DeepReadonly<z.infer<typeof thing>>;

export const thingsToBringSchema = strictShape({ bring: uniqueListSchema(z.array(thing).min(1).max(80), 'id') });
