import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';

/** BER-TLV data object (ISO/IEC 7816-4 §5.2.2). */
export interface Tlv {
  /** Such as `0x5f2e` or `0x7f49`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value, unchanged. */
  readonly raw: Uint8Array;
}

/** `why`: text without received bytes. */
export interface MalformedTlv {
  readonly why: string;
}

const MAX_TAG_BYTES = 3;
const MAX_LENGTH_BYTES = 4;

/** The value may be missing. */
export interface TlvHeader {
  readonly tag: number;
  readonly headerBytes: number;
  readonly valueBytes: number;
}

/**
 * Reads tag and length. Definite lengths only, at most four bytes (as in DER and ISO/IEC 7816-4). Accepts lengths that are not minimal:
 * real chips write `82 00 80`.
 */
export function readTlvHeader(bytes: Uint8Array): Result<TlvHeader, MalformedTlv> {
  let at = 0;
  let tag = bytes[at++];
  if (tag === undefined) return malformed('no tag: the data end here');
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

/** Reads the first data object and ignores the bytes after it. */
export function readTlv(bytes: Uint8Array): Result<Tlv, MalformedTlv> {
  const header = readTlvHeader(bytes);
  if (!header.ok) return header;
  const { tag, headerBytes, valueBytes } = header.value;
  const end = headerBytes + valueBytes;
  if (end > bytes.length)
    return malformed(`a length says ${valueBytes} bytes, ${bytes.length - headerBytes} are there`);
  return ok({ tag, value: bytes.subarray(headerBytes, end), raw: bytes.subarray(0, end) });
}

/** Reads adjoining data objects up to the end. An incomplete object is an error. */
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

/** Returns the value of the only data object in `bytes`, which must have this tag. */
export function readSingleTlv(bytes: Uint8Array, tag: number): Result<Uint8Array, MalformedTlv> {
  const all = readTlvs(bytes);
  if (!all.ok) return all;
  const [only, second] = all.value;
  if (only?.tag !== tag || second) return malformed(`not one data object ${tag.toString(16)}`);
  return ok(only.value);
}

/** Returns the data objects inside the only object in `bytes`. */
export function readInnerTlvs(bytes: Uint8Array, tag: number): Result<readonly Tlv[], MalformedTlv> {
  const whole = readSingleTlv(bytes, tag);
  return whole.ok ? readTlvs(whole.value) : whole;
}

export const findTlv = (list: readonly Tlv[], tag: number): Uint8Array | undefined =>
  list.find((object) => object.tag === tag)?.value;

/** Writes one data object with minimal length. */
export function writeTlv(tag: number, ...values: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const value = concat(...values);
  return concat(encodeBigEndian(tag), lengthBytes(value.length), value);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits = encodeBigEndian(length);
  return [0x80 | digits.length, ...digits];
}

/** Encodes a number in as few bytes as possible, at least one. */
export function encodeBigEndian(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  return bytes.length > 0 ? bytes : [0];
}

const malformed = (why: string): Result<never, MalformedTlv> => err({ why });
