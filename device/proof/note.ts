import { sha256 } from '@noble/hashes/sha2.js';
import { concat, toHex } from '../../drivers/bytes.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';

/* Reads signed notes (c2sp.org/signed-note). signature.ts verifies them; a kiosk does not need it to start. */

/** Type byte of an Ed25519 key: of a log, or of a witness with a time. */
export const LOG_KEY_TYPE = 1;
export const WITNESS_KEY_TYPE = 4;

export interface VerifierKey {
  readonly name: string;
  readonly type: typeof LOG_KEY_TYPE | typeof WITNESS_KEY_TYPE;
  /** First four bytes of the hash of name, type and key. The id only finds the key, and secures nothing. */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
/** Most signatures of a note; the specification demands at least 16. */
const MOST_SIGNATURES = 64;

const keyId = (name: string, type: number, publicKey: Uint8Array): Uint8Array =>
  sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, KEY_ID_BYTES);

/** Encodes a verifier key: `<name>+<key id>+<base64 of type and key>`. */
export const formatVerifierKey = ({ name, type, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${base64(concat(Uint8Array.of(type), publicKey))}`;

export function makeVerifierKey(name: string, type: VerifierKey['type'], publicKey: Uint8Array): VerifierKey {
  return { name, type, publicKey, id: keyId(name, type, publicKey) };
}

/** Parses a verifier key; `null` if its type is unknown or the id does not fit the key. */
export function parseVerifierKey(line: string): VerifierKey | null {
  const [, name = '', id, encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(line.trim()) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (!bytes || (type !== LOG_KEY_TYPE && type !== WITNESS_KEY_TYPE) || bytes.length !== 1 + PUBLIC_KEY_BYTES)
    return null;
  const key = makeVerifierKey(name, type, bytes.slice(1));
  return toHex(key.id) === id ? key : null;
}

/** Parses a signed note; `null` if the text is no note. `text` includes its last newline. */
export function parseNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || [...note].some((symbol) => symbol < ' ' && symbol !== '\n')) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map(parseSignature);
  if (signatures.length > MOST_SIGNATURES) return null;
  const whole = signatures.filter((signature) => signature !== null);
  return whole.length === lines.length ? { text: note.slice(0, split + 1), signatures: whole } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, id: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map((each) => `— ${each.name} ${base64(concat(each.id, each.signature))}\n`).join('')}`;
