import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type DeepReadonly, isoDateSchema } from '../config/words.ts';

const holiday = { name: z.string().min(1), verified: z.boolean() };

export const holidaysSchema = strictShape({
  annual: z.array(
    strictShape({ day: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD'), ...holiday }),
  ),
  dated: z.array(strictShape({ date: isoDateSchema, ...holiday })),
});

export type Holidays = DeepReadonly<z.infer<typeof holidaysSchema>>;
