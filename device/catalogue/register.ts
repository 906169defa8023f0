import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import {
  type DeepReadonly,
  isoDateSchema,
  localizedNames,
  localizedText,
  withPrintableCheck,
} from '../config/words.ts';
import { id, uniqueListSchema } from './parts.ts';

const REGISTER_LETTERS = 60;

/** The page names a register before the office reads it. */
const register = strictShape({
  id,
  title: localizedNames(REGISTER_LETTERS),
  holder: localizedText,
  reads: localizedText,
  asOf: isoDateSchema,
  source: withPrintableCheck(z.string().min(1).max(200)),
  /** `false`: not compared with the holder's own text. */
  verified: z.boolean(),
});

export type GovernmentRegister = DeepReadonly<z.infer<typeof register>>;

export const registersSchema = strictShape({ registers: uniqueListSchema(z.array(register).min(1).max(60), 'id') });
