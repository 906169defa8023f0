/** One after the other, in bytes of its own. */
export const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => concatBytes(parts);

/** The same of a list that may be longer than a call takes arguments. */
export function concatBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lower case, no spaces. */
export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

/** Of hex that the program itself holds, with white space and dashes between bytes if it likes; anything else is a bug and throws. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s-]/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new Error('not hex');
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
