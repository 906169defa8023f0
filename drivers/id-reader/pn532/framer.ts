import type { Framer, FramerOutput } from '../../framer.ts';
import { heldFramer } from '../../held-bytes.ts';

/** TFI, before every packet [UM0701-02 §6.2.1.1]. */
export const FROM_HOST = 0xd4;
export const FROM_CHIP = 0xd5;
export type Tfi = typeof FROM_HOST | typeof FROM_CHIP;

/** Frame of a PN532 [UM0701-02 §6.2.1]. */
export type Pn532Frame =
  /** `data`: command code, parameters. */
  | { readonly unit: 'information'; readonly from: Tfi; readonly data: Uint8Array }
  | { readonly unit: 'ack' }
  | { readonly unit: 'nack' }
  /** Last packet not understood [§6.2.1.5]. */
  | { readonly unit: 'syntax-error' };

export const ACK_FRAME: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);
export const NACK_FRAME: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0xff, 0x00, 0x00);
export const ERROR_FRAME: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0x01, 0xff, 0x7f, 0x81, 0x00);

export const WHY_DAMAGED = 'checksum wrong';
export const WHY_CUT_SHORT = 'cut short';
export const WHY_WAKE_UP = 'wake-up, no frame';
const WHY_NOISE = 'no start of a frame';

/** 262 bytes for the card, target, command code, TFI [§6.2.1.2, §7.3.8]. */
const MAX_BODY_BYTES = 265;
/** Limit of a normal frame's length byte. */
const MAX_NORMAL_BODY_BYTES = 0xff;
const WAKE_UP_BYTE = 0x55;

/**
 * Encodes an information frame, normal or (over 255 bytes of body) extended [UM0701-02 §6.2.1.1, §6.2.1.2]. Throws if the packet is empty
 * or too long, which is a bug of the caller.
 */
export function encodeFrame(from: Tfi, data: Uint8Array): Uint8Array {
  const length = data.length + 1;
  if (data.length === 0 || length > MAX_BODY_BYTES) throw new RangeError(`no frame holds ${data.length} bytes`);
  const high = length >> 8;
  const low = length & 0xff;
  const head =
    length > MAX_NORMAL_BODY_BYTES
      ? [0x00, 0x00, 0xff, 0xff, 0xff, high, low, negated(high + low)]
      : [0x00, 0x00, 0xff, low, negated(low)];
  const frame = new Uint8Array(head.length + length + 2);
  frame.set(head);
  frame[head.length] = from;
  frame.set(data, head.length + 1);
  frame[head.length + length] = negated(from + sum(data));
  return frame;
}

const negated = (value: number): number => -value & 0xff;
const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0);

type Scan =
  | { readonly is: 'partial' }
  | { readonly is: 'whole'; readonly body: Pn532Frame; readonly length: number }
  | { readonly is: 'broken'; readonly length: number };

function scanFrame(bytes: Uint8Array): Scan {
  const [, , first, second, high, low, check] = bytes;
  if (first === undefined || second === undefined) return { is: 'partial' };
  if (first === 0x00 && second === 0xff) return { is: 'whole', body: { unit: 'ack' }, length: 4 };
  if (first === 0xff && second === 0x00) return { is: 'whole', body: { unit: 'nack' }, length: 4 };
  if (first !== 0xff || second !== 0xff) {
    return ((first + second) & 0xff) === 0 ? scanBody(bytes, 4, first) : { is: 'broken', length: 4 };
  }
  if (high === undefined || low === undefined || check === undefined) return { is: 'partial' };
  const holds = ((high + low + check) & 0xff) === 0;
  return holds ? scanBody(bytes, 7, high * 256 + low) : { is: 'broken', length: 7 };
}

