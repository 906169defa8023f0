import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { measureBmps, readBmps } from './bmp.ts';
import type { DecodeErrorText } from './tlv.ts';

/** Application message: a command of two bytes, and data [PA00P015 13.08, chapter 1]. */
export interface ZvtApdu {
  /** Class in the high byte, instruction in the low byte, such as 0x0601. */
  readonly control: number;
  readonly data: Uint8Array;
}

/** Encodes an APDU. The length is one byte, or FF and two more, low byte first. */
export function encodeApdu({ control, data }: ZvtApdu): Uint8Array {
  if (data.length > 0xffff) throw new Error(`${data.length} bytes do not fit an APDU`);
  const length = data.length < 0xff ? [data.length] : [0xff, data.length & 0xff, data.length >> 8];
  return concat([control >> 8, control & 0xff], length, data);
}

/** Length of the header and of the whole APDU at `bytes[0]`; `undefined`: too few bytes yet. */
export function measureApdu(bytes: ArrayLike<number>): { readonly header: number; readonly total: number } | undefined {
  const short = bytes[2];
  if (short === undefined) return undefined;
  if (short !== 0xff) return { header: 3, total: 3 + short };
  const [low, high] = [bytes[3], bytes[4]];
  if (low === undefined || high === undefined) return undefined;
  return { header: 5, total: 5 + low + high * 256 };
}

/**
 * Decodes exactly one APDU. Some firmware sends a status information without its length byte (`04 0F 27 00 …`, recorded in an end of day).
 * This is accepted if it starts with the result code and the rest is whole fields.
 */
export function decodeApdu(bytes: Uint8Array): Result<ZvtApdu, DecodeErrorText> {
  const control = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const size = measureApdu(bytes);
  if (size && size.total === bytes.length) {
    const data = bytes.slice(size.header);
    if (!isStatusWithoutLength(bytes) || readBmps(data).ok) return ok({ control, data });
  }
  if (isStatusWithoutLength(bytes)) return ok({ control, data: bytes.slice(2) });
  return err(size ? `length says ${size.total} bytes, ${bytes.length} came` : 'shorter than an APDU');
}

/** Whether the bytes are a whole status information without length byte. */
export function isStatusWithoutLength(bytes: Uint8Array): boolean {
  return isBare(bytes) && bytes.length > 4 && readBmps(bytes.subarray(2)).ok;
}

/** Longer than any recorded status information without a length. */
const MAX_BARE_BYTES = 1_024;

/**
 * Watches bytes that may become a status information without length byte. With `27` as the length they make no sense, but as fields they do
 * so far. Only silence on the line shows the end of such a message. Each byte is examined once.
 */
export function createMissingLengthWatch() {
  let fieldsTo = BARE_HEADER;
  /** The bytes are no fields, or make sense with a length. */
  let never = false;
  let withLength: boolean | undefined;

  return {
    reset(): void {
      fieldsTo = BARE_HEADER;
      never = false;
      withLength = undefined;
    },
    /** `bytes` must be the bytes of the last call and more, except after `reset`. */
    mayBe(bytes: Uint8Array): boolean {
      if (never || !isBare(bytes) || bytes.length > MAX_BARE_BYTES) return false;
      const { whole, unknown } = measureBmps(bytes.subarray(fieldsTo));
      fieldsTo += whole;
      const size = measureApdu(bytes);
      if (size === undefined || bytes.length < size.total) {
        never = unknown;
        return false;
      }
      withLength ??= readBmps(bytes.subarray(size.header, size.total)).ok;
      never = unknown || withLength;
      return !never;
    },
  };
}

const BARE_HEADER = 2;

function isBare(bytes: Uint8Array): boolean {
  return bytes[0] === 0x04 && bytes[1] === 0x0f && bytes[2] === 0x27;
}
