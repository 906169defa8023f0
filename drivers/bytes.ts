/* Joins bytes, and converts them to hex and text. Runs in Node and in a web page. */

export const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => concatBytes(parts);

/** Joins the parts of a list, which may have more parts than a call can take arguments. */
export function concatBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A number as lower-case hex, padded with zeros to `digits` digits. A larger number gets more digits. */
export const hexDigits = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, '0');

/** Lower case, no spaces. */
export function toHex(bytes: Uint8Array): string {
  // Web pages have no Buffer; in Node it is ten times as fast.
  if (typeof Buffer === 'function') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return Array.from(bytes, (byte) => hexDigits(byte, 2)).join('');
}

/** Upper case, as in the manuals of printers and terminals. */
export const toUpperHex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase();

/** Reads hex, also with white space and dashes between bytes. Only for text of the program itself: other text is a bug and throws. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s-]/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new Error('not hex');
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = (digitOf(digits.charCodeAt(2 * at)) << 4) | digitOf(digits.charCodeAt(2 * at + 1));
  }
  return bytes;
}

/** Each letter as one byte. Every letter must be below U+0100. */
export const latin1Bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Each byte as the letter with its number. `TextDecoder('latin1')` is windows-1252: it differs from 80h to 9Fh. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Standard base64 (RFC 4648, section 4). `undefined`: the text is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return latin1Bytes(atob(text));
  } catch {
    return undefined;
  }
}

/** An ASCII letter of either case is its low nibble plus 9. */
const digitOf = (code: number): number => (code & 0xf) + (code > 0x39 ? 9 : 0);
