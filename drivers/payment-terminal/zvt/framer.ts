import { concat } from '../../bytes.ts';
import { crcKermit } from '../../crc-kermit.ts';
import type { Framed, Framer } from '../../framer.ts';
import { lacksLength, mayLackLength, measureApdu } from './apdu.ts';

const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const DLE = 0x10;
const NAK = 0x15;

/** What travels over the line: an APDU, or (on a serial line only) one of the two bytes that answer it. */
export type ZvtUnit =
  | { readonly unit: 'apdu'; readonly apdu: Uint8Array }
  | { readonly unit: 'ack' }
  | { readonly unit: 'nak' };

export const ACK_BYTE: Uint8Array = Uint8Array.of(ACK);
export const NAK_BYTE: Uint8Array = Uint8Array.of(NAK);

/** Discarded for one of these, the sender is asked for the frame again (NAK); anything else was not a frame. */
export const WHY_DAMAGED = 'checksum wrong';
export const WHY_CUT_SHORT = 'cut short';
const WHY_NOISE = 'no start of a frame';

/** Longest APDU every byte of which is doubled, with start, end and checksum. */
const MAX_FRAME_BYTES = 2 * (5 + 0xffff) + 6;

/** `10 02`, the APDU with every `10` doubled, `10 03`, checksum low byte first [PA00P016_04, chapter 3]. */
export function encodeSerialFrame(apdu: Uint8Array): Uint8Array {
  const crc = crcKermit(concat(apdu, [ETX]));
  const doubled = Array.from(apdu).flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]));
  // The two checksum bytes are never doubled.
  return concat([DLE, STX], doubled, [DLE, ETX, crc & 0xff, crc >> 8]);
}

/** How far a frame that starts at `bytes[0]` goes. */
type Scan =
  | { readonly is: 'partial' }
  | { readonly is: 'whole'; readonly apdu: Uint8Array; readonly length: number }
  /** `length` bytes cannot be a frame; the next thing to look at follows them. */
  | { readonly is: 'broken'; readonly length: number; readonly why: string };

function scanFrame(bytes: Uint8Array): Scan {
  const apdu: number[] = [];
  for (let at = 2; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== DLE) {
      apdu.push(byte);
      continue;
    }
    const escaped = bytes[at + 1];
    if (escaped === undefined) return { is: 'partial' };
    if (escaped === STX) return { is: 'broken', length: at, why: WHY_CUT_SHORT };
    if (escaped === ETX) return scanEnd(bytes, apdu, at + 2);
    if (escaped !== DLE) return { is: 'broken', length: at + 2, why: WHY_DAMAGED };
    apdu.push(DLE);
    at += 1;
  }
  return bytes.length > MAX_FRAME_BYTES ? { is: 'broken', length: bytes.length, why: WHY_DAMAGED } : { is: 'partial' };
}

function scanEnd(bytes: Uint8Array, apdu: readonly number[], at: number): Scan {
  if (bytes.length < at + 2) return { is: 'partial' };
  const checksum = bytes[at]! | (bytes[at + 1]! << 8);
  if (crcKermit([...apdu, ETX]) !== checksum) return { is: 'broken', length: at + 2, why: WHY_DAMAGED };
  return { is: 'whole', apdu: Uint8Array.from(apdu), length: at + 2 };
}

/**
 * Serial framing. After a bad checksum the claimed frame is searched for another start (its own checksum bytes may be the start of the next), and
 * inside it a stray `06` or `15` is never taken for an answer. Noise swallows such bytes too, until a frame starts or
 * the line falls silent: an answer next to noise is doubtful, and doubt is repeated or asked about, never believed.
 */
