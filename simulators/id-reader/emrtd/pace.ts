import { concat } from '../../../drivers/bytes.ts';
import { sameBytes, toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { SW } from '../../../drivers/id-reader/apdu/status-word.ts';
import { type CipherName, cbcEncrypt, mac, zeroIv } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { type AccessPassword, deriveKey, paceSecret } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { encodeOid } from '../../../drivers/id-reader/emrtd/oids.ts';
import { startSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import { readOnly, readTlvs, type Tlv, writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import type { Domain } from './domain.ts';
import { denied, done, type RandomBytes, type Reply, refused } from './reply.ts';

const NONCE_BYTES = 16;
/** Enough above any order here that a remainder is even. */
const SCALAR_BYTES = 80;

export interface PaceChoice {
  readonly protocol: string;
  readonly cipher: CipherName;
  readonly password: AccessPassword;
  /** Chip authentication mapping: what to add to the last answer, from the secret of the mapping and the new key. */
  readonly lastWord?: (mappingSecret: bigint, encryptionKey: Uint8Array) => Uint8Array;
}

/** A PACE run, one GENERAL AUTHENTICATE after the other. It ends with the first that is not `next`. */
export type PaceStep = (data: Uint8Array) => { readonly reply: Reply; readonly next?: PaceStep };

const stop = (reply: Reply) => ({ reply });

/** The chip's side of PACE with generic mapping (ICAO 9303-11, 4.4.3 and 4.4.4), after MSE:Set AT. */
export function startPace<E>(domain: Domain<E>, choice: PaceChoice, random: RandomBytes): PaceStep {
  const scalar = () => (toBigInt(random(SCALAR_BYTES)) % (domain.order - 1n)) + 1n;
  const one = (tag: number, value: Uint8Array) => done(writeTlv(0x7c, writeTlv(tag, value)));

  const sendNonce: PaceStep = (data) => {
    if (dynamicData(data)?.length !== 0) return stop(refused(SW.wrongData));
    const nonce = random(NONCE_BYTES);
    const key = deriveKey(paceSecret(choice.password), 'pace', choice.cipher);
    const encrypted = cbcEncrypt(choice.cipher, key, zeroIv(choice.cipher), nonce);
    return { reply: one(0x80, encrypted), next: mapNonce(toBigInt(nonce)) };
  };

  const mapNonce =
    (nonce: bigint): PaceStep =>
    (data) => {
      const theirs = publicKeyIn(data, 0x81);
      if (theirs === undefined) return stop(refused(SW.wrongData));
      const secret = scalar();
      // Ĝ = G^s · H, where H is what both have in common (4.4.3.3.1 and .2).
      const mapped = domain.times(domain.power(domain.generator, nonce), domain.power(theirs, secret));
      const ours = domain.power(domain.generator, secret);
      return { reply: one(0x82, domain.write(ours)), next: agree(mapped, secret) };
    };

  const agree =
    (generator: E, mappingSecret: bigint): PaceStep =>
    (data) => {
      const theirs = publicKeyIn(data, 0x83);
      if (theirs === undefined) return stop(refused(SW.wrongData));
      const secret = scalar();
      const ours = domain.power(generator, secret);
      const shared = domain.secretOf(domain.power(theirs, secret));
      return { reply: one(0x84, domain.write(ours)), next: prove({ shared, ours, theirs, mappingSecret }) };
    };

  const prove =
    (keys: { shared: Uint8Array; ours: E; theirs: E; mappingSecret: bigint }): PaceStep =>
    (data) => {
      const session = startSession(keys.shared, choice.cipher);
      const token = (key: E) => mac(choice.cipher, session.macKey, tokenInput(choice.protocol, domain, key));
      const [only] = dynamicData(data) ?? [];
      if (only?.tag !== 0x85 || !sameBytes(only.value, token(keys.ours))) return stop(denied(0x6300));
      const last = choice.lastWord?.(keys.mappingSecret, session.encryptionKey);
      const answer = concat(writeTlv(0x86, token(keys.theirs)), last ? writeTlv(0x8a, last) : []);
      return stop({ ...done(writeTlv(0x7c, answer)), session });
    };

  function publicKeyIn(data: Uint8Array, tag: number): E | undefined {
    const [only] = dynamicData(data) ?? [];
    return only?.tag === tag ? domain.read(only.value) : undefined;
  }

  return sendNonce;
}

/** What the authentication token is over: the public key of the other side, with its protocol (9.4.1). */
const tokenInput = <E>(protocol: string, domain: Domain<E>, key: E): Uint8Array =>
  writeTlv(0x7f49, writeTlv(0x06, encodeOid(protocol)), writeTlv(domain.publicKeyTag, domain.write(key)));

/** Inside of the dynamic authentication data (ISO 7816-4, 11.5.5), or `undefined` for anything else. */
export function dynamicData(data: Uint8Array): readonly Tlv[] | undefined {
  const inside = readOnly(data, 0x7c);
  const list = inside.ok ? readTlvs(inside.value) : inside;
  return list.ok ? list.value : undefined;
}
