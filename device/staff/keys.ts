import { fromHex } from '../../drivers/bytes.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type CredentialPlaces, credentialFileName, readCredential } from '../config/credentials.ts';
import type { ConfigTrouble } from '../config/trouble.ts';

/**
 * Names of the credentials. `badgeKey`: master key of the issuer, 16 bytes as hex, the same in all kiosks that take its badges. `pinKey`: 32
 * bytes as hex, of this machine alone.
 */
export const STAFF_CREDENTIALS = { badgeKey: 'badge-key', pinKey: 'pin-key' } as const;

export type StaffKeyName = keyof typeof STAFF_CREDENTIALS;

const BYTES: Readonly<Record<StaffKeyName, number>> = { badgeKey: 16, pinKey: 32 };

export interface StaffKeys {
  readonly badgeKey: Uint8Array;
  readonly pinKey: Uint8Array;
}

/** Reads a key. Errors: `CFG-105`, or `CFG-103` for a text of another form, which is not shown. */
export function readStaffKey(name: StaffKeyName, places?: CredentialPlaces): Result<Uint8Array, ConfigTrouble> {
  const read = readCredential(STAFF_CREDENTIALS[name], places);
  if (!read.ok) return read;
  const key = parseStaffKey(name, read.value);
  if (key) return ok(key);
  const its = { file: credentialFileName(STAFF_CREDENTIALS[name]), line: null, path: '' };
  return err({
    code: 'CFG-103',
    ...its,
    expected: `${2 * BYTES[name]} hex digits`,
    found: 'something else (not shown)',
  });
}

/** `null`: not as many hex digits as the key has. */
export function parseStaffKey(name: StaffKeyName, text: string): Uint8Array | null {
  const hex = text.trim();
  return /^[0-9a-f]+$/i.test(hex) && hex.length === 2 * BYTES[name] ? fromHex(hex) : null;
}

/** Errors as of `readStaffKey`. */
export function readStaffKeys(places?: CredentialPlaces): Result<StaffKeys, ConfigTrouble> {
  const badgeKey = readStaffKey('badgeKey', places);
  if (!badgeKey.ok) return badgeKey;
  const pinKey = readStaffKey('pinKey', places);
  return pinKey.ok ? ok({ badgeKey: badgeKey.value, pinKey: pinKey.value }) : pinKey;
}
