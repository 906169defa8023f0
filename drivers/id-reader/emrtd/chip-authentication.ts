import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import type { KeyAgreement, RandomBytes } from './agreement.ts';
import type { ChipCard } from './card.ts';
import { CIPHER_STRENGTH, type CipherName } from './cipher.ts';
import { encodeOid } from './oids.ts';
import { startSmSession } from './secure-messaging.ts';
import type { SecurityInfos } from './security-infos.ts';
import { encodeBigEndian, writeTlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

export interface ChipAuthenticationChoice {
  /** `undefined`: DG14 has only a key, so 3DES (ICAO 9303-11 §9.2.5). */
  readonly oid: string | undefined;
  readonly cipher: CipherName;
  readonly agreement: KeyAgreement;
  readonly publicKey: Uint8Array;
  readonly keyId: number | undefined;
}

/** Returns the strongest protocol with a key in a known domain, from DG14. */
export function chooseChipAuthentication(infos: SecurityInfos): ChipAuthenticationChoice | undefined {
  const choices = infos.chipPublicKeys.flatMap(({ agreement, kind, publicKey, keyId }): ChipAuthenticationChoice[] => {
    if (!agreement) return [];
    const fitting = infos.chipAuthentication.filter(
      ({ protocol, keyId: wanted }) => protocol.agreement === kind && (wanted === undefined || wanted === keyId),
    );
    const key = { agreement, publicKey, keyId };
    if (fitting.length === 0) return [{ ...key, oid: undefined, cipher: '3des' }];
    return fitting.map(({ protocol }) => ({ ...key, oid: protocol.oid, cipher: protocol.cipher }));
  });
  return choices.sort((one, other) => CIPHER_STRENGTH.indexOf(one.cipher) - CIPHER_STRENGTH.indexOf(other.cipher))[0];
}

/**
 * Chip authentication (ICAO 9303-11 §6.2). The card then uses new keys, which need its private key: the proof is the next answer with a
 * right MAC. A card that refuses counts as a copy.
 */
export async function authenticateChip(
  card: ChipCard,
  choice: ChipAuthenticationChoice,
  random: RandomBytes,
): Promise<Result<void, ChipTrouble>> {
  const ours = choice.agreement.generate(random);
  const secret = choice.agreement.shared(ours.secret, choice.publicKey);
  if (!secret) return err({ code: 'RDR-224', kind: 'protocol', why: 'a signed chip key outside its domain' });
  const keyId = choice.keyId === undefined ? new Uint8Array() : writeTlv(0x84, encodeBigEndian(choice.keyId));
  const sent =
    choice.cipher === '3des' || choice.oid === undefined
      ? await setKey(card, concat(writeTlv(0x91, ours.publicKey), keyId))
      : await setAndAgree(card, concat(writeTlv(0x80, encodeOid(choice.oid)), keyId), ours.publicKey);
  if (!sent.ok) return sent;
  card.protect(startSmSession(secret, choice.cipher));
  return ok(undefined);
}

/** Agrees on a key with MSE:Set KAT, for 3DES (ICAO 9303-11 §6.2.4.1). */
async function setKey(card: ChipCard, data: Uint8Array): Promise<Result<void, ChipTrouble>> {
  const answer = await card.send('MSE:SET KAT', { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data });
  return done(answer);
}

/** Agrees on a key with MSE:Set AT and GENERAL AUTHENTICATE, for AES (ICAO 9303-11 §6.2.4.2). */
async function setAndAgree(
  card: ChipCard,
  data: Uint8Array,
  publicKey: Uint8Array,
): Promise<Result<void, ChipTrouble>> {
  const set = done(await card.send('MSE:SET AT', { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data }));
  if (!set.ok) return set;
  const content = writeTlv(0x7c, writeTlv(0x80, publicKey));
  const named = 'GENERAL AUTHENTICATE, chip authentication';
  return done(await card.send(named, { cla: 0, ins: 0x86, p1: 0, p2: 0, data: content, le: 256 }));
}

type Sent = Awaited<ReturnType<ChipCard['send']>>;

function done(answer: Sent): Result<void, ChipTrouble> {
  if (!answer.ok) return answer;
  if (answer.value.status === STATUS_WORDS.success) return ok(undefined);
  return err({ code: 'RDR-247', kind: 'chip-not-genuine', by: 'chip-authentication' });
}
