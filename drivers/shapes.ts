import { z } from 'zod';

/** An object that allows only the keys of `shape`. The error of another key lists the allowed keys. */
export function strictShape<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `only ${Object.keys(shape).join(', ')}` : undefined),
  });
}

/** A text that YAML reads as a number unless it has quotes; `what` is the error that asks for quotes. */
export const quotedText = (pattern: RegExp, what: string): z.ZodString =>
  z.string({ error: ({ input }) => (input === undefined ? undefined : what) }).regex(pattern, what);
