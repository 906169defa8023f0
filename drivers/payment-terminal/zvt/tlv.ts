import { concat, toUpperHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';

/** Data object. `tag`: upper-case hex, such as `25` or `1F07`. */
export interface Tlv {
  readonly tag: string;
  readonly value: Uint8Array;
}

export type DecodeErrorText = string;

/** Most bytes of a tag. More bytes after `xF` show a broken stream. */
const MAX_TAG_BYTES = 4;

/** Data objects in `bytes`, without those inside constructed ones [PA00P015 13.08, chapter 9: BER tags, lengths 00..7F, 81, 82]. */
export function readTlvs(bytes: Uint8Array): Result<readonly Tlv[], DecodeErrorText> {
  const tlvs: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tagEnd = endOfTag(bytes, at);
    if (tagEnd === undefined) return err('a TLV tag is cut short');
    const length = readTlvLength(bytes, tagEnd);
    if (!length) return err('a TLV length is cut short or too long');
    const end = length.next + length.value;
    if (end > bytes.length) return err('a TLV value is cut short');
    tlvs.push({ tag: tagName(bytes.subarray(at, tagEnd)), value: bytes.slice(length.next, end) });
    at = end;
  }
  return ok(tlvs);
}

function tagName(bytes: Uint8Array): string {
  return toUpperHex(bytes);
}

function endOfTag(bytes: Uint8Array, start: number): number | undefined {
  const first = bytes[start];
  if (first === undefined) return undefined;
  if ((first & 0x1f) !== 0x1f) return start + 1;
  for (let at = start + 1; at < start + MAX_TAG_BYTES; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    if ((byte & 0x80) === 0) return at + 1;
  }
  return undefined;
}

/** A BER length at `at`: its value and the start of the contents. `undefined`: cut short, or a form that ZVT does not use. */
export function readTlvLength(bytes: Uint8Array, at: number): { value: number; next: number } | undefined {
  const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === undefined) return undefined;
  if (first < 0x80) return { value: first, next: at + 1 };
  if (first === 0x81 && second !== undefined) return { value: second, next: at + 2 };
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { value: (second << 8) | third, next: at + 3 };
  return undefined;
}

export function writeTlvLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff];
  throw new Error(`${length} bytes do not fit a TLV object`);
}

export function writeTlv(tag: string, value: Uint8Array): Uint8Array {
  const tagBytes = Array.from({ length: tag.length / 2 }, (_, i) => Number.parseInt(tag.slice(2 * i, 2 * i + 2), 16));
  return concat(tagBytes, writeTlvLength(value.length), value);
}

export function findTlv(tlvs: readonly Tlv[], tag: string): Uint8Array | undefined {
  return tlvs.find((tlv) => tlv.tag === tag)?.value;
}
