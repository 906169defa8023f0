import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import type { RandomBytes } from './agreement.ts';
import type { ChipCard } from './card.ts';
import { cbcDecrypt, cbcEncrypt, computeMac, MAC_BYTES, zeroIv } from './cipher.ts';
import { bacSeed, deriveKey } from './kdf.ts';
import { type SmSession, startSmSession } from './secure-messaging.ts';
import type { ChipTrouble } from './trouble.ts';

const CHALLENGE_BYTES = 8;
const KEY_BYTES = 16;
/** E(RND.IC ‖ RND.IFD ‖ K.IC) and its MAC. */
const ANSWER_BYTES = 32 + MAC_BYTES;

/**
 * Basic access control (ICAO 9303-11 §4.3): opens the chip with the MRZ information. The application of ICAO 9303 must be selected. Returns
 * `RDR-221` if the chip does not accept this zone.
 */
export async function openByBac(
  card: ChipCard,
  information: string,
  random: RandomBytes,
): Promise<Result<SmSession, ChipTrouble>> {
  const seed = bacSeed(information);
  const keys = { encryption: deriveKey(seed, 'encryption', '3des'), mac: deriveKey(seed, 'mac', '3des') };
  const challenge = await card.send('GET CHALLENGE', { cla: 0, ins: 0x84, p1: 0, p2: 0, le: CHALLENGE_BYTES });
  if (!challenge.ok) return challenge;
  const { status, data: theirRandom } = challenge.value;
  if (status !== STATUS_WORDS.success)
    return err({ code: 'RDR-220', kind: 'refused', command: 'GET CHALLENGE', status });
  if (theirRandom.length !== CHALLENGE_BYTES) return protocol('a challenge of the wrong length');

  const ourRandom = random(CHALLENGE_BYTES);
  const ourKey = random(KEY_BYTES);
  const token = cbcEncrypt('3des', keys.encryption, zeroIv('3des'), concat(ourRandom, theirRandom, ourKey));
  const answer = await card.send('EXTERNAL AUTHENTICATE', {
    cla: 0,
    ins: 0x82,
    p1: 0,
    p2: 0,
    data: concat(token, computeMac('3des', keys.mac, token)),
    le: ANSWER_BYTES,
  });
  if (!answer.ok) return answer;
  // To wrong keys chips answer 6300, 6982, 6988 or 6A80: no status is proof.
  if (answer.value.status !== STATUS_WORDS.success) return err({ code: 'RDR-221', kind: 'wrong-password' });
  const theirKey = verified(answer.value.data, keys, concat(theirRandom, ourRandom));
  if (!theirKey.ok) return theirKey;
  const secret = ourKey.map((byte, index) => byte ^ theirKey.value[index]!);
  return ok(startSmSession(secret, '3des', concat(theirRandom.subarray(4), ourRandom.subarray(4))));
}

function verified(
  answer: Uint8Array,
  keys: { readonly encryption: Uint8Array; readonly mac: Uint8Array },
  randoms: Uint8Array,
): Result<Uint8Array, ChipTrouble> {
  if (answer.length !== ANSWER_BYTES) return protocol('an authentication answer of the wrong length');
  const token = answer.subarray(0, -MAC_BYTES);
  if (!areSameBytes(computeMac('3des', keys.mac, token), answer.subarray(-MAC_BYTES))) {
    return protocol('an authentication answer with a wrong MAC');
  }
  const plain = cbcDecrypt('3des', keys.encryption, zeroIv('3des'), token);
  if (!areSameBytes(plain.subarray(0, 16), randoms))
    return protocol('an authentication answer with wrong random numbers');
  return ok(plain.subarray(16));
}

const protocol = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-224', kind: 'protocol', why });
