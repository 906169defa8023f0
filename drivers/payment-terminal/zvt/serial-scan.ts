import { stepCrc, undoCrcStep } from '../../crc-kermit.ts';

const STX = 0x02;
const ETX = 0x03;
const DLE = 0x10;

/** Longest APDU with every byte doubled, with start, end, checksum. */
const MAX_FRAME_BYTES = 2 * (5 + 0xffff) + 6;

/** Lengths count from the first start. */
export type FrameScanResult =
  | { readonly is: 'partial' }
  /** `from`: start that fits the checksum: 0, or after a cut-off frame. */
  | { readonly is: 'whole'; readonly from: number; readonly length: number }
  /** The first `length` bytes have no frame, from any start. */
  | { readonly is: 'broken'; readonly length: number; readonly why: 'cut-short' | 'damaged' | 'checksum' }
  /** The next start is after `length` bytes; the next call continues there. */
  | { readonly is: 'too-long'; readonly length: number };

const PARTIAL: FrameScanResult = { is: 'partial' };

/** Count and checksum of the first frame's contents before this start. */
interface Start {
  readonly at: number;
  readonly bytesBefore: number;
  readonly crcBefore: number;
}

/** Reads each byte once (see `createSerialFramer`). */
export class SerialFrameScanner {
  #starts: Start[] = [];
  #first = 0;
  #at = 0;
  #count = 0;
  #crc = 0;
  #afterPair = false;

  begin(): void {
    this.#starts = [{ at: 0, bytesBefore: 0, crcBefore: 0 }];
    this.#first = 0;
    this.#at = 2;
    this.#count = 0;
    this.#crc = 0;
    this.#afterPair = false;
  }

  /** `bytes` must be the bytes of the last call and more. */
  go(bytes: Uint8Array): FrameScanResult {
    const origin = this.#front();
    for (; ; this.#at += 1) {
      const here = this.#at - origin;
      if (here > MAX_FRAME_BYTES) return this.#tooLong(here);
      const byte = bytes[here];
      if (byte === undefined) return PARTIAL;
      if (byte !== DLE) {
        this.#take(byte);
        if (this.#afterPair && byte === STX) this.#noteStart();
        this.#afterPair = false;
        continue;
      }
      const escaped = bytes[here + 1];
      if (escaped === undefined) return PARTIAL;
      if (escaped === STX) return { is: 'broken', length: here, why: 'cut-short' };
      if (escaped === ETX) {
        const [low, high] = [bytes[here + 2], bytes[here + 3]];
        return low === undefined || high === undefined ? PARTIAL : this.#ended(low | (high << 8), here + 4);
      }
      if (escaped !== DLE) return { is: 'broken', length: here + 2, why: 'damaged' };
      this.#take(DLE);
      this.#at += 1;
      this.#afterPair = true;
    }
  }

  #front(): number {
    return this.#starts[this.#first]?.at ?? 0;
  }

  #noteStart(): void {
    this.#starts.push({ at: this.#at - 1, bytesBefore: this.#count, crcBefore: this.#crc });
  }

  #take(byte: number): void {
    this.#crc = stepCrc(this.#crc, byte);
    this.#count += 1;
  }

  #tooLong(length: number): FrameScanResult {
    const next = this.#starts[this.#first + 1];
    if (!next) return { is: 'broken', length, why: 'damaged' };
    const dropped = next.at - this.#front();
    this.#first += 1;
    return { is: 'too-long', length: dropped };
  }

  /** The checksum is linear: undone over the contents, it is the checksum before the right start. */
  #ended(wire: number, length: number): FrameScanResult {
    let wanted = undoCrcStep(stepCrc(this.#crc, ETX) ^ wire);
    let left = this.#count;
    let from: number | undefined;
    for (let index = this.#starts.length - 1; index >= this.#first; index -= 1) {
      const start = this.#starts[index]!;
      for (; left > start.bytesBefore; left -= 1) wanted = undoCrcStep(wanted);
      if (wanted === start.crcBefore) from = start.at - this.#front();
    }
    return from === undefined ? { is: 'broken', length, why: 'checksum' } : { is: 'whole', from, length };
  }
}

/** Each doubled `10` of the frame becomes one. */
export function contentsOfFrame(frame: Uint8Array): Uint8Array {
  const contents = new Uint8Array(frame.length);
  let length = 0;
  for (let at = 2; at < frame.length - 4; at += 1) {
    const byte = frame[at] ?? 0;
    contents[length] = byte;
    length += 1;
    if (byte === DLE) at += 1;
  }
  return contents.slice(0, length);
}
