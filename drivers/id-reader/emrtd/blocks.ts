import { toBigInt } from '../apdu/bytes.ts';
import { blockBytesOf, type CipherName } from './cipher.ts';
import { readTlv, readTlvs, type Tlv } from './tlv.ts';

/** 256 data bytes and the status word. */
const SHORT_RESPONSE_BYTES = 258;
const STATUS_BYTES = 2;
/** DO'99' with status, DO'8E' with MAC (ICAO 9303-11 §9.8.4). */
const SM_OBJECT_BYTES = 4 + 10;
/** Longest answer that is requested from a card that answers extended reads and names no limit. */
export const DEFAULT_RESPONSE_BYTES = 2_048;

export interface AnswerLimits {
  readonly channelBytes: number;
  /** `undefined`: short APDUs only. */
  readonly cardBytes: number | undefined;
}

export interface ReadBlockSize {
  readonly bytes: number;
  readonly extended: boolean;
}

/** Returns the most file bytes of one answer, unprotected (`cipher` undefined) or protected. */
export function chooseReadBlock(limits: AnswerLimits, cipher: CipherName | undefined): ReadBlockSize {
  const short = Math.min(limits.channelBytes, SHORT_RESPONSE_BYTES);
  const long = Math.min(limits.channelBytes, limits.cardBytes ?? 0);
  const extended = long > SHORT_RESPONSE_BYTES;
  const answerBytes = extended ? long : short;
  return { bytes: payloadBytes(answerBytes - STATUS_BYTES, cipher), extended };
}

function payloadBytes(dataBytes: number, cipher: CipherName | undefined): number {
  if (!cipher) return dataBytes;
  const forObject = dataBytes - SM_OBJECT_BYTES;
  // Tag, one to three length bytes, padding indicator.
  const header = forObject <= 0x7f + 2 ? 3 : forObject <= 0xff + 3 ? 4 : 5;
  const block = blockBytesOf(cipher);
  return Math.floor((forObject - header) / block) * block - 1;
}

/**
 * Returns the longest response that EF.ATR/INFO names (ICAO 9303-10 §3.11.1: `7F66`, two INTEGERs of command and response bytes), or
 * `undefined`. The file may end with padding.
 */
export function maxResponseBytesIn(atrInfo: Uint8Array): number | undefined {
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
