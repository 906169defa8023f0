import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { type DeepReadonly, isoDate } from '../config/words.ts';

const holiday = { name: z.string().min(1), verified: z.boolean() };

export const holidaysSchema = strict({
  annual: z.array(strict({ day: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD'), ...holiday })),
  dated: z.array(strict({ date: isoDate, ...holiday })),
});

export type Holidays = DeepReadonly<z.infer<typeof holidaysSchema>>;
