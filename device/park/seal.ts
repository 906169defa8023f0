import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';

/* Seal of a parked visit (docs/decisions/0072). Only the slip and the card together open it. */

export type CardOfVisit = Pick<IdentityDocument, 'issuer' | 'documentNumber' | 'fin'>;

export interface SealedVisit {
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
  /** Expiry time, ISO date-time. The seal covers it too. */
  readonly until: string;
}

export const SLIP_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Bytes. The content is padded to a multiple of this, so a ciphertext hides the length of its text. */
const PADDED_TO = 4_096;
/** Most bytes of content. The longest form of the catalogue needs less than a third. */
export const MAX_PARKED_BYTES = 8 * PADDED_TO;
const BLANK = 0x20;

const derived = (key: Uint8Array, salt: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `asan-kiosk/parked-visit/1/${purpose}`, 32));

/** Id under which the office stores the visit. It does not reveal the key. */
export const parkedIdOf = (key: Uint8Array): string => derived(key, new Uint8Array(), 'id').toString('hex');

/** Digest of the card. Zone and chip of one card may differ in fillers and letter case. The separator is a character that no zone has. */
function cardDigest({ issuer, documentNumber, fin }: CardOfVisit): Uint8Array {
  const plain = [issuer, documentNumber, fin ?? ''].map((field) => field.toUpperCase().replace(/[^0-9A-Z]/g, ''));
  return createHash('sha256').update(plain.join('|')).digest();
}

const sealingKey = (key: Uint8Array, card: CardOfVisit): Buffer => derived(key, cardDigest(card), 'seal');

const nonceOf = (key: Uint8Array): Buffer => derived(key, new Uint8Array(), 'nonce').subarray(0, NONCE_BYTES);

const boundTo = (key: Uint8Array, until: string): Buffer => Buffer.from(`${parkedIdOf(key)}|${until}`);

function padded(text: string): Buffer {
  const content = Buffer.from(text, 'utf8');
  if (content.byteLength > MAX_PARKED_BYTES) throw new Error('the visit is too long to park');
  return Buffer.concat([content, Buffer.alloc((PADDED_TO - (content.byteLength % PADDED_TO)) % PADDED_TO, BLANK)]);
}

/** Seals a JSON text. Each text needs a key of its own, because the nonce comes from the key. */
export function sealVisit(key: Uint8Array, card: CardOfVisit, text: string, until: string): SealedVisit {
  const cipher = createCipheriv(CIPHER, sealingKey(key, card), nonceOf(key)).setAAD(boundTo(key, until));
  const parts = [cipher.update(padded(text)), cipher.final(), cipher.getAuthTag()];
  return { sealed: Buffer.concat(parts), until };
}

/** The JSON text; `null`: another slip, another card, or changed content or expiry time. */
export function openSealedVisit(key: Uint8Array, card: CardOfVisit, { sealed, until }: SealedVisit): string | null {
  if (sealed.byteLength < TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, sealingKey(key, card), nonceOf(key))
    .setAAD(boundTo(key, until))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
