import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { type DeepReadonly, isoDate, names, printable, words } from '../config/words.ts';
import { id, unique } from './parts.ts';

/** As it stands in its row of the page. */
const REGISTER_LETTERS = 60;

/** A register that an office reads for a service, as it is said to the citizen before anything is read. */
const register = strict({
  id,
  title: names(REGISTER_LETTERS),
  /** Who keeps it, and whom one asks about what stands there. */
  holder: words,
  /** What is read there about a person. */
  reads: words,
  /** The day on which somebody looked last whether this is so. */
  asOf: isoDate,
  /** Where it was read. */
  source: printable(z.string().min(1).max(200)),
  /** `false`: said in general words, and not compared with what its holder says. */
  verified: z.boolean(),
});

export type Register = DeepReadonly<z.infer<typeof register>>;

/** `registers.yaml`: what the services name by their ids. */
export const registersSchema = strict({ registers: unique(z.array(register).min(1).max(60), 'id') });
