import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { isRecipient, RECIPIENT_WORDS } from './recipient.ts';
import type { DeepReadonly } from './words.ts';

export const offlineSchema = strict({
  /** The office's, for age: `age-keygen` makes one; `simulated`: the simulated office's. */
  recipient: z.string().refine((text) => text === 'simulated' || isRecipient(text), `${RECIPIENT_WORDS}; or simulated`),
  /** Of numbers in this kiosk's queue. */
  series: z.string().regex(/^[A-Z]{1,2}$/, 'a capital letter or two'),
  /** Calls these numbers. */
  window: z.string().min(1).max(12),
});

export type OfflineProfile = DeepReadonly<z.infer<typeof offlineSchema>>;
