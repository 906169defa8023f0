import { errorBits, errorByte, type PrinterBits } from '../job/printer-bits.ts';

/** `n` of `DLE EOT n`. */
export type StatusQuestion = 1 | 2 | 3 | 4;

/** Bits 1 and 4 are always set in a real-time answer, bit 4 alone in the first byte of an ASB block. */
const STATUS_FIXED = 0x12;
const ASB_FIXED = 0x10;

/** What one real-time answer says; the drawer pin (bit 2 of the first) says nothing of health: `16` is as well as `12`. */
export function mergeAnswer(bits: PrinterBits, question: StatusQuestion, byte: number): PrinterBits {
  const on = (mask: number): boolean => (byte & mask) !== 0;
  switch (question) {
    case 1:
      return { ...bits, offline: on(0x08), feedButton: on(0x40) };
    case 2:
      return { ...bits, coverOpen: on(0x04), stoppedByPaperEnd: on(0x20) };
    case 3:
      return { ...bits, ...errorBits(byte) };
    case 4:
      // Some printers raise both pairs at paper end (7E), some only the upper (72): each pair is read by itself.
      return { ...bits, paperNearEnd: on(0x0c), paperEnd: on(0x60) };
    default:
      return question satisfies never;
  }
}

/** All of an ASB block's four bytes. It says everything a printer knows, so nothing of before remains. */
export function bitsOfAsb(block: Uint8Array): PrinterBits {
  const [first = 0, second = 0, third = 0] = block;
  const paperEnd = (third & 0x0c) !== 0;
  return {
    offline: (first & 0x08) !== 0,
    coverOpen: (first & 0x20) !== 0,
    feedButton: (first & 0x40) !== 0,
    ...errorBits(second),
    paperNearEnd: (third & 0x03) !== 0,
    paperEnd,
    stoppedByPaperEnd: paperEnd,
  };
}

/** The answer byte a printer with these bits gives: the reverse of `mergeAnswer`, for simulators. */
export function answerOf(bits: PrinterBits, question: StatusQuestion): number {
  const flag = (on: boolean, mask: number): number => (on ? mask : 0);
  switch (question) {
    case 1:
      return STATUS_FIXED | flag(bits.offline, 0x08) | flag(bits.feedButton, 0x40);
    case 2:
      return (
        STATUS_FIXED |
        flag(bits.coverOpen, 0x04) |
        flag(bits.stoppedByPaperEnd, 0x20) |
        flag(bits.recoverableError || bits.cutterError || bits.unrecoverableError, 0x40)
      );
    case 3:
      return STATUS_FIXED | errorByte(bits);
    case 4:
      return STATUS_FIXED | flag(bits.paperNearEnd, 0x0c) | flag(bits.paperEnd, 0x60);
    default:
      return question satisfies never;
  }
}

/** Bits 0 to 3 of the last byte say nothing and are set (TM-T88III specification, `GS a`, pp. 133 and 134). */
const ASB_LAST = 0x0f;

/** The ASB block of these bits: the reverse of `bitsOfAsb`, which does not look at the drawer. */
export function asbOf(bits: PrinterBits): Uint8Array {
  const first = ASB_FIXED | (bits.offline ? 0x08 : 0) | (bits.coverOpen ? 0x20 : 0) | (bits.feedButton ? 0x40 : 0);
  const third = (bits.paperNearEnd ? 0x03 : 0) | (bits.paperEnd ? 0x0c : 0);
  return Uint8Array.of(first, errorByte(bits), third, ASB_LAST);
}
