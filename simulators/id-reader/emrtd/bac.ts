import { concat } from '../../../drivers/bytes.ts';
import { areSameBytes } from '../../../drivers/id-reader/apdu/bytes.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import { cbcDecrypt, cbcEncrypt, computeMac, MAC_BYTES, zeroIv } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { bacSeed, deriveKey } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { startSmSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import { type ChipReply, type RandomBytes, refusalReply, successReply, wrongSecretReply } from './reply.ts';

export const CHALLENGE_BYTES = 8;
const KEY_SHARE_BYTES = 16;
const TOKEN_BYTES = 2 * CHALLENGE_BYTES + KEY_SHARE_BYTES;

/** The chip's side of Basic Access Control (ICAO 9303-11, 4.3): EXTERNAL AUTHENTICATE with the chip's last challenge. */
export function answerBasicAccess(
  information: string,
  challenge: Uint8Array | undefined,
  data: Uint8Array,
  random: RandomBytes,
): ChipReply {
  if (data.length !== TOKEN_BYTES + MAC_BYTES) return refusalReply(STATUS_WORDS.wrongLength);
  if (!challenge) return refusalReply(STATUS_WORDS.conditions);
  const seed = bacSeed(information);
  const encryptionKey = deriveKey(seed, 'encryption', '3des');
  const macKey = deriveKey(seed, 'mac', '3des');
  const cryptogram = data.subarray(0, TOKEN_BYTES);
  if (!areSameBytes(computeMac('3des', macKey, cryptogram), data.subarray(TOKEN_BYTES)))
    return wrongSecretReply(0x6300);
  const token = cbcDecrypt('3des', encryptionKey, zeroIv('3des'), cryptogram);
  const theirs = token.subarray(0, CHALLENGE_BYTES);
  if (!areSameBytes(token.subarray(CHALLENGE_BYTES, 2 * CHALLENGE_BYTES), challenge)) return wrongSecretReply(0x6300);
  const share = random(KEY_SHARE_BYTES);
  const answer = cbcEncrypt('3des', encryptionKey, zeroIv('3des'), concat(challenge, theirs, share));
  const secret = token.subarray(2 * CHALLENGE_BYTES).map((byte, i) => byte ^ share[i]!);
  const counter = concat(challenge.subarray(4), theirs.subarray(4));
  return {
    ...successReply(concat(answer, computeMac('3des', macKey, answer))),
    session: startSmSession(secret, '3des', counter),
  };
}
