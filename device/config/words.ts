import { z } from 'zod';

/** One thing said in the three languages of the centre. */
export interface Words {
  readonly az: string;
  readonly ru: string;
  readonly en: string;
}

/** A text for the glass or the paper: not empty, no stray blanks at its ends. */
const text = z.string().regex(/^\S(.*\S)?$/su, 'a text without blanks at its ends');

export const words = strict({ az: text, ru: text, en: text }) satisfies z.ZodType<Words>;

/** An object in which a key that nobody knows is an error that names the ones that are known. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `only ${Object.keys(shape).join(', ')}` : undefined),
  });
}

/** ISO `YYYY-MM-DD`, a day that exists. */
export const isoDate = z.iso.date('a date such as 2026-11-24');

/** Marks a rule between two values, so that it gets its own code: each of them may be right alone. */
export const CONTRADICTION = { contradiction: true } as const;
