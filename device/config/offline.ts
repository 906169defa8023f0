import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { isRecipient, RECIPIENT_WORDS } from './recipient.ts';
import type { DeepReadonly } from './words.ts';

/** A kiosk that is sometimes away from its back office. */
export const offlineSchema = strict({
  /** Of the office: what is taken is sealed for it (age). `age-keygen` makes one; `simulated` is that of the simulated office. */
  recipient: z.string().refine((text) => text === 'simulated' || isRecipient(text), `${RECIPIENT_WORDS}; or simulated`),
  /** Before the numbers of this kiosk's own queue. */
  series: z.string().regex(/^[A-Z]{1,2}$/, 'a capital letter or two'),
  /** Where they are called. */
  window: z.string().min(1).max(12),
});

export type OfflineProfile = DeepReadonly<z.infer<typeof offlineSchema>>;
