/* Bytes one behind the other, and their hex. Runs in Node and in a page alike. */

/** One after the other, in bytes of its own. */
export const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => concatBytes(parts);

/** The same of a list that may be longer than a call takes arguments. */
export function concatBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A number as so many hex digits, or more where it needs them. Lower case. */
export const hexDigits = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, '0');

const PAIRS = Array.from({ length: 256 }, (_, byte) => hexDigits(byte, 2));

/** Lower case, no spaces. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += PAIRS[byte];
  return hex;
}

/** The same in capitals, as the manuals of printers and terminals have it. */
export const toUpperHex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase();

/** Of hex that the program itself holds, with white space and dashes between bytes if it likes; anything else is a bug and throws. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s-]/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new Error('not hex');
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}
