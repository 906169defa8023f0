import { concat } from '../../bytes.ts';
import { crcKermit } from '../../crc-kermit.ts';
import { type Framer, type FramerOutput, FramerPass, NOISE_REASON } from '../../framer.ts';
import { heldBytes, heldFramer } from '../../held-bytes.ts';
import { createMissingLengthWatch, isStatusWithoutLength, measureApdu } from './apdu.ts';
import { contentsOfFrame, type FrameScanResult, SerialFrameScanner } from './serial-scan.ts';

const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const DLE = 0x10;
const NAK = 0x15;

/** What a line carries: an APDU or, only on a serial line, its one-byte answer. */
export type ZvtUnit =
  | { readonly unit: 'apdu'; readonly apdu: Uint8Array }
  | { readonly unit: 'ack' }
  | { readonly unit: 'nak' };

export const ACK_BYTE: Uint8Array = Uint8Array.of(ACK);
export const NAK_BYTE: Uint8Array = Uint8Array.of(NAK);

/** Reasons to send NAK or, on TCP, to reconnect. Other discarded bytes were no frame. */
export const DAMAGED_FRAME_REASON = 'checksum wrong';
export const CUT_SHORT_FRAME_REASON = 'cut short';

/** Returns `10 02`, the APDU with every `10` doubled, `10 03`, and the checksum, low byte first [PA00P016_04, chapter 3]. */
export function encodeSerialFrame(apdu: Uint8Array): Uint8Array {
  const crc = crcKermit(concat(apdu, [ETX]));
  const doubled = Array.from(apdu).flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]));
  // Checksum bytes are never doubled.
  return concat([DLE, STX], doubled, [DLE, ETX, crc & 0xff, crc >> 8]);
}

/**
 * Serial framing. After a wrong checksum, the framer searches the frame for another start; the checksum bytes may be the start of the next
 * frame. A `06` or `15` inside it never counts as an answer. The same is true in noise, until a frame starts or the line is silent: a
 * doubtful answer is repeated or asked for, never accepted.
 * `10 10 02` is a doubled `10` and a `02`, or the last byte of a cut-off frame and the next start. All such starts have the same end,
 * because a doubled `10` is doubled in both frames. Only the bytes under their checksums differ. So one pass of `SerialFrameScanner` finds the end
 * and notes the starts. A second pass, backwards from the received checksum, finds the first start that fits.
 */
export function createSerialFramer(): Framer<ZvtUnit> {
  const scan = new SerialFrameScanner();
  let scanning = false;
  let wasNoise = false;

  return heldFramer((held, final) => {
    const cut = new SerialCut(held.view());
    cut.inNoise = wasNoise;
    const { bytes } = cut;
    while (cut.at < bytes.length) {
      const [first, second] = [bytes[cut.at], bytes[cut.at + 1]];
      if (scanning || (first === DLE && second === STX)) {
        const rest = bytes.subarray(cut.at);
        if (!scanning) scan.begin();
        const found = scan.go(rest);
        scanning = found.is === 'too-long' || (found.is === 'partial' && !final);
        if (found.is === 'partial' && !final) break;
        dealWith(found, rest, cut);
      } else if (first === DLE && second === undefined && !final) break;
      else if (!cut.inNoise && first === ACK) cut.accept({ unit: 'ack' }, 1);
      else if (!cut.inNoise && first === NAK) cut.accept({ unit: 'nak' }, 1);
      else cut.drop(1, NOISE_REASON);
    }
    held.drop(cut.at);
    wasNoise = cut.inNoise && !final;
    return cut.flush();
  });
}

class SerialCut extends FramerPass<ZvtUnit> {
  inNoise = false;

  override drop(length: number, because: string): void {
    super.drop(length, because);
    this.inNoise = true;
  }

  override accept(body: ZvtUnit, length: number): void {
    super.accept(body, length);
    this.inNoise = false;
  }
}

function dealWith(found: FrameScanResult, rest: Uint8Array, cut: SerialCut): void {
  switch (found.is) {
    case 'whole':
      if (found.from > 0) cut.drop(found.from, DAMAGED_FRAME_REASON);
      cut.accept(
        { unit: 'apdu', apdu: contentsOfFrame(rest.subarray(found.from, found.length)) },
        found.length - found.from,
      );
      break;
    case 'too-long':
      cut.drop(found.length, DAMAGED_FRAME_REASON);
      break;
    case 'partial':
      cut.drop(rest.length, CUT_SHORT_FRAME_REASON);
      break;
    case 'broken': {
      const inside = found.why === 'checksum' ? startInChecksum(rest, found.length) : undefined;
      cut.drop(inside ?? found.length, found.why === 'cut-short' ? CUT_SHORT_FRAME_REASON : DAMAGED_FRAME_REASON);
      // After the whole frame, an answer counts again.
      if (inside === undefined) cut.inNoise = false;
      break;
    }
    default:
      found satisfies never;
  }
}

/** A `10 02` that begins in the last two of `length` bytes, read as a checksum. */
function startInChecksum(bytes: Uint8Array, length: number): number | undefined {
  return [length - 2, length - 1].find((at) => bytes[at] === DLE && bytes[at + 1] === STX);
}

const CLASSES: ReadonlySet<number> = new Set([0x04, 0x05, 0x06, 0x08, 0x0f, 0x80, 0x84]);

/**
 * Raw APDUs on TCP [PA00P016_04, chapter 4]. Nothing marks a start, so a message may begin only with the first byte of a command of
 * PA00P015 13.08 or of an answer. An unfinished message before a silence is dropped whole and not searched: receipt text can contain the
 * bytes of a completion.
 */
export function createTcpFramer(): Framer<ZvtUnit> {
  const held = heldBytes();
  const bare = createMissingLengthWatch();

  function drain(): FramerOutput<ZvtUnit>[] {
    const out: FramerOutput<ZvtUnit>[] = [];
    let rest = held.view();
    while (rest.length > 0) {
      const start = rest.findIndex((byte) => CLASSES.has(byte));
      const noise = start < 0 ? rest.length : start;
      if (noise > 0) out.push({ kind: 'discarded', bytes: rest.slice(0, noise), why: NOISE_REASON });
      rest = rest.subarray(noise);
      const size = measureApdu(rest);
      // Without a length byte, only silence shows the end.
      if (!size || bare.mayBe(rest) || rest.length < size.total) break;
      out.push({ kind: 'frame', body: { unit: 'apdu', apdu: rest.slice(0, size.total) } });
      rest = rest.subarray(size.total);
      bare.reset();
    }
    held.drop(held.length - rest.length);
    return out;
  }

  return {
    feed(chunk) {
      held.add(chunk);
      return drain();
    },
    gap() {
      if (held.length === 0) return [];
      const rest = held.view().slice();
      held.drop(rest.length);
      bare.reset();
      if (isStatusWithoutLength(rest)) return [{ kind: 'frame', body: { unit: 'apdu', apdu: rest } }];
      return [{ kind: 'discarded', bytes: rest, why: CUT_SHORT_FRAME_REASON }];
    },
  };
}

export function createFramer(framing: 'serial' | 'tcp'): Framer<ZvtUnit> {
  return framing === 'serial' ? createSerialFramer() : createTcpFramer();
}
