const LIKE_A_NUMBER = /(?<!\d)[1-9](?:[ -]?\d){11,18}(?!\d)/g;
const TAIL = 4;

/**
 * Masks each run of 12 to 19 digits (ISO/IEC 7812), grouped or not, that may be a card number. The last four stay, as on every receipt. No
 * card number begins with 0. `fields.ts` masks field 22 and withholds tracks.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(LIKE_A_NUMBER, (found) => {
    const digits = found.replace(/\D/g, '');
    if (!passesLuhn(digits)) return found;
    let left = digits.length;
    return found.replace(/\d/g, (digit) => (left-- > TAIL ? '*' : digit));
  });
}

/** Checksum of ISO/IEC 7812-1, annex B. One in ten other numbers passes. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Fewest bytes, of two digits (BCD) or one (text), that may be a card number. */
const DIGITS_AT_LEAST = 6;
const MASKED = 0xee;

/**
 * Masks digits in unreadable bytes that may be a card number. A byte has two digits (BCD, `ee` if masked [PA00P015 13.08, field 22]) or one
 * (text). Every byte keeps its place, for a technician.
 */
export function withoutCardNumbers(bytes: Uint8Array): Uint8Array {
  const masked = Uint8Array.from(bytes);
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && isDigits(bytes[at]!)) continue;
    if (at - start >= DIGITS_AT_LEAST) masked.fill(MASKED, start, at);
    start = at + 1;
  }
  return masked;
}

const isDigits = (byte: number): boolean => byte >> 4 <= 9 && (byte & 0x0f) <= 9;
