import { concat, latin1Bytes } from '../../bytes.ts';
import { computeCmac } from '../../id-reader/emrtd/cipher.ts';

/** Constant before the input of an AES-128 key [AN10922, 2.2]. */
const AES_128 = 0x01;
/** Padded to two blocks; other lengths would need another padding. */
const SHORTEST = 16;
const LONGEST = 31;

/**
 * Derives the key of one card from a master key of 16 bytes [AN10922, 2.2]. `input`: 16 to 31 bytes that name the card. Other lengths are a
 * bug and throw.
 */
export function diversifiedKey(master: Uint8Array, input: Uint8Array): Uint8Array {
  if (input.length < SHORTEST || input.length > LONGEST) throw new RangeError(`an input of ${input.length} bytes`);
  return computeCmac('aes-128', master, concat([AES_128], input));
}

/** Input of a badge's key: UID of seven bytes, application, and the name of the system. */
export const badgeKeyInput = (uid: Uint8Array, aid: number): Uint8Array =>
  concat(uid, [(aid >> 16) & 0xff, (aid >> 8) & 0xff, aid & 0xff], latin1Bytes('asan-kiosk'));
