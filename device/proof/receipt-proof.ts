import { concat, toHex } from '../../drivers/bytes.ts';
import { base64url, createBytesReader, encodeSizedText, fromBase64url, UnexpectedBytesError, varint } from './bytes.ts';
import { type HiddenReceiptFacts, type PublicReceiptFacts, SALT_BYTES } from './leaf.ts';

/** A signature without the name of its key, which the checker knows. */
export interface ProofSignature {
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Proves without a network that an application is in the log. Like c2sp.org/tlog-proof, without the root (it follows from the path) and the
 * names of keys.
 */
export interface ReceiptProof {
  readonly index: number;
  readonly size: number;
  readonly facts: PublicReceiptFacts;
  readonly hidden: HiddenReceiptFacts;
  readonly salt: Uint8Array;
  readonly path: readonly Uint8Array[];
  readonly signatures: readonly ProofSignature[];
}

const VERSION = 1;
const HASH_BYTES = 32;
const KEY_ID_BYTES = 4;
/** Most levels of a tree; a higher tree has more leaves than a number can count. */
const MOST_LEVELS = 53;
const MOST_SIGNATURES = 16;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_BYTES = 16;

/** Longest text of a proof. A receipt has about 900 letters, the largest QR code 4,296 (ISO/IEC 18004, table 7). */
const MOST_LETTERS = 4_296;

/**
 * Encodes a proof for the fragment of an address: browsers do not send the fragment. A UUID as application id is written as bytes after a
 * length of zero. No text may have a newline, which would make another field of the leaf.
 */
export function encodeReceiptProof(proof: ReceiptProof): string {
  const { facts, hidden, path, signatures } = proof;
  return base64url(
    concat(
      Uint8Array.of(VERSION),
      varint(proof.index),
      varint(proof.size),
      encodeSizedText(facts.kioskId),
      varint(facts.minute ?? NO_MINUTE),
      encodeSizedText(facts.service),
      encodeSizedText(facts.tariff),
      encodeSizedText(facts.outcome),
      applicationId(hidden.applicationId),
      encodeSizedText(hidden.reference),
      varint(hidden.amount),
      encodeSizedText(hidden.payment),
      proof.salt,
      varint(path.length),
      ...path,
      varint(signatures.length),
      ...signatures.flatMap(({ keyId, signature }) => [keyId, varint(signature.length), signature]),
    ),
  );
}

/** Decodes a proof; `null` unless `encodeReceiptProof` would write exactly this text. */
export function decodeReceiptProof(fragment: string): ReceiptProof | null {
  if (fragment.length > MOST_LETTERS) return null;
  const bytes = fromBase64url(fragment);
  if (bytes?.[0] !== VERSION) return null;
  try {
    return read(bytes.subarray(1));
  } catch (error) {
    if (error instanceof UnexpectedBytesError) return null;
    throw error;
  }
}

function read(bytes: Uint8Array): ReceiptProof {
  const from = createBytesReader(bytes);
  const proof: ReceiptProof = {
    index: from.varint(),
    size: from.varint(),
    facts: {
      kioskId: line(from.text()),
      minute: minute(from.varint()),
      service: line(from.text()),
      tariff: line(from.text()),
      outcome: line(from.text()),
    },
    hidden: {
      applicationId: readApplicationId(from),
      reference: line(from.text()),
      amount: from.varint(),
      payment: line(from.text()),
    },
    salt: from.take(SALT_BYTES).slice(),
    path: several(from.varint(), MOST_LEVELS, () => from.take(HASH_BYTES).slice()),
    signatures: several(from.varint(), MOST_SIGNATURES, () => ({
      keyId: from.take(KEY_ID_BYTES).slice(),
      signature: from.take(from.varint()).slice(),
    })),
  };
  from.end();
  return proof;
}

const applicationId = (id: string): Uint8Array =>
  UUID.test(id)
    ? concat(
        varint(0),
        Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
      )
    : encodeSizedText(id);

function readApplicationId(from: ReturnType<typeof createBytesReader>): string {
  const id = line(from.text());
  if (id !== '') return id;
  return toHex(from.take(UUID_BYTES)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function line(value: string): string {
  if (/[^\x20-\x7e]/.test(value)) throw new UnexpectedBytesError('not a field');
  return value;
}

/** Stands for no time: no receipt is from the first minute of 1970. */
const NO_MINUTE = 0;
/** Last minute of a year with four digits. */
const LAST_MINUTE = Date.UTC(9999, 11, 31, 23, 59) / 60_000;

function minute(value: number): number | null {
  if (value > LAST_MINUTE) throw new UnexpectedBytesError('not a time');
  return value === NO_MINUTE ? null : value;
}

function several<T>(count: number, most: number, take: () => T): T[] {
  if (count > most) throw new UnexpectedBytesError('too many');
  return Array.from({ length: count }, take);
}
