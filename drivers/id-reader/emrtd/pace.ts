import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { EXTENDED_ANSWER_LIMIT, needsExtended } from '../apdu/apdu.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import { type KeyAgreement, keyAgreementOfDomain, type RandomBytes } from './agreement.ts';
import type { ChipCard } from './card.ts';
import { blockBytesOf, CIPHER_STRENGTH, type CipherName, cbcDecrypt, computeMac, zeroIv } from './cipher.ts';
import { type AccessPassword, deriveKey, paceSecret } from './kdf.ts';
import { encodeOid, type KeyAgreementKind, type PaceProtocol } from './oids.ts';
import { type SmSession, startSmSession } from './secure-messaging.ts';
import type { PaceInfo } from './security-infos.ts';
import { findTlv, readInnerTlvs, writeTlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

/** GENERAL AUTHENTICATE (ICAO 9303-11 §4.4.4.2). */
const TAG = {
  dynamicData: 0x7c,
  nonce: 0x80,
  mappingTerminal: 0x81,
  mappingChip: 0x82,
  keyTerminal: 0x83,
  keyChip: 0x84,
  tokenTerminal: 0x85,
  tokenChip: 0x86,
} as const;

const PASSWORD_REFERENCE = { mrz: 1, can: 2 } as const;
const MAX_NONCE_BYTES = 32;

export interface PaceChoice {
  readonly protocol: PaceProtocol;
  readonly agreement: KeyAgreement;
  /** Sent only if the protocol fits several domains (ICAO 9303-11 §4.4.4.1). */
  readonly parameterId: number | undefined;
}

/**
 * Chooses the strongest supported protocol: longest key, curves before groups. Integrated mapping is left out: a chip with it also offers
 * generic mapping (ICAO 9303-11 §4.4.1 lets the terminal choose). Chip authentication mapping runs as generic mapping, with the same steps;
 * its last object is not needed.
 */
export function choosePace(infos: readonly PaceInfo[]): PaceChoice | undefined {
  const choices = infos.flatMap(({ protocol, parameterId }) => {
    const agreement = parameterId === undefined ? undefined : keyAgreementOfDomain(parameterId);
    const spoken = protocol.mapping !== 'im' && agreement?.kind === protocol.agreement;
    return spoken ? [{ protocol, agreement, parameterId }] : [];
  });
  choices.sort((one, other) => rank(one.protocol) - rank(other.protocol));
  const [best] = choices;
  if (!best) return undefined;
  const alone = infos.filter(({ protocol }) => protocol.oid === best.protocol.oid).length === 1;
  return { ...best, parameterId: alone ? undefined : best.parameterId };
}

const rank = ({ cipher, agreement }: PaceProtocol): number =>
  CIPHER_STRENGTH.indexOf(cipher) * 2 + (agreement === 'ecdh' ? 0 : 1);

/**
 * PACE with generic mapping (ICAO 9303-11 §4.4): opens the chip with the MRZ information or the card access number. The master file must be
 * selected. Returns `RDR-221` if the chip does not accept this password.
 */
export async function openByPace(
  card: ChipCard,
  choice: PaceChoice,
  password: AccessPassword,
  random: RandomBytes,
): Promise<Result<SmSession, ChipTrouble>> {
  const { protocol, agreement } = choice;
  const set = await card.send('MSE:SET AT', {
    cla: 0,
    ins: 0x22,
    p1: 0xc1,
    p2: 0xa4,
    data: concat(
      writeTlv(0x80, encodeOid(protocol.oid)),
      writeTlv(0x83, [PASSWORD_REFERENCE[password.kind]]),
      choice.parameterId === undefined ? [] : writeTlv(0x84, [choice.parameterId]),
    ),
  });
  if (!set.ok) return set;
  // 63Cx: few tries are left; the password may be right.
  const { status } = set.value;
  if (status !== STATUS_WORDS.success && status >> 4 !== 0x63c) return refused('MSE:SET AT', status);

  const sealed = await ask(card, 'encrypted nonce', new Uint8Array(), TAG.nonce, 'more');
  if (!sealed.ok) return sealed;
  const nonce = openNonce(sealed.value, password, protocol.cipher);
  if (!nonce.ok) return nonce;

  const mapping = agreement.generate(random);
  const theirMapping = await ask(
    card,
    'mapping',
    writeTlv(TAG.mappingTerminal, mapping.publicKey),
    TAG.mappingChip,
    'more',
  );
  if (!theirMapping.ok) return theirMapping;
  const mapped = agreement.mapped(nonce.value, mapping.secret, theirMapping.value);
  if (!mapped) return protocolBroken('a mapping key outside the domain');

  const ours = mapped.generate(random);
  const theirs = await ask(card, 'key agreement', writeTlv(TAG.keyTerminal, ours.publicKey), TAG.keyChip, 'more');
  if (!theirs.ok) return theirs;
  if (areSameBytes(theirs.value, ours.publicKey)) return protocolBroken("the kiosk's own key instead of the chip's");
  const secret = mapped.shared(ours.secret, theirs.value);
  if (!secret) return protocolBroken('a key outside the domain');
  const session = startSmSession(secret, protocol.cipher);

  const ourToken = writeTlv(TAG.tokenTerminal, authenticationToken(protocol, session.macKey, theirs.value));
  const theirToken = await ask(card, 'mutual authentication', ourToken, TAG.tokenChip, 'last');
  if (!theirToken.ok) return theirToken;
  const expected = authenticationToken(protocol, session.macKey, ours.publicKey);
  return areSameBytes(theirToken.value, expected) ? ok(session) : protocolBroken('a wrong authentication token');
}

/** Returns T = MAC(K_MAC, public key object of the other side) (ICAO 9303-11 §4.4.3.4, §9.4). */
export function authenticationToken(protocol: PaceProtocol, macKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const keyTag: Record<KeyAgreementKind, number> = { dh: 0x84, ecdh: 0x86 };
  const object = writeTlv(
    0x7f49,
    writeTlv(0x06, encodeOid(protocol.oid)),
    writeTlv(keyTag[protocol.agreement], publicKey),
  );
  return computeMac(protocol.cipher, macKey, object);
}

function openNonce(sealed: Uint8Array, password: AccessPassword, cipher: CipherName): Result<Uint8Array, ChipTrouble> {
  const whole = sealed.length > 0 && sealed.length % blockBytesOf(cipher) === 0;
  if (!whole || sealed.length > MAX_NONCE_BYTES) return protocolBroken('a nonce of the wrong length');
  const key = deriveKey(paceSecret(password), 'pace', cipher);
  return ok(cbcDecrypt(cipher, key, zeroIv(cipher), sealed));
}

/** One step; returns the value of `answerTag` (ICAO 9303-11 §4.4.4.2). */
async function ask(
  card: ChipCard,
  step: string,
  content: Uint8Array,
  answerTag: number,
  place: 'more' | 'last',
): Promise<Result<Uint8Array, ChipTrouble>> {
  const named = `GENERAL AUTHENTICATE, ${step}`;
  const cla = place === 'more' ? 0x10 : 0x00;
  const data = writeTlv(TAG.dynamicData, content);
  // A 2 048-bit key fits no short command or answer.
  const command = { cla, ins: 0x86, p1: 0, p2: 0, data };
  const answer = await card.send(named, { ...command, le: needsExtended(command) ? EXTENDED_ANSWER_LIMIT : 256 });
  if (!answer.ok) return answer;
  const { status, data: body } = answer.value;
  // Only the last step compares: 6300 or 63Cx means a wrong password.
  if (place === 'last' && status >> 8 === 0x63) return err({ code: 'RDR-221', kind: 'wrong-password' });
  if (place === 'last' && (status === STATUS_WORDS.securityStatus || status === STATUS_WORDS.wrongData)) {
    return err({ code: 'RDR-221', kind: 'wrong-password' });
  }
  if (status !== STATUS_WORDS.success) return refused(named, status);
  const objects = readInnerTlvs(body, TAG.dynamicData);
  if (!objects.ok) return protocolBroken(`${step}: ${objects.error.why}`);
  const value = findTlv(objects.value, answerTag);
  return value ? ok(value) : protocolBroken(`${step}: the answer is missing`);
}

const refused = (command: string, status: number): Result<never, ChipTrouble> =>
  err({ code: 'RDR-220', kind: 'refused', command, status });
const protocolBroken = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-224', kind: 'protocol', why });
