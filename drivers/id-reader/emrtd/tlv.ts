import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';

/** A BER-TLV data object (ISO/IEC 7816-4 §5.2.2). */
export interface Tlv {
  /** As its bytes read: `0x5f2e`, `0x7f49`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value as they came. */
  readonly raw: Uint8Array;
}

/** In words, and without a byte of what came. */
export interface MalformedTlv {
  readonly why: string;
}

const MAX_TAG_BYTES = 3;
const MAX_LENGTH_BYTES = 4;

/** Where the value begins and ends, read from the first bytes alone: the value itself need not be there. */
export interface TlvHeader {
  readonly tag: number;
  readonly headerBytes: number;
  readonly valueBytes: number;
}

/**
 * Tag and length at the front of `bytes`. Definite lengths only, in at most four bytes (DER and ISO/IEC 7816-4 know no
 * others here). Not minimal lengths are accepted: real chips write `82 00 80`.
 */
export function readTlvHeader(bytes: Uint8Array): Result<TlvHeader, MalformedTlv> {
  let at = 0;
  let tag = bytes[at++];
  if (tag === undefined) return malformed('nothing where a tag should be');
  if ((tag & 0x1f) === 0x1f) {
    let more: number | undefined;
    do {
      more = bytes[at++];
      if (more === undefined) return malformed('a tag is cut short');
      if (at > MAX_TAG_BYTES) return malformed('a tag of more than three bytes');
      tag = tag * 0x100 + more;
    } while (more & 0x80);
  }
  const first = bytes[at++];
  if (first === undefined) return malformed('a length is cut short');
  if (first < 0x80) return ok({ tag, headerBytes: at, valueBytes: first });
  const count = first & 0x7f;
  if (count === 0 || count > MAX_LENGTH_BYTES) return malformed('a length without end, or of more than four bytes');
  const digits = bytes.subarray(at, at + count);
  if (digits.length < count) return malformed('a length is cut short');
  const valueBytes = digits.reduce((sum, byte) => sum * 0x100 + byte, 0);
  return ok({ tag, headerBytes: at + count, valueBytes });
}

/** The data object at the front of `bytes`; what stands behind it is left alone. */
export function readTlv(bytes: Uint8Array): Result<Tlv, MalformedTlv> {
  const header = readTlvHeader(bytes);
  if (!header.ok) return header;
  const { tag, headerBytes, valueBytes } = header.value;
  const end = headerBytes + valueBytes;
  if (end > bytes.length)
    return malformed(`a length says ${valueBytes} bytes, ${bytes.length - headerBytes} are there`);
  return ok({ tag, value: bytes.subarray(headerBytes, end), raw: bytes.subarray(0, end) });
}

/** Data objects one after the other, without a rest. */
export function readTlvs(bytes: Uint8Array): Result<readonly Tlv[], MalformedTlv> {
  const found: Tlv[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const next = readTlv(rest);
    if (!next.ok) return next;
    found.push(next.value);
    rest = rest.subarray(next.value.raw.length);
  }
  return ok(found);
}

/** The one data object that `bytes` must be, with the tag it must have; its value. */
export function readOnly(bytes: Uint8Array, tag: number): Result<Uint8Array, MalformedTlv> {
  const all = readTlvs(bytes);
  if (!all.ok) return all;
  const [only, second] = all.value;
  if (only?.tag !== tag || second) return malformed(`not one data object ${tag.toString(16)}`);
  return ok(only.value);
}

/** The data objects inside the one object that `bytes` must be. */
export function readParts(bytes: Uint8Array, tag: number): Result<readonly Tlv[], MalformedTlv> {
  const whole = readOnly(bytes, tag);
  return whole.ok ? readTlvs(whole.value) : whole;
}

/** The value of the first object with this tag. */
export const findTlv = (list: readonly Tlv[], tag: number): Uint8Array | undefined =>
  list.find((object) => object.tag === tag)?.value;

/** Bytes of one data object; the length is minimal. */
export function writeTlv(tag: number, ...values: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const value = concat(...values);
  return concat(bigEndian(tag), lengthBytes(value.length), value);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits = bigEndian(length);
  return [0x80 | digits.length, ...digits];
}

/** In as few bytes as it needs, and at least one. */
export function bigEndian(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  return bytes.length > 0 ? bytes : [0];
}

const malformed = (why: string): Result<never, MalformedTlv> => err({ why });
