import { timingSafeEqual } from 'node:crypto';
import { fromHex, hexDigits, toHex } from '../../bytes.ts';

/** Compares in constant time: the bytes may be a MAC. */
export const areSameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** Reads a big-endian number without sign. */
export const toBigInt = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`));

/** Writes big-endian in exactly `length` bytes. A number that needs more bytes is a bug and throws. */
export function fromBigInt(value: bigint, length: number): Uint8Array {
  const hex = hexDigits(value, length * 2);
  if (value < 0n || hex.length > length * 2) throw new Error(`a number that does not fit ${length} bytes`);
  return fromHex(hex);
}
