import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { type DeepReadonly, isoDate, localizedNames, localizedText, printable } from '../config/words.ts';
import { id, unique } from './parts.ts';

const REGISTER_LETTERS = 60;

/** A register; the citizen is told before the office reads it. */
const register = strict({
  id,
  title: localizedNames(REGISTER_LETTERS),
  holder: localizedText,
  reads: localizedText,
  asOf: isoDate,
  source: printable(z.string().min(1).max(200)),
  /** `false`: not compared with the holder's own text. */
  verified: z.boolean(),
});

export type Register = DeepReadonly<z.infer<typeof register>>;

export const registersSchema = strict({ registers: unique(z.array(register).min(1).max(60), 'id') });
