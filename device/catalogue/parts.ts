import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS, withPrintableCheck } from '../config/words.ts';
import { LANGUAGE_CODES, type Language } from '../words/language.ts';

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters and digits, with single hyphens between')
  .meta({ id: 'id' });

/** Schema of a list with entries that all differ in the value `by`. */
export function uniqueListSchema<T extends z.ZodType<readonly object[]>>(list: T, by: string) {
  return list.superRefine((entries, context) => {
    const seen = new Set<unknown>();
    for (const [index, entry] of entries.entries()) {
      const value = (entry as Record<string, unknown>)[by];
      if (seen.has(value)) {
        const message = `${by === 'id' ? 'an' : 'a'} ${by} that no earlier entry has`;
        context.addIssue({ code: 'custom', path: [index, by], message, params: CONTRADICTION_PARAMS });
      }
      seen.add(value);
    }
  });
}

const inAnyLanguage = strictShape(
  Object.fromEntries(
    LANGUAGE_CODES.map((code) => [
      code,
      z
        .array(withPrintableCheck(z.string().min(2).max(40)))
        .max(40)
        .default([]),
    ]),
  ) as { [L in Language]: z.ZodDefault<z.ZodArray<z.ZodString>> },
);

export const aliasesSchema = inAnyLanguage.prefault({});
