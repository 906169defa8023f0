import { concat } from '../../drivers/bytes.ts';

/* Bytes as text, and small things one behind the other. Runs in Node and in a page alike. */

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Of any length: an engine takes some tens of thousands of arguments, and each byte would be one. */
export function base64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

/** Standard base64 with its padding and nothing else (RFC 4648, 4), or `null`. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
  // Bits beyond the last byte must be zero: one value has one spelling.
  return base64(bytes) === text ? bytes : null;
}

/** Without padding (RFC 4648, 5): nothing in it needs escaping in an address. */
export const base64url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

export function fromBase64url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}

export const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** A whole number as LEB128: seven bits a byte, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** Its length, then itself. */
export function text(value: string): Uint8Array {
  const bytes = utf8(value);
  return concat(varint(bytes.length), bytes);
}

/** What was read does not go on as it should. */
export class OutOfBytes extends Error {}

/** Takes bytes from the front. Every method throws `OutOfBytes` where there are not enough, or they say nothing that was written here. */
export function reader(bytes: Uint8Array) {
  let at = 0;
  function take(count: number): Uint8Array {
    if (at + count > bytes.length) throw new OutOfBytes('too short');
    at += count;
    return bytes.subarray(at - count, at);
  }
  function takeVarint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const [byte = 0] = take(1);
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) throw new OutOfBytes('a number too large');
      // The last byte is zero only where it is the only one: one number has one spelling.
      if (byte < 0x80) {
        if (byte === 0 && scale > 1) throw new OutOfBytes('a number too long');
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
        throw new OutOfBytes('not UTF-8', { cause });
      }
    },
    end(): void {
      if (at !== bytes.length) throw new OutOfBytes('more than there should be');
    },
  };
}
