import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { type DeepReadonly, names } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { id, unique } from './parts.ts';

/** A word or a few below a picture. */
const THING_LETTERS = 40;

/** What somebody takes along to the window, or brings when it is collected. */
const thing = strict({ id, icon: z.literal(SERVICE_ICONS), title: names(THING_LETTERS) });

export type Thing = DeepReadonly<z.infer<typeof thing>>;

/** `bring.yaml`: what the services name by their ids. */
export const thingsSchema = strict({ bring: unique(z.array(thing).min(1).max(80), 'id') });
