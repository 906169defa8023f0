import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/*
 * Debian's minisign (minisign(1), *Signature format* and *Public key format*). Ed25519 over the file (`Ed`) or its BLAKE2b-512 (`ED`, since
 * minisign 0.8). A second signature covers the first with its trusted comment.
 */

const KEY_BYTES = 2 + 8 + 32;
const SIGNATURE_BYTES = 2 + 8 + 64;
const ID = [2, 10] as const;
/** RFC 8410's header of an Ed25519 key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export interface MinisignKey {
  /** Sixteen hex digits, as minisign prints them; proves nothing. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** `null`: the text is not a key of minisign. The comment line is optional. */
export function parseMinisignKey(text: string): MinisignKey | null {
  const line = linesOf(text).findLast((each) => each !== '' && !each.startsWith('untrusted comment:'));
  const bytes = decoded(line, KEY_BYTES);
  if (bytes?.subarray(0, 2).toString('latin1') !== 'Ed') return null;
  return { id: idOf(bytes), bytes: bytes.subarray(ID[1]) };
}

/**
 * Fingerprint for people: first half of the key's SHA-256, in groups of four. The key's id is not enough, because the maker of a key
 * chooses it.
 */
export function orderKeyFingerprint({ bytes }: MinisignKey): string {
  const hex = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return (hex.match(/.{4}/g) ?? []).join('-');
}

/** `other-key`: made with a key of another id. */
export type SignatureFault = 'not-a-signature' | 'other-key' | 'wrong';

/**
 * Fault of a signature; `null`: `signature`, the text of a `.minisig`, is valid for these bytes with this key, including its trusted
 * comment.
 */
export function signatureFault(content: Uint8Array, signature: string, key: MinisignKey): SignatureFault | null {
  const [, first, comment = '', second] = linesOf(signature);
  const bytes = decoded(first, SIGNATURE_BYTES);
  const whole = decoded(second, 64);
  const prefix = 'trusted comment: ';
  if (!bytes || !whole || !comment.startsWith(prefix)) return 'not-a-signature';
  const algorithm = bytes.subarray(0, 2).toString('latin1');
  if (algorithm !== 'Ed' && algorithm !== 'ED') return 'not-a-signature';
  if (idOf(bytes) !== key.id) return 'other-key';
  const publicKey = keyObject(key);
  const signed = algorithm === 'ED' ? createHash('blake2b512').update(content).digest() : content;
  const of = bytes.subarray(ID[1]);
  const commented = Buffer.concat([of, Buffer.from(comment.slice(prefix.length))]);
  return verify(null, signed, publicKey, of) && verify(null, commented, publicKey, whole) ? null : 'wrong';
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

function decoded(base64: string | undefined, length: number): Buffer | null {
  if (base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length ? bytes : null;
}

/** The id is a little-endian number. */
const idOf = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(...ID))
    .reverse()
    .toString('hex')
    .toUpperCase();

const keyObject = ({ bytes }: MinisignKey): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });

/** Compares a typed fingerprint; ignores dashes and case. */
export const isSameFingerprint = (typed: string, fingerprint: string): boolean => plain(typed) === plain(fingerprint);

const plain = (fingerprint: string): string => fingerprint.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
