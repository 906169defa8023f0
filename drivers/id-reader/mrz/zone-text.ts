import { lineCountOf } from './layout.ts';

/**
 * A line for the codec, with `<` as the only filler. Readers write the filler as `<`, `_` or a space, and some pad the line with spaces.
 * Spaces at the ends are removed only if the line has no valid length with them.
 */
export function normaliseLine(raw: string): string {
  const line = lineCountOf(raw.length) === undefined ? raw.trim() : raw;
  return /[_ ]/.test(line) ? line.replace(/[_ ]/g, '<') : line;
}

/** Zones that come as one string: 3 × 30, 2 × 36 or 2 × 44 characters. */
const WIDTH_OF_WHOLE: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/** Cuts a zone that is one string into its lines. Returns other lines unchanged. */
export function cutWhole(lines: readonly string[]): readonly string[] {
  const [only = ''] = lines;
  const width = lines.length === 1 ? WIDTH_OF_WHOLE[only.length] : undefined;
  return width === undefined ? lines : (only.match(new RegExp(`.{${width}}`, 'g')) ?? lines);
}
