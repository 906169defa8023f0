import { concat } from '../../bytes.ts';
import { crcKermit } from '../../crc-kermit.ts';
import { type Framer, FramerPass, NOISE_REASON } from '../../framer.ts';
import { heldFramer } from '../../held-bytes.ts';

const SYNC = 0x02;
/** Address of a bill validator, in both directions. */
const ADDRESS = 0x03;
const OVERHEAD = 5;
const MIN_FRAME = OVERHEAD + 1;
const MAX_SHORT_FRAME = 250;
const EXTENDED_OVERHEAD = OVERHEAD + 2;
const MAX_EXTENDED_FRAME = 1_024;

/** Reasons for NAK. Other discarded bytes were no frame. */
export const DAMAGED_FRAME_REASON = 'checksum wrong';
export const CUT_SHORT_FRAME_REASON = 'cut short';

/** Returns a frame around `data`: a command with its bytes, or an answer. Throws if `data` is empty or too long. */
export function encodeFrame(data: Uint8Array): Uint8Array {
  if (data.length === 0) throw new Error('a CCNET frame has at least one byte of data');
  const short = data.length + OVERHEAD <= MAX_SHORT_FRAME;
  const total = data.length + (short ? OVERHEAD : EXTENDED_OVERHEAD);
  if (total > MAX_EXTENDED_FRAME) throw new Error(`${data.length} bytes do not fit a CCNET frame`);
  const covered = short
    ? concat([SYNC, ADDRESS, total], data)
    : concat([SYNC, ADDRESS, 0, data[0] ?? 0, total >> 8, total & 0xff], data.subarray(1));
  const crc = crcKermit(covered);
  return concat(covered, [crc & 0xff, crc >> 8]);
}

type Scan =
  | { readonly is: 'partial' }
  | { readonly is: 'whole'; readonly length: number; readonly data: Uint8Array }
  | { readonly is: 'broken'; readonly length: number; readonly why: string };

function scanFrame(bytes: Uint8Array): Scan {
  const [sync, address, length] = bytes;
  if (sync !== SYNC) return { is: 'broken', length: lengthOfNoise(bytes), why: NOISE_REASON };
  if (address === undefined) return { is: 'partial' };
  if (address !== ADDRESS) return { is: 'broken', length: 1, why: NOISE_REASON };
  if (length === undefined) return { is: 'partial' };
  const extended = length === 0;
  if (extended && bytes.length < MIN_FRAME) return { is: 'partial' };
  const total = extended ? ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0) : length;
  const [min, max] = extended ? [MAX_SHORT_FRAME + 1, MAX_EXTENDED_FRAME] : [MIN_FRAME, MAX_SHORT_FRAME];
  if (total < min || total > max) return { is: 'broken', length: 1, why: NOISE_REASON };
  if (bytes.length < total) return { is: 'partial' };
  const crc = crcKermit(bytes.subarray(0, total - 2));
  if (bytes[total - 2] !== (crc & 0xff) || bytes[total - 1] !== crc >> 8)
    return { is: 'broken', length: total, why: DAMAGED_FRAME_REASON };
  const data = bytes.slice(3, total - 2);
  return { is: 'whole', length: total, data: extended ? concat(data.subarray(0, 1), data.subarray(3)) : data };
}

function lengthOfNoise(bytes: Uint8Array): number {
  const start = bytes.indexOf(SYNC);
  return start < 0 ? bytes.length : start;
}

/** `length`: no start byte after byte 0. */
function startInside(bytes: Uint8Array, length: number): number {
  const start = bytes.subarray(0, length).indexOf(SYNC, 1);
  return start < 0 ? length : start;
}

/**
 * Frames of one direction: `SYNC ADR LNG data CRC` [MAN_CCNET rev. 2.4.3, section 2.2]. LNG counts every byte of the frame. The CRC
 * (KERMIT, low byte first) covers everything before it. Above 250 bytes, LNG is 00, and a length of two bytes, high byte first, follows the
 * command. (In a download, which is not used here, the length follows the subcommand.) No answer has more than 125 bytes, so a length above
 * `MAX_EXTENDED_FRAME` is an error. A body is the data between length and checksum. If a checksum is wrong, the framer looks for another
 * start inside the frame.
 */
export const createCcnetFramer = (): Framer =>
  heldFramer((held, atGap) => {
    const cut = new FramerPass<Uint8Array>(held.view());
    while (cut.at < cut.bytes.length) {
      const rest = cut.bytes.subarray(cut.at);
      const scan = scanFrame(rest);
      if (scan.is === 'whole') cut.accept(scan.data, scan.length);
      else if (scan.is === 'broken') {
        cut.drop(scan.why === DAMAGED_FRAME_REASON ? startInside(rest, scan.length) : scan.length, scan.why);
      } else if (atGap) cut.drop(startInside(rest, rest.length), CUT_SHORT_FRAME_REASON);
      else break;
    }
    held.drop(cut.at);
    return cut.flush();
  });
