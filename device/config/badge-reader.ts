import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { linkSchema } from './link.ts';
import type { DeepReadonly } from './words.ts';

/** Contactless reader of staff badges. Its keys are credentials (`device/staff/keys.ts`). */
export const badgeReaderSchema = strictShape({
  driver: z.literal('pn532'),
  link: linkSchema,
  /** Whether a registered card without a key is a badge too, by its UID, which can be copied. Absent: no. The PIN is always needed. */
  uidBadges: z.exactOptional(z.boolean()),
});

export type BadgeReaderProfile = DeepReadonly<z.infer<typeof badgeReaderSchema>>;
