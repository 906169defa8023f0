import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { type MalformedTlv, readTlv, writeTlv } from './tlv.ts';

/** Deepest nesting. Real structures have about twelve levels. */
const MAX_DEPTH = 32;
const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;

/**
 * Rewrites BER with definite lengths (X.690 §8.1.3.6, §8.7.3). ICAO 9303-10 requires DER, but some programs write master lists and EF.SOD
 * with indefinite lengths and strings in pieces. Objects with definite lengths keep every byte, because signatures and certificates are
 * inside them.
 */
export function toDefiniteLengths(bytes: Uint8Array): Result<Uint8Array, MalformedTlv> {
  const whole = rewritten(bytes, 0);
  return whole.ok ? ok(whole.value.bytes) : whole;
}

interface Rewritten {
  readonly bytes: Uint8Array;
  readonly took: number;
}

function rewritten(input: Uint8Array, depth: number): Result<Rewritten, MalformedTlv> {
  if (depth > MAX_DEPTH) return err({ why: 'objects nested too deep' });
  const [tag, length] = input;
  if (tag === undefined || length !== 0x80) {
    const object = readTlv(input);
    return object.ok ? ok({ bytes: object.value.raw, took: object.value.raw.length }) : object;
  }
  if ((tag & CONSTRUCTED) === 0 || (tag & 0x1f) === 0x1f)
    return err({ why: 'a primitive object of indefinite length' });
  const parts: Uint8Array[] = [];
  let at = 2;
  while (input[at] !== 0 || input[at + 1] !== 0) {
    if (at >= input.length) return err({ why: 'an object of indefinite length without an end' });
    const part = rewritten(input.subarray(at), depth + 1);
    if (!part.ok) return part;
    parts.push(part.value.bytes);
    at += part.value.took;
  }
  const joined = tag === (OCTET_STRING | CONSTRUCTED) ? joinedString(parts) : ok(writeTlv(tag, ...parts));
  return joined.ok ? ok({ bytes: joined.value, took: at + 2 }) : joined;
}

function joinedString(parts: readonly Uint8Array[]): Result<Uint8Array, MalformedTlv> {
  const contents: Uint8Array[] = [];
  for (const part of parts) {
    const object = readTlv(part);
    if (!object.ok) return object;
    if (object.value.tag !== OCTET_STRING) return err({ why: 'a string with pieces of another type' });
    contents.push(object.value.value);
  }
  return ok(writeTlv(OCTET_STRING, concat(...contents)));
}
