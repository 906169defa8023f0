import type { Place } from './layout.ts';

const WEIGHTS = [7, 3, 1] as const;
const NO_ZONE_CHARACTER = -1;

/** Map from the ASCII code of a character to its value. */
const COUNTS = Int8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === '<') return 0;
  return /[0-9A-Z]/.test(character) ? Number.parseInt(character, 36) : NO_ZONE_CHARACTER;
});

/**
 * Returns the check digit of a text (ICAO 9303-3 §4.9): weights 7, 3, 1 repeating, modulo 10. Digits count as they are, `A` = 10 to `Z` =
 * 35, filler = 0. `?`, which matches no check digit, for characters outside `A-Z 0-9 <`.
 */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const count = COUNTS[text.charCodeAt(at)] ?? NO_ZONE_CHARACTER;
    if (count === NO_ZONE_CHARACTER) return '?';
    sum += count * WEIGHTS[(at % 3) as 0 | 1 | 2];
  }
  return String(sum % 10);
}

/** Returns the check digit over several fields, without joining them first. */
export function checkDigitOver(lines: readonly string[], places: readonly Place[]): string {
  let sum = 0;
  let counted = 0;
  for (const place of places) {
    const line = lines[place.line - 1] ?? '';
    for (let at = place.from - 1; at < place.to; at += 1) {
      const count = COUNTS[line.charCodeAt(at)] ?? NO_ZONE_CHARACTER;
      if (count === NO_ZONE_CHARACTER) return '?';
      sum += count * WEIGHTS[(counted % 3) as 0 | 1 | 2];
      counted += 1;
    }
  }
  return String(sum % 10);
}
