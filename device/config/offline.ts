import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { isRecipient, RECIPIENT_EXPECTED } from './recipient.ts';
import type { DeepReadonly } from './words.ts';

export const offlineSchema = strictShape({
  /** The office's key for age, which `age-keygen` makes; `simulated`: the simulated office's key. */
  recipient: z
    .string()
    .refine((text) => text === 'simulated' || isRecipient(text), `${RECIPIENT_EXPECTED}; or simulated`),
  /** Letters before the numbers of this kiosk's queue. */
  series: z.string().regex(/^[A-Z]{1,2}$/, 'a capital letter or two'),
  window: z.string().min(1).max(12),
});

export type OfflineProfile = DeepReadonly<z.infer<typeof offlineSchema>>;
