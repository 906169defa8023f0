import { base32nopad } from '@scure/base';
import { SLIP_KEY_BYTES } from './seal.ts';

/* The code has only capitals and digits, so its QR code is small. It is no address, so a phone opens no page. */

const PREFIX = 'ASAN-PARK-1:';
/** Letters of 32 bytes in base 32. */
const KEY_LETTERS = 52;

export const slipCodeOf = (key: Uint8Array): string => `${PREFIX}${base32nopad.encode(key)}`;

/** The key in the code of a slip; `null`: the text is not the code of a slip. */
export function readSlipCode(text: string): Uint8Array | null {
  const letters = text.trim().toUpperCase();
  if (letters.length !== PREFIX.length + KEY_LETTERS || !letters.startsWith(PREFIX)) return null;
  try {
    const key = base32nopad.decode(letters.slice(PREFIX.length));
    return key.byteLength === SLIP_KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}
