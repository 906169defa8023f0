/*
 * A card number does not leave this protocol's folder: field 22 is masked where it is read (`fields.ts`), tracks are
 * withheld, and here is what may hide in texts and in bytes that nobody understood.
 */

/** 12 to 19 digits (ISO/IEC 7812), as printed: in groups or not. None in use begins with 0. */
const LIKE_A_NUMBER = /(?<!\d)[1-9](?:[ -]?\d){11,18}(?!\d)/g;
/** Digits that stay, as on every receipt. */
const TAIL = 4;

/** A text with each card number in it replaced by stars but for its last four digits. */
export function maskCardNumbers(text: string): string {
  return text.replace(LIKE_A_NUMBER, (found) => {
    const digits = found.replace(/\D/g, '');
    if (!passesLuhn(digits)) return found;
    let left = digits.length;
    return found.replace(/\d/g, (digit) => (left-- > TAIL ? '*' : digit));
  });
}

/** The check digit of card numbers (ISO/IEC 7812-1, annex B); one in ten other numbers passes it. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Digits of six bytes and more, two a byte (BCD) or one (text): as many as a card number needs. */
const DIGITS_AT_LEAST = 6;
/** In BCD a digit that was masked [PA00P015 13.08, field 22]. */
const MASKED = 0xee;

/**
 * Bytes that made no sense, for the technician who has to find out why. Digits that could be a card number are masked, and their place is
 * kept.
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
