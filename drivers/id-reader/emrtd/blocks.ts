import { toBigInt } from '../apdu/bytes.ts';
import { blockBytesOf, type CipherName } from './cipher.ts';
import { readTlv, readTlvs, type Tlv } from './tlv.ts';

/** Response APDUs in the short form: 256 data bytes and the status word. */
const SHORT_RESPONSE_BYTES = 258;
const STATUS_BYTES = 2;
/** DO'99' with its status and DO'8E' with its MAC (ICAO 9303-11 §9.8.4). */
const SM_OBJECT_BYTES = 4 + 10;
/** What a card that answered an extended read is trusted with when it does not say how much it takes. */
export const UNTOLD_RESPONSE_BYTES = 2_048;

/** How long answers may be: by the reader, and by the card. */
export interface AnswerLimits {
  readonly channelBytes: number;
  /** `undefined`: the card takes short APDUs only. */
  readonly cardBytes: number | undefined;
}

/** One READ BINARY: how many bytes of a file it asks for. */
export interface Block {
  readonly bytes: number;
  readonly extended: boolean;
}

/** The most bytes of a file that fit one answer, in the open (`cipher` undefined) or protected. */
export function blockFor(limits: AnswerLimits, cipher: CipherName | undefined): Block {
  const short = Math.min(limits.channelBytes, SHORT_RESPONSE_BYTES);
  const long = Math.min(limits.channelBytes, limits.cardBytes ?? 0);
  const extended = long > SHORT_RESPONSE_BYTES;
  const answerBytes = extended ? long : short;
  return { bytes: payloadBytes(answerBytes - STATUS_BYTES, cipher), extended };
}

function payloadBytes(dataBytes: number, cipher: CipherName | undefined): number {
  if (!cipher) return dataBytes;
  const forObject = dataBytes - SM_OBJECT_BYTES;
  // Tag, length of one to three bytes, padding indicator.
  const header = forObject <= 0x7f + 2 ? 3 : forObject <= 0xff + 3 ? 4 : 5;
  const block = blockBytesOf(cipher);
  return Math.floor((forObject - header) / block) * block - 1;
}

/**
 * The longest response a card names in EF.ATR/INFO (ISO/IEC 7816-4 §8.1.2: `7F66`, two INTEGERs of command and response
 * bytes). `undefined` when it names none. The file may be followed by filling.
 */
export function namedResponseBytes(atrInfo: Uint8Array): number | undefined {
  const lengths = leadingObjects(atrInfo).find(({ tag }) => tag === 0x7f66);
  const numbers = lengths ? readTlvs(lengths.value) : undefined;
  if (!numbers?.ok) return undefined;
  const [, response] = numbers.value.filter(({ tag, value }) => tag === 0x02 && value.length <= 4);
  return response ? Number(toBigInt(response.value)) : undefined;
}

function leadingObjects(bytes: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  let rest = bytes;
  for (;;) {
    const next = readTlv(rest);
    if (!next.ok) return found;
    found.push(next.value);
    rest = rest.subarray(next.value.raw.length);
  }
}
