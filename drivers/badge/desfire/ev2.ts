import { concat } from '../../bytes.ts';
import { areSameBytes } from '../../id-reader/apdu/bytes.ts';
import {
  cbcDecrypt,
  cbcEncrypt,
  computeCmac,
  encryptBlock,
  padIso9797,
  unpadIso9797,
} from '../../id-reader/emrtd/cipher.ts';

/* Secure messaging of DESFire EV2 with AES-128 [AN12343; worked examples: AN12196]. Each function serves reader and card. */

/** Session after AuthenticateEV2First. `counter`: commands answered so far. */
export interface Ev2Session {
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
  /** Transaction identifier of the card, four bytes. */
  readonly ti: Uint8Array;
  readonly counter: number;
}

const AES = 'aes-128';
const NO_IV = new Uint8Array(16);
const RANDOM_BYTES = 16;
const TI_BYTES = 4;
/** Capabilities of card and reader, six bytes each. */
const CAPABILITIES = new Uint8Array(12);
const MAC_BYTES = 8;

const rotated = (bytes: Uint8Array): Uint8Array => concat(bytes.subarray(1), bytes.subarray(0, 1));
const rotatedBack = (bytes: Uint8Array): Uint8Array => concat(bytes.subarray(-1), bytes.subarray(0, -1));

/** What the card sends first: its random number, encrypted. */
export const encryptChallenge = (key: Uint8Array, rndB: Uint8Array): Uint8Array => cbcEncrypt(AES, key, NO_IV, rndB);

/** `undefined`: not one block. */
export const decryptChallenge = (key: Uint8Array, sealed: Uint8Array): Uint8Array | undefined =>
  sealed.length === RANDOM_BYTES ? cbcDecrypt(AES, key, NO_IV, sealed) : undefined;

/** What the reader answers: both random numbers, the card's turned by one byte. */
export const encryptReaderProof = (key: Uint8Array, rndA: Uint8Array, rndB: Uint8Array): Uint8Array =>
  cbcEncrypt(AES, key, NO_IV, concat(rndA, rotated(rndB)));

/** Returns the random number of a reader that proved the key; `undefined`: it did not. */
export function verifyReaderProof(key: Uint8Array, rndB: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length !== 2 * RANDOM_BYTES) return undefined;
  const opened = cbcDecrypt(AES, key, NO_IV, sealed);
  return areSameBytes(rotatedBack(opened.subarray(RANDOM_BYTES)), rndB) ? opened.slice(0, RANDOM_BYTES) : undefined;
}

/** What the card sends last. */
export const encryptCardProof = (key: Uint8Array, rndA: Uint8Array, ti: Uint8Array): Uint8Array =>
  cbcEncrypt(AES, key, NO_IV, concat(ti, rotated(rndA), CAPABILITIES));

/** Returns the transaction identifier of a card that proved the key; `undefined`: it did not. */
export function verifyCardProof(key: Uint8Array, rndA: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length !== 2 * RANDOM_BYTES) return undefined;
  const opened = cbcDecrypt(AES, key, NO_IV, sealed);
  const theirs = rotatedBack(opened.subarray(TI_BYTES, TI_BYTES + RANDOM_BYTES));
  return areSameBytes(theirs, rndA) ? opened.slice(0, TI_BYTES) : undefined;
}

/** Session keys [AN12343, session key generation]: bytes of both random numbers, mixed by CMAC. */
export function startEv2Session(key: Uint8Array, rndA: Uint8Array, rndB: Uint8Array, ti: Uint8Array): Ev2Session {
  const mixed = rndA.subarray(2, 8).map((byte, at) => byte ^ rndB[at]!);
  const seed = concat(rndA.subarray(0, 2), mixed, rndB.subarray(6), rndA.subarray(8));
  const keyOf = (label: readonly number[]) => computeCmac(AES, key, concat(label, [0x00, 0x01, 0x00, 0x80], seed));
  return { encryption: keyOf([0xa5, 0x5a]), mac: keyOf([0x5a, 0xa5]), ti, counter: 0 };
}

const counterBytes = (counter: number): readonly number[] => [counter & 0xff, (counter >> 8) & 0xff];

/** Every second byte of the CMAC, from the second [AN12343, MACt]. */
const macOf = ({ mac }: Ev2Session, data: Uint8Array): Uint8Array =>
  computeCmac(AES, mac, data).filter((_, at) => at % 2 === 1);

/** MAC of a command. `data`: header and data of the command. */
export const commandMac = (session: Ev2Session, ins: number, data: Uint8Array): Uint8Array =>
  macOf(session, concat([ins], counterBytes(session.counter), session.ti, data));

const answerMac = (session: Ev2Session, status: number, data: Uint8Array): Uint8Array =>
  macOf(session, concat([status], counterBytes(session.counter), session.ti, data));

const answerIv = ({ encryption, ti, counter }: Ev2Session): Uint8Array =>
  encryptBlock(AES, encryption, concat([0x5a, 0xa5], ti, counterBytes(counter), new Uint8Array(8)));

/** After each answered command. */
export const incrementCommandCounter = (session: Ev2Session): Ev2Session => ({
  ...session,
  counter: session.counter + 1,
});

/** Encrypts the data of an answer and adds its MAC. `session`: already after `incrementCommandCounter`. */
export function encryptAnswer(session: Ev2Session, status: number, data: Uint8Array): Uint8Array {
  const sealed = cbcEncrypt(AES, session.encryption, answerIv(session), padIso9797(data, 16));
  return concat(sealed, answerMac(session, status, sealed));
}

/** Opens an answer. `undefined`: its MAC or padding is wrong. `session`: already after `incrementCommandCounter`. */
export function decryptAnswer(session: Ev2Session, status: number, answer: Uint8Array): Uint8Array | undefined {
  const sealed = answer.subarray(0, -MAC_BYTES);
  if (sealed.length === 0 || sealed.length % 16 !== 0) return undefined;
  if (!areSameBytes(answerMac(session, status, sealed), answer.subarray(-MAC_BYTES))) return undefined;
  return unpadIso9797(cbcDecrypt(AES, session.encryption, answerIv(session), sealed));
}
