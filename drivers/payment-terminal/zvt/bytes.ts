/** Lower-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** Hex digits, white space and dashes allowed between bytes; throws on anything else (test data and constants). */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s-]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new Error(`not hex: ${hex}`);
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** A number as `size` bytes of packed decimal digits, left-padded with zeros. Throws if it does not fit. */
export function toBcd(value: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a number of digits: ${value}`);
  return digitsToBcd(String(value), size);
}

/** A string of digits as `size` packed bytes, left-padded with zeros. Hex digits stay what they are. */
export function digitsToBcd(digits: string, size: number): Uint8Array {
  if (digits.length > size * 2) throw new Error(`${digits} does not fit ${size} bytes`);
  return fromHex(digits.padStart(size * 2, '0'));
}

/** The number that packed decimal digits say, or `undefined` if one of them is not decimal. */
export function fromBcd(bytes: Uint8Array): number | undefined {
  const digits = toHex(bytes);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
