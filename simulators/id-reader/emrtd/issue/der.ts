import { concat, fromHex } from '../../../../drivers/bytes.ts';
import { encodeOid } from '../../../../drivers/id-reader/emrtd/oids.ts';
import { writeTlv } from '../../../../drivers/id-reader/emrtd/tlv.ts';

/* DER (ITU-T X.690) of what certificates and signed files are made of: an expression looks like the ASN.1 it makes. */

/** Big-endian without a sign, as long as `length` says or as short as it can be. */
export function bytesOf(value: bigint, length?: number): Uint8Array {
  const hex = value.toString(16);
  const digits = length === undefined ? hex.length + (hex.length % 2) : length * 2;
  return fromHex(hex.padStart(digits, '0'));
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x30, ...parts);
/** DER wants the members of a SET in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Uint8Array =>
  writeTlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)));
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x04, ...parts);
export const bits = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x03, Uint8Array.of(0), ...parts);
export const printable = (text: string): Uint8Array => writeTlv(0x13, utf8(text));
export const utf8String = (text: string): Uint8Array => writeTlv(0x0c, utf8(text));
export const yes: Uint8Array = Uint8Array.of(0x01, 0x01, 0xff);
export const nothing: Uint8Array = Uint8Array.of(0x05, 0x00);
/** `[n]`, constructed: explicit, or implicit of something constructed. */
export const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0xa0 + n, ...parts);
/** `[n] IMPLICIT` of something primitive. */
export const contextPrimitive = (n: number, value: Uint8Array): Uint8Array => writeTlv(0x80 + n, value);

/** INTEGER, not negative. */
export function integer(value: bigint | number): Uint8Array {
  const bytes = bytesOf(BigInt(value));
  return writeTlv(0x02, (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
}

/** OBJECT IDENTIFIER from its dotted form. */
export const oid = (dotted: string): Uint8Array => writeTlv(0x06, encodeOid(dotted));

/** UTCTime; RFC 5280 (4.1.2.5) takes it for years up to 2049. `YYYYMMDD`, midnight UTC. */
export const utcTime = (day: string): Uint8Array => writeTlv(0x17, utf8(`${day.slice(2)}000000Z`));