function scanBody(bytes: Uint8Array, at: number, length: number): Scan {
  // An impossible length with a checksum that fits by chance: do not wait for its bytes.
  if (length === 0 || length > MAX_BODY_BYTES) return { is: 'broken', length: at };
  const end = at + length + 1;
  if (bytes.length < end) return { is: 'partial' };
  if ((sum(bytes.subarray(at, end)) & 0xff) !== 0) return { is: 'broken', length: end };
  const tfi = bytes[at];
  if (length === 1 && tfi === 0x7f) return { is: 'whole', body: { unit: 'syntax-error' }, length: end };
  if (length === 1 || (tfi !== FROM_HOST && tfi !== FROM_CHIP)) return { is: 'broken', length: end };
  const data = bytes.slice(at + 1, end - 1);
  return { is: 'whole', body: { unit: 'information', from: tfi, data }, length: end };
}

/**
 * Cuts either direction of a PN532 line into frames. Any number of zeros is a preamble or postamble [UM0701-02 §6.2.1.1], not noise. Inside
 * a frame with a wrong checksum, only an information frame is accepted, because two checksums protect it. The four bytes of an ACK may be
 * data.
 */
export function createPn532Framer(): Framer<Pn532Frame> {
  let doubtful = 0;

  return heldFramer((held, atGap) => {
    const out: FramerOutput<Pn532Frame>[] = [];
    const dropped = createDropped(out);
    const bytes = held.view();
    let at = 0;
    const take = (length: number) => {
      doubtful = Math.max(0, doubtful - length);
      at += length;
    };
    const drop = (length: number, why: string) => {
      dropped.add(length, why);
      take(length);
    };
    while (at < bytes.length) {
      const start = startOf(bytes, at);
      if (start === undefined) {
        // A last zero may begin a start code.
        drop(bytes.length - at - (!atGap && bytes.at(-1) === 0x00 ? 1 : 0), WHY_NOISE);
        break;
      }
      drop(start - at, WHY_NOISE);
      const scan = scanFrame(bytes.subarray(at));
      if (scan.is === 'partial' && !atGap) break;
      if (scan.is !== 'whole') {
        const isBroken = scan.is === 'broken';
        doubtful = Math.max(doubtful, isBroken ? scan.length : bytes.length - at);
        drop(1, isBroken ? WHY_DAMAGED : WHY_CUT_SHORT);
      } else if (doubtful > 0 && scan.body.unit !== 'information') drop(1, WHY_NOISE);
      else {
        dropped.flush(bytes.subarray(0, at));
        doubtful = 0;
        take(scan.length);
        out.push({ kind: 'frame', body: scan.body });
      }
    }
    dropped.flush(bytes.subarray(0, at));
    if (atGap) doubtful = 0;
    held.drop(atGap ? bytes.length : at);
    return out;
  });
}

function startOf(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0x00, from); at >= 0; at = bytes.indexOf(0x00, at + 1)) {
    if (bytes[at + 1] === 0xff) return at;
  }
  return undefined;
}

/** Zeros between frames are normal. */
function createDropped(out: FramerOutput<Pn532Frame>[]) {
  let dropped = 0;
  let why: string | undefined;
  return {
    add(length: number, because: string): void {
      if (length === 0) return;
      dropped += length;
      // Later reasons come only from the search for the next frame. *Noise* gives way to any.
      if (why === undefined || why === WHY_NOISE) why = because;
    },
    flush(until: Uint8Array): void {
      const bytes = until.subarray(until.length - dropped);
      const piece = why === WHY_NOISE ? withoutPreambles(bytes) : bytes;
      const told = why === WHY_NOISE && piece.every((byte) => byte === WAKE_UP_BYTE) ? WHY_WAKE_UP : why;
      if (piece.length > 0) out.push({ kind: 'discarded', bytes: piece.slice(), why: told ?? WHY_NOISE });
      dropped = 0;
      why = undefined;
    },
  };
}

function withoutPreambles(noise: Uint8Array): Uint8Array {
  const first = noise.findIndex((byte) => byte !== 0x00);
  return first < 0 ? new Uint8Array() : noise.subarray(first, noise.findLastIndex((byte) => byte !== 0x00) + 1);
}
