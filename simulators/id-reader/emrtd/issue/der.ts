import { concat, fromHex } from '../../../../drivers/bytes.ts';

/**
 * Writes DER (ITU-T X.690) and the BER-TLV of ICAO 9303-10: an expression looks like the ASN.1 it makes. The driver reads
 * with another library, so a mistake made here is not read back as if it were right.
 */

/** `tag` as it stands on the wire: one byte (0x30) or two (0x7f61). */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concat(...parts);
  const tagBytes = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return concat(Uint8Array.from([...tagBytes, ...lengthBytes(value.length)]), value);
}

/** Shortest definite form. */
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff];
  return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
}

/** Big-endian without a sign, as long as `length` says or as short as it can be. */
export function bytesOf(value: bigint, length?: number): Uint8Array {
  const hex = value.toString(16);
  const digits = length === undefined ? hex.length + (hex.length % 2) : length * 2;
  return fromHex(hex.padStart(digits, '0'));
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...parts);
/** DER wants the members of a SET in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Uint8Array =>
  tlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)));
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x04, ...parts);
export const bits = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x03, Uint8Array.of(0), ...parts);
export const printable = (text: string): Uint8Array => tlv(0x13, utf8(text));
export const utf8String = (text: string): Uint8Array => tlv(0x0c, utf8(text));
export const yes: Uint8Array = Uint8Array.of(0x01, 0x01, 0xff);
export const nothing: Uint8Array = Uint8Array.of(0x05, 0x00);
/** `[n]`, constructed: explicit, or implicit of something constructed. */
export const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => tlv(0xa0 + n, ...parts);
/** `[n] IMPLICIT` of something primitive. */
export const contextPrimitive = (n: number, value: Uint8Array): Uint8Array => tlv(0x80 + n, value);

/** INTEGER, not negative. */
export function integer(value: bigint | number): Uint8Array {
  const bytes = bytesOf(BigInt(value));
  return tlv(0x02, (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return tlv(0x06, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)));
}

function base128(arc: number): number[] {
  const low = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) low.unshift((rest & 0x7f) | 0x80);
  return low;
}

/** UTCTime; RFC 5280 (4.1.2.5) takes it for years up to 2049. `YYYYMMDD`, midnight UTC. */
export const utcTime = (day: string): Uint8Array => tlv(0x17, utf8(`${day.slice(2)}000000Z`));
