import { type KeyObject, sign } from 'node:crypto';
import { concat, fromHex } from '../../bytes.ts';
import { encodeOid } from './oids.ts';
import { writeTlv } from './tlv.ts';

/* DER (ITU-T X.690) of certificates and signed files. Each expression looks like its ASN.1. */

/** Returns big-endian bytes without sign, of `length` or as few as possible. */
export function encodeBigInt(value: bigint, length?: number): Uint8Array {
  const hex = value.toString(16);
  const digits = length === undefined ? hex.length + (hex.length % 2) : length * 2;
  return fromHex(hex.padStart(digits, '0'));
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const derSequence = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x30, ...parts);
/** DER sorts the members of a SET by their bytes. */
export const derSet = (...parts: readonly Uint8Array[]): Uint8Array =>
  writeTlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)));
export const derOctetString = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x04, ...parts);
export const derBitString = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x03, Uint8Array.of(0), ...parts);
export const derPrintableString = (text: string): Uint8Array => writeTlv(0x13, utf8(text));
export const derUtf8String = (text: string): Uint8Array => writeTlv(0x0c, utf8(text));
export const DER_TRUE: Uint8Array = Uint8Array.of(0x01, 0x01, 0xff);
export const DER_NULL: Uint8Array = Uint8Array.of(0x05, 0x00);
/** Writes `[n]`, constructed: explicit, or implicit of a constructed type. */
export const derContext = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0xa0 + n, ...parts);
/** Writes `[n] IMPLICIT` of a primitive type. */
export const derContextPrimitive = (n: number, value: Uint8Array): Uint8Array => writeTlv(0x80 + n, value);

/** Writes an INTEGER that is not negative. */
export function derInteger(value: bigint | number): Uint8Array {
  const bytes = encodeBigInt(BigInt(value));
  return writeTlv(0x02, (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
}

/** Writes an OBJECT IDENTIFIER from its dotted form. */
export const derOid = (dotted: string): Uint8Array => writeTlv(0x06, encodeOid(dotted));

/** Writes a UTCTime, midnight UTC of `YYYYMMDD`. RFC 5280 (4.1.2.5) uses it for years up to 2049. */
export const derUtcTime = (day: string): Uint8Array => writeTlv(0x17, utf8(`${day.slice(2)}000000Z`));

/** RFC 5758, 3.2. */
export const ECDSA_SHA256: Uint8Array = derSequence(derOid('1.2.840.10045.4.3.2'));

/**
 * Writes a certificate, request or revocation list: the body, and its signature with an elliptic curve key (RFC 5280, 4.1.1; RFC 2986,
 * 4.2).
 */
export const signDerStructure = (body: Uint8Array, key: KeyObject): Uint8Array =>
  derSequence(body, ECDSA_SHA256, derBitString(Uint8Array.from(sign('sha256', body, key))));

export const COMMON_NAME_OID = '2.5.4.3';

/** Writes a Name with one common name (RFC 5280, 4.1.2.4). */
export const derCommonName = (text: string): Uint8Array =>
  derSequence(derSet(derSequence(derOid(COMMON_NAME_OID), derUtf8String(text))));

/** RFC 5280, 4.1. */
export const derExtension = (id: string, value: Uint8Array, critical?: 'critical'): Uint8Array =>
  derSequence(derOid(id), ...(critical ? [DER_TRUE] : []), derOctetString(value));

/** RFC 5652, 5.1. */
export const SIGNED_DATA_OID = '1.2.840.113549.1.7.2';
/** Plain data (RFC 5652, 4). */
export const DATA_OID = '1.2.840.113549.1.7.1';
