import { zoneLineCount } from './layout.ts';

/**
 * Returns a line for the codec, with `<` as the only filler. Readers write fillers as `<`, `_` or a space, and some pad with spaces. Spaces
 * at the ends are removed only if the line has no valid length with them.
 */
export function normaliseLine(raw: string): string {
  const line = zoneLineCount(raw.length) === undefined ? raw.trim() : raw;
  return /[_ ]/.test(line) ? line.replace(/[_ ]/g, '<') : line;
}

/** Zones in one piece: 3 × 30, 2 × 36, 2 × 44. */
const WIDTH_OF_WHOLE: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/** Splits a zone in one string into lines. Returns other lines unchanged. */
export function splitJoinedZone(lines: readonly string[]): readonly string[] {
  const [only = ''] = lines;
  const width = lines.length === 1 ? WIDTH_OF_WHOLE[only.length] : undefined;
  return width === undefined ? lines : (only.match(new RegExp(`.{${width}}`, 'g')) ?? lines);
}
