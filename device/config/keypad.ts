import { z } from 'zod';
import { KEYPAD_MODELS, type KeypadModelName } from '../../drivers/keypad/hid-keys/profile.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { hidLinkSchema } from './hid.ts';
import type { DeepReadonly } from './words.ts';

export const keypadSchema = strictShape({
  driver: z.literal('hid-keys'),
  /** Absent: the model with these USB ids, or else a keypad with arrows. */
  model: z.exactOptional(z.literal(Object.keys(KEYPAD_MODELS) as KeypadModelName[])),
  link: hidLinkSchema,
});

export type KeypadProfile = DeepReadonly<z.infer<typeof keypadSchema>>;
