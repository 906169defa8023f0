import { concat } from '../../../drivers/bytes.ts';
import { areSameBytes } from '../../../drivers/id-reader/apdu/bytes.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import type { KeyAgreement } from '../../../drivers/id-reader/emrtd/agreement.ts';
import { cbcEncrypt, zeroIv } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { type AccessPassword, deriveKey, paceSecret } from '../../../drivers/id-reader/emrtd/kdf.ts';
import type { PaceProtocol } from '../../../drivers/id-reader/emrtd/oids.ts';
import { authenticationToken } from '../../../drivers/id-reader/emrtd/pace.ts';
import { startSmSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import { readInnerTlvs, type Tlv, writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { type ChipReply, type RandomBytes, refusalReply, successReply, wrongSecretReply } from './reply.ts';

const NONCE_BYTES = 16;

export interface PaceRunOptions {
  readonly protocol: PaceProtocol;
  readonly agreement: KeyAgreement;
  readonly password: AccessPassword;
  /** Data that chip authentication mapping adds to the last answer. */
  readonly lastWord?: (mappingSecret: bigint, encryptionKey: Uint8Array) => Uint8Array;
}

/** One GENERAL AUTHENTICATE. Without `next`, the run has ended. */
export type PaceStep = (data: Uint8Array) => { readonly reply: ChipReply; readonly next?: PaceStep };

const stop = (reply: ChipReply) => ({ reply });

/** The chip's side of PACE with generic mapping (ICAO 9303-11, 4.4.3 and 4.4.4), after MSE:Set AT. */
export function startPace({ protocol, agreement, password, lastWord }: PaceRunOptions, random: RandomBytes): PaceStep {
  const { cipher } = protocol;
  const one = (tag: number, value: Uint8Array) => successReply(writeTlv(0x7c, writeTlv(tag, value)));

  const sendNonce: PaceStep = (data) => {
    if (dynamicData(data)?.length !== 0) return stop(refusalReply(STATUS_WORDS.wrongData));
    const nonce = random(NONCE_BYTES);
    const encrypted = cbcEncrypt(cipher, deriveKey(paceSecret(password), 'pace', cipher), zeroIv(cipher), nonce);
    return { reply: one(0x80, encrypted), next: mapNonce(nonce) };
  };

  const mapNonce =
    (nonce: Uint8Array): PaceStep =>
    (data) => {
      const ours = agreement.generate(random);
      const theirs = publicKeyIn(data, 0x81);
      const mapped = theirs && agreement.mapped(nonce, ours.secret, theirs);
      if (!mapped) return stop(refusalReply(STATUS_WORDS.wrongData));
      return { reply: one(0x82, ours.publicKey), next: agree(mapped, ours.secret) };
    };

  const agree =
    (mapped: KeyAgreement, mappingSecret: bigint): PaceStep =>
    (data) => {
      const ours = mapped.generate(random);
      const theirs = publicKeyIn(data, 0x83);
      const shared = theirs && mapped.shared(ours.secret, theirs);
      if (!shared) return stop(refusalReply(STATUS_WORDS.wrongData));
      const keys = { shared, ours: ours.publicKey, theirs, mappingSecret };
      return { reply: one(0x84, ours.publicKey), next: prove(keys) };
    };

  const prove =
    (keys: { shared: Uint8Array; ours: Uint8Array; theirs: Uint8Array; mappingSecret: bigint }): PaceStep =>
    (data) => {
      const session = startSmSession(keys.shared, cipher);
      const token = (key: Uint8Array) => authenticationToken(protocol, session.macKey, key);
      const [only] = dynamicData(data) ?? [];
      if (only?.tag !== 0x85 || !areSameBytes(only.value, token(keys.ours))) return stop(wrongSecretReply(0x6300));
      const last = lastWord?.(keys.mappingSecret, session.encryptionKey);
      const answer = concat(writeTlv(0x86, token(keys.theirs)), last ? writeTlv(0x8a, last) : []);
      return stop({ ...successReply(writeTlv(0x7c, answer)), session });
    };

  return sendNonce;
}

function publicKeyIn(data: Uint8Array, tag: number): Uint8Array | undefined {
  const [only] = dynamicData(data) ?? [];
  return only?.tag === tag ? only.value : undefined;
}

/** Objects inside of the dynamic authentication data (ISO 7816-4, 11.5.5), or `undefined` for anything else. */
export function dynamicData(data: Uint8Array): readonly Tlv[] | undefined {
  const list = readInnerTlvs(data, 0x7c);
  return list.ok ? list.value : undefined;
}
