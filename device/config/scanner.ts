import { z } from 'zod';
import { SCANNER_MODELS, type ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { hidLinkSchema } from './hid.ts';
import type { DeepReadonly } from './words.ts';

export const scannerSchema = strictShape({
  driver: z.literal('hid-pos'),
  /** Absent: the model with these USB ids, or else the most common layout. */
  model: z.exactOptional(z.literal(Object.keys(SCANNER_MODELS) as ScannerModelName[])),
  link: hidLinkSchema,
});

export type ScannerProfile = DeepReadonly<z.infer<typeof scannerSchema>>;
