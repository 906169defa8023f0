import { timingSafeEqual } from 'node:crypto';
import { fromHex, hexDigits, toHex } from '../../bytes.ts';

/** In a time that does not tell where the first difference is: what is compared may be a MAC. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** Big-endian, without a sign. */
export const toBigInt = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`));

/** Big-endian in exactly `length` bytes; a number that needs more is a bug and throws. */
export function fromBigInt(value: bigint, length: number): Uint8Array {
  const hex = hexDigits(value, length * 2);
  if (value < 0n || hex.length > length * 2) throw new Error(`a number that does not fit ${length} bytes`);
  return fromHex(hex);
}
