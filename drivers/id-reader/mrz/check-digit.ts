const WEIGHTS = [7, 3, 1] as const;
const CODE_0 = 0x30;
const CODE_A = 0x41;

/** What a zone character counts: digits as they are, `A` = 10 to `Z` = 35, filler = 0 (ICAO 9303-3 §4.9). */
function numberFor(character: string): number {
  const code = character.charCodeAt(0);
  if (character === '<') return 0;
  if (code >= CODE_0 && code <= CODE_0 + 9) return code - CODE_0;
  if (code >= CODE_A && code < CODE_A + 26) return code - CODE_A + 10;
  return Number.NaN;
}

/**
 * The check digit of a stretch of a zone: weights 7, 3, 1 repeating, modulo 10 (ICAO 9303-3 §4.9).
 * `?`, which equals no check digit, when a character outside `A-Z 0-9 <` is among them.
 */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += numberFor(text.charAt(at)) * WEIGHTS[(at % 3) as 0 | 1 | 2];
  return Number.isNaN(sum) ? '?' : String(sum % 10);
}
