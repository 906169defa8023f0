import { ed25519 } from '@noble/curves/ed25519.js';
import { err, ok, type Result } from '../../drivers/result.ts';
import { equal, utf8 } from './bytes.ts';
import { LOG_KEY, type SignedNote, type VerifierKey } from './note.ts';

/*
 * The two kinds of signature a log of ours has: its own (c2sp.org/signed-note), and the cosignatures of witnesses
 * (c2sp.org/tlog-cosignature, cosignature/v1).
 */

const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;

/** What one signature of a known key says. */
export interface Verified {
  readonly key: VerifierKey;
  /** When a witness says it saw this, in seconds since 1970; a log's own signature has no time. */
  readonly time: number | null;
}

/** What is signed by a witness: its time stands before the text. */
export const cosignedText = (time: number | bigint, text: string): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** The last second that has a date: a time beyond it was counted in other units, and says nothing. */
const LAST_SECOND = 8_640_000_000_000n;

/** `null` if the key did not make the signature, or if its time has no date. */
export function verifySignature(key: VerifierKey, text: string, signature: Uint8Array): Verified | null {
  if (key.type === LOG_KEY) return verifies(key, utf8(text), signature) ? { key, time: null } : null;
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const made = verifies(key, cosignedText(time, text), signature.slice(TIME_BYTES));
  return made && time <= LAST_SECOND ? { key, time: Number(time) } : null;
}

function verifies({ publicKey }: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  // As RFC 8032 says, not the looser ZIP 215, so that this and Node's own crypto agree.
  return signature.length === SIGNATURE_BYTES && ed25519.verify(signature, message, publicKey, { zip215: false });
}

export type NoteTrouble =
  /** No signature is by a key that was asked for. */
  | { readonly kind: 'unsigned' }
  /** A signature bears the name and id of a known key, which did not make it. */
  | { readonly kind: 'forged'; readonly name: string };

/**
 * The signatures of keys we know; those of others are ignored, and one that a known key did not make spoils the whole note,
 * as the specification asks.
 */
export function openNote(
  { text, signatures }: SignedNote,
  keys: readonly VerifierKey[],
): Result<readonly Verified[], NoteTrouble> {
  const verified: Verified[] = [];
  for (const each of signatures) {
    const key = keys.find(({ name, id }) => name === each.name && equal(id, each.id));
    if (!key) continue;
    const found = verifySignature(key, text, each.signature);
    if (!found) return err({ kind: 'forged', name: each.name });
    if (!verified.some((before) => before.key === key)) verified.push(found);
  }
  return verified.length > 0 ? ok(verified) : err({ kind: 'unsigned' });
}
