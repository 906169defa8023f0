import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { concat } from '../../drivers/bytes.ts';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { writeDurably } from '../files/durable-file.ts';
import { nullIfMissing } from '../files/if-there.ts';
import { base64, fromBase64 } from '../proof/bytes.ts';
import { formatVerifierKey, LOG_KEY_TYPE, makeVerifierKey, type VerifierKey } from '../proof/note.ts';

/** Memo of all public keys of the log, oldest first: a receipt outlives the key that signed it. */
export const LOG_PUBLIC_KEYS_MEMO = 'transparency-keys';

export interface LogSigner {
  readonly key: VerifierKey;
  sign(text: string): Uint8Array;
}

const SEED_BYTES = 32;
/** Bytes before the seed in PKCS #8 (RFC 8410, 7): Node accepts no shorter form. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signer from the 32 bytes of an Ed25519 private key (RFC 8032, 5.1.5). */
export function logSignerFromSeed(name: string, seed: Uint8Array): LogSigner {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'));
  return {
    key: makeVerifierKey(name, LOG_KEY_TYPE, publicKey),
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), key)),
  };
}

export class LogKeyError extends Error {
  readonly code = 'TLG-101';
}

/** Name of the key's file beside the ledger: a copy of the ledger to a safe place includes the key. */
export const keyFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, '.log-key');

/**
 * Reads the log's own key, or makes a new key and its file.
 *
 * @throws LogKeyError
 */
export function openLogKey(file: string, name: string, randomBytes: (count: number) => Uint8Array): LogSigner {
  const known = readLogKey(file, name);
  if (known) return known;
  const seed = randomBytes(SEED_BYTES);
  const signer = logSignerFromSeed(name, seed);
  writeDurably(file, `${formatSigningKey(signer.key, seed)}\n`);
  return signer;
}

/**
 * Reads the log's own key; `null` if there is no file.
 *
 * @throws LogKeyError
 */
export function readLogKey(file: string, name: string): LogSigner | null {
  let text: string | null;
  try {
    text = nullIfMissing(() => readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LogKeyError(`${file}: the log's key cannot be read (TLG-101)`, { cause: error });
  }
  if (text === null) return null;
  const signer = parseSigningKey(text, name);
  if (!signer) {
    throw new LogKeyError(
      `${file}: not a key of the log ${name} (TLG-101): put back the file from a copy, or move it away for a new key`,
    );
  }
  return signer;
}

/**
 * Name of the log that the key signs, such as `asan-kiosk/K5`; `null`: no whole key. A profile may name another kiosk by mistake. Another
 * check reports why a file is unreadable.
 */
export function logNameOfKey(file: string): string | null {
  try {
    const text = nullIfMissing(() => readFileSync(file, 'utf8'));
    const name = text?.split('+')[2];
    return text !== null && name !== undefined && parseSigningKey(text, name) ? name : null;
  } catch {
    return null;
  }
}

/** A private key as in Go's sumdb/note: `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`. */
function formatSigningKey(key: VerifierKey, seed: Uint8Array): string {
  const [name, id] = formatVerifierKey(key).split('+');
  return `PRIVATE+KEY+${name}+${id}+${base64(concat(Uint8Array.of(LOG_KEY_TYPE), seed))}`;
}

function parseSigningKey(text: string, name: string): LogSigner | null {
  const [privately, word, itsName, id, ...encoded] = text.trim().split('+');
  const bytes = fromBase64(encoded.join('+'));
  if (privately !== 'PRIVATE' || word !== 'KEY' || itsName !== name || bytes?.[0] !== LOG_KEY_TYPE) return null;
  if (bytes.length !== 1 + SEED_BYTES) return null;
  const signer = logSignerFromSeed(name, bytes.slice(1));
  return formatVerifierKey(signer.key).split('+')[1] === id ? signer : null;
}
