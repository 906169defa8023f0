import { ed25519 } from '@noble/curves/ed25519.js';
import { err, ok, type Result } from '../../drivers/result.ts';
import { areBytesEqual, utf8 } from './bytes.ts';
import { LOG_KEY_TYPE, type SignedNote, type VerifierKey } from './note.ts';

/* Verifies a log's own signature (c2sp.org/signed-note), and cosignatures of witnesses (c2sp.org/tlog-cosignature, cosignature/v1). */

const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;

export interface VerifiedSignature {
  readonly key: VerifierKey;
  /** Time of a witness's signature, in seconds since 1970; `null`: the log's own signature. */
  readonly time: number | null;
}

/** Bytes that a witness signs: the time, then the text. */
export const cosignedBytes = (time: number | bigint, text: string): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** Last second with a date; later times have no meaning. */
const LAST_SECOND = 8_640_000_000_000n;

/** Verifies one signature; `null` if the key did not make the signature, or if its time has no date. */
export function verifySignature(key: VerifierKey, text: string, signature: Uint8Array): VerifiedSignature | null {
  if (key.type === LOG_KEY_TYPE) return verifies(key, utf8(text), signature) ? { key, time: null } : null;
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const made = verifies(key, cosignedBytes(time, text), signature.slice(TIME_BYTES));
  return made && time <= LAST_SECOND ? { key, time: Number(time) } : null;
}

function verifies({ publicKey }: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  // Follows RFC 8032, not the looser ZIP 215: agrees with Node's crypto.
  return signature.length === SIGNATURE_BYTES && ed25519.verify(signature, message, publicKey, { zip215: false });
}

export type SignedNoteTrouble =
  | { readonly kind: 'unsigned' }
  /** A signature has the name and id of a known key, but is false. */
  | { readonly kind: 'forged'; readonly name: string };

/**
 * Verifies a note. Signatures of unknown keys are ignored. A false signature of a known key spoils the whole note, as the specification
 * demands.
 */
export function verifySignedNote(
  { text, signatures }: SignedNote,
  keys: readonly VerifierKey[],
): Result<readonly VerifiedSignature[], SignedNoteTrouble> {
  const verified: VerifiedSignature[] = [];
  for (const each of signatures) {
    const key = keys.find(({ name, id }) => name === each.name && areBytesEqual(id, each.id));
    if (!key) continue;
    const found = verifySignature(key, text, each.signature);
    if (!found) return err({ kind: 'forged', name: each.name });
    if (!verified.some((before) => before.key === key)) verified.push(found);
  }
  return verified.length > 0 ? ok(verified) : err({ kind: 'unsigned' });
}
