import { createHash } from 'node:crypto';
import { concat, latin1Bytes } from '../../bytes.ts';
import { checkDigit } from '../mrz/check-digit.ts';
import { type CipherName, keyBytesOf } from './cipher.ts';

/** ICAO 9303-11 §9.7.1. */
const COUNTERS = { encryption: 1, mac: 2, pace: 3 } as const;
export type KeyUse = keyof typeof COUNTERS;

/**
 * KDF of ICAO 9303-11 §9.7.1: H(secret ‖ counter), SHA-1 for 3DES and AES-128, SHA-256 for longer keys. Sets the parity bits of DES keys.
 */
export function deriveKey(secret: Uint8Array, use: KeyUse, cipher: CipherName): Uint8Array {
  const hash = cipher === '3des' || cipher === 'aes-128' ? 'sha1' : 'sha256';
  const digest = createHash(hash)
    .update(concat(secret, [0, 0, 0, COUNTERS[use]]))
    .digest();
  const key = Uint8Array.from(digest.subarray(0, keyBytesOf(cipher)));
  return cipher === '3des' ? withOddParity(key) : key;
}

/** DES: odd parity by each byte's lowest bit (ICAO 9303-11 §9.7.1.1). */
function withOddParity(key: Uint8Array): Uint8Array {
  return key.map((byte) => {
    const high = byte & 0xfe;
    let ones = 0;
    for (let bits = high; bits > 0; bits >>= 1) ones += bits & 1;
    return high | (ones % 2 === 0 ? 1 : 0);
  });
}

/** Zone fields that open a chip. Dates: `YYMMDD` as printed, `<` for unknown parts. */
export interface MrzKeyFields {
  /** Complete, without fillers; in TD1 and TD2 it may continue in the optional field. */
  readonly documentNumber: string;
  readonly birthDate: string;
  /** `null`: never expires, six fillers. */
  readonly expiryDate: string | null;
}

/** Returns the *MRZ information* of ICAO 9303-11 §4.3.2 and §9.7.2: number, birth and expiry, each with its check digit. */
export function mrzInformation({ documentNumber, birthDate, expiryDate }: MrzKeyFields): string {
  return [documentNumber.padEnd(9, '<'), birthDate, expiryDate ?? '<<<<<<']
    .map((field) => field + checkDigit(field))
    .join('');
}

export interface MrzPassword {
  readonly kind: 'mrz';
  readonly information: string;
}

/** Opens a chip: zone, or card access number on the front. */
export type AccessPassword = MrzPassword | { readonly kind: 'can'; readonly number: string };

/** Returns K_seed of BAC (ICAO 9303-11 §9.7.2): the first 16 bytes of SHA-1 over the MRZ information. */
export const bacSeed = (information: string): Uint8Array => sha1(latin1Bytes(information)).subarray(0, 16);

/** Returns f(π) of PACE (ICAO 9303-11 §9.7.3): all 20 bytes of SHA-1 over the MRZ information, or the CAN itself. */
export const paceSecret = (password: AccessPassword): Uint8Array =>
  password.kind === 'mrz' ? sha1(latin1Bytes(password.information)) : latin1Bytes(password.number);

const sha1 = (data: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha1').update(data).digest());