export function createSerialFramer(): Framer<ZvtUnit> {
  let held: Uint8Array = new Uint8Array();
  let inNoise = false;

  function drain(final: boolean): Framed<ZvtUnit>[] {
    const out: Framed<ZvtUnit>[] = [];
    /** What is held before `at` is done with; what lies between the two is dropped and not told yet. */
    let [untold, at] = [0, 0];
    let why: string | undefined;
    const drop = (length: number, because: string) => {
      if (why === WHY_NOISE && because !== WHY_NOISE) flush();
      at += length;
      // Of a broken frame the first reason is the true one; what follows is only the search for the next start.
      why ??= because;
      inNoise = true;
    };
    const flush = () => {
      if (at > untold) out.push({ kind: 'discarded', bytes: held.slice(untold, at), why: why ?? WHY_NOISE });
      untold = at;
      why = undefined;
    };
    const accept = (body: ZvtUnit, length: number) => {
      flush();
      out.push({ kind: 'frame', body });
      at += length;
      untold = at;
      inNoise = false;
    };
    while (at < held.length) {
      const [first, second] = [held[at], held[at + 1]];
      if (first === DLE && second === STX) {
        const rest = held.subarray(at);
        const scan = scanFrame(rest);
        if (scan.is === 'whole') accept({ unit: 'apdu', apdu: scan.apdu }, scan.length);
        else if (scan.is === 'partial' && !final) break;
        else if (scan.is === 'partial') salvage(rest, rest.length, WHY_CUT_SHORT);
        else salvage(rest, scan.length, scan.why);
      } else if (first === DLE && second === undefined && !final) break;
      else if (!inNoise && first === ACK) accept({ unit: 'ack' }, 1);
      else if (!inNoise && first === NAK) accept({ unit: 'nak' }, 1);
      else drop(1, WHY_NOISE);
    }
    flush();
    // A copy: a view would keep the whole of a large chunk.
    held = held.slice(at);
    if (final) inNoise = false;
    return out;

    /** Drops a frame that is none, up to the next start inside it. What follows the whole of it is read afresh. */
    function salvage(rest: Uint8Array, length: number, because: string): void {
      const inside = startAfter(rest, length);
      drop(inside ?? length, because);
      if (inside === undefined) inNoise = false;
    }
  }

  return {
    feed(chunk) {
      held = concat(held, chunk);
      return drain(false);
    },
    gap: () => drain(true),
  };
}

/** Where `10 02` starts again inside the first `length` bytes (it may reach over their end), or `undefined`. */
function startAfter(bytes: Uint8Array, length: number): number | undefined {
  for (let at = 2; at < length; at += 1) if (bytes[at] === DLE && bytes[at + 1] === STX) return at;
  return undefined;
}

/** Classes of every command of PA00P015 13.08 and of the answers. */
const CLASSES: ReadonlySet<number> = new Set([0x04, 0x05, 0x06, 0x08, 0x0f, 0x80, 0x84]);

/**
 * Raw APDUs on TCP [PA00P016_04, chapter 4]: nothing marks a start, so only a byte that can be a class may begin one. What a silence
 * leaves half-read is thrown away whole and not searched: receipt text can contain the bytes of a completion.
 */
export function createTcpFramer(): Framer<ZvtUnit> {
  let held: Uint8Array = new Uint8Array();

  function drain(): Framed<ZvtUnit>[] {
    const out: Framed<ZvtUnit>[] = [];
    let rest = held;
    while (rest.length > 0) {
      const start = rest.findIndex((byte) => CLASSES.has(byte));
      const noise = start < 0 ? rest.length : start;
      if (noise > 0) out.push({ kind: 'discarded', bytes: rest.slice(0, noise), why: WHY_NOISE });
      rest = rest.subarray(noise);
      const length = lengthOfApdu(rest);
      if (length === undefined) break;
      out.push({ kind: 'frame', body: { unit: 'apdu', apdu: rest.slice(0, length) } });
      rest = rest.subarray(length);
    }
    // A copy: a view would keep the whole of a large chunk.
    held = rest.slice();
    return out;
  }

  return {
    feed(chunk) {
      held = concat(held, chunk);
      return drain();
    },
    gap() {
      if (held.length === 0) return [];
      const rest = held;
      held = new Uint8Array();
      if (lacksLength(rest)) return [{ kind: 'frame', body: { unit: 'apdu', apdu: rest } }];
      return [{ kind: 'discarded', bytes: rest, why: WHY_CUT_SHORT }];
    },
  };
}

function lengthOfApdu(bytes: Uint8Array): number | undefined {
  const size = measureApdu(bytes);
  if (!size) return undefined;
  // The silence behind it will tell where it ends.
  if (mayLackLength(bytes)) return undefined;
  return bytes.length < size.total ? undefined : size.total;
}

export function createFramer(framing: 'serial' | 'tcp'): Framer<ZvtUnit> {
  return framing === 'serial' ? createSerialFramer() : createTcpFramer();
}
