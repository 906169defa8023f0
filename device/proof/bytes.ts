import { concat } from '../../drivers/bytes.ts';

/* Encodes bytes as text, in Node and in pages. */

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Encodes bytes of any length as base64: `fromCharCode` with all bytes as arguments fails above some tens of thousands. */
export function base64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

/** Decodes standard base64 with padding (RFC 4648, 4); otherwise `null`. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
  // Only if the bits beyond the last byte are zero: a value has one spelling.
  return base64(bytes) === text ? bytes : null;
}

/** Encodes bytes as base64 without padding (RFC 4648, 5): an address needs no escapes. */
export const base64url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

export function fromBase64url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}

export const areBytesEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Encodes a whole number as LEB128: seven bits a byte, lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** Encodes a text: its length in bytes, then its UTF-8 bytes. */
export function encodeSizedText(value: string): Uint8Array {
  const bytes = utf8(value);
  return concat(varint(bytes.length), bytes);
}

export class UnexpectedBytesError extends Error {}

/** Reads bytes from the front. Every method throws `UnexpectedBytesError` if bytes are missing or were not written by this module. */
export function createBytesReader(bytes: Uint8Array) {
  let at = 0;
  function take(count: number): Uint8Array {
    if (at + count > bytes.length) throw new UnexpectedBytesError('too short');
    at += count;
    return bytes.subarray(at - count, at);
  }
  function takeVarint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const [byte = 0] = take(1);
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) throw new UnexpectedBytesError('a number too large');
      // A number has one spelling: a last byte of zero is allowed only alone.
      if (byte < 0x80) {
        if (byte === 0 && scale > 1) throw new UnexpectedBytesError('a number too long');
        return value;
      }
    }
  }
  return {
    take,
    varint: takeVarint,
    text(): string {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(takeVarint()));
      } catch (cause) {
        throw new UnexpectedBytesError('not UTF-8', { cause });
      }
    },
    end(): void {
      if (at !== bytes.length) throw new UnexpectedBytesError('more than there should be');
    },
  };
}
