import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { type DeepReadonly, isoDate, names, printable, words } from '../config/words.ts';
import { id, unique } from './parts.ts';

/** Longest title in a row of the page, in letters. */
const REGISTER_LETTERS = 60;

/** A register that an office reads for a service. The citizen is told before it is read. */
const register = strict({
  id,
  title: names(REGISTER_LETTERS),
  /** Agency that keeps the register and answers questions about its entries. */
  holder: words,
  /** Data of the person that are read. */
  reads: words,
  asOf: isoDate,
  source: printable(z.string().min(1).max(200)),
  /** `false`: in general words, not compared with the holder's own text. */
  verified: z.boolean(),
});

export type Register = DeepReadonly<z.infer<typeof register>>;

export const registersSchema = strict({ registers: unique(z.array(register).min(1).max(60), 'id') });
