import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { measureBmps, readBmps } from './bmp.ts';
import type { Malformed } from './tlv.ts';

/** One application message [PA00P015 13.08, chapter 1]: a command of two bytes and its data. */
export interface Apdu {
  /** Class in the high byte, instruction in the low one, such as 0x0601. */
  readonly control: number;
  readonly data: Uint8Array;
}

/** One length byte, or FF and two more, the lower first. */
export function encodeApdu({ control, data }: Apdu): Uint8Array {
  if (data.length > 0xffff) throw new Error(`${data.length} bytes do not fit an APDU`);
  const length = data.length < 0xff ? [data.length] : [0xff, data.length & 0xff, data.length >> 8];
  return concat([control >> 8, control & 0xff], length, data);
}

/** Length of header and of the whole APDU that starts at `bytes[0]`; `undefined` until enough of it is there. */
export function measureApdu(bytes: ArrayLike<number>): { readonly header: number; readonly total: number } | undefined {
  const short = bytes[2];
  if (short === undefined) return undefined;
  if (short !== 0xff) return { header: 3, total: 3 + short };
  const [low, high] = [bytes[3], bytes[4]];
  if (low === undefined || high === undefined) return undefined;
  return { header: 5, total: 5 + low + high * 256 };
}

/**
 * Takes exactly one APDU apart. A status information of some firmware comes without its length byte (`04 0F 27 00 …`,
 * recorded in an end of day): it is accepted when it starts with the result code and the rest is whole fields.
 */
export function decodeApdu(bytes: Uint8Array): Result<Apdu, Malformed> {
  const control = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const size = measureApdu(bytes);
  if (size && size.total === bytes.length) {
    const data = bytes.slice(size.header);
    if (!lacksLength(bytes) || readBmps(data).ok) return ok({ control, data });
  }
  if (lacksLength(bytes)) return ok({ control, data: bytes.slice(2) });
  return err(size ? `length says ${size.total} bytes, ${bytes.length} came` : 'shorter than an APDU');
}

/** Whether these bytes are a whole status information without its length byte. */
export function lacksLength(bytes: Uint8Array): boolean {
  return isBare(bytes) && bytes.length > 4 && readBmps(bytes.subarray(2)).ok;
}

/** Longer than any status information that was seen without its length; what is longer has one, and is cut there. */
const MAX_BARE_BYTES = 1_024;

/**
 * Whether bytes that come one after the other may be such a one, whole or not: read with `27` as a length, they make no
 * sense, and as fields they do so far. Nothing in it says where it ends; only the silence behind it does. What was looked
 * at once is not looked at again.
 */
export function createBareWatch() {
  /** Up to here they are whole fields. */
  let fieldsTo = BARE_HEADER;
  /** They are no fields, or they make sense with a length. */
  let never = false;
  let withLength: boolean | undefined;

  return {
    reset(): void {
      fieldsTo = BARE_HEADER;
      never = false;
      withLength = undefined;
    },
    /** `bytes` are those of the last call and more, unless `reset` came between. */
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

/** Class and instruction, and no length. */
const BARE_HEADER = 2;

function isBare(bytes: Uint8Array): boolean {
  return bytes[0] === 0x04 && bytes[1] === 0x0f && bytes[2] === 0x27;
}
