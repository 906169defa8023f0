import { fromHex, toHex } from '../../bytes.ts';

/** A number as `size` bytes of packed decimal digits, left-padded with zeros. Throws if it does not fit. */
export function toBcd(value: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a number of digits: ${value}`);
  return digitsToBcd(String(value), size);
}

/** Digits as `size` packed bytes, left-padded with zeros. Hex digits are kept. */
export function digitsToBcd(digits: string, size: number): Uint8Array {
  if (digits.length > size * 2) throw new Error(`${digits} does not fit ${size} bytes`);
  return fromHex(digits.padStart(size * 2, '0'));
}

/** The number of packed decimal digits; `undefined`: a digit is not decimal. */
export function fromBcd(bytes: Uint8Array): number | undefined {
  const digits = toHex(bytes);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
