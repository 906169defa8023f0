import { z } from 'zod';
import { CONTRADICTION } from '../config/words.ts';

/** What entries of the catalogue are told apart by. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens');

/** A list whose entries are told apart by one of their values. */
export function unique<T extends z.ZodType<readonly object[]>>(list: T, by: string) {
  return list.superRefine((entries, context) => {
    const seen = new Set<unknown>();
    for (const [index, entry] of entries.entries()) {
      const value = (entry as Record<string, unknown>)[by];
      if (seen.has(value)) {
        const message = `${by === 'id' ? 'an' : 'a'} ${by} that is not used twice`;
        context.addIssue({ code: 'custom', path: [index, by], message, params: CONTRADICTION });
      }
      seen.add(value);
    }
  });
}
