import { byteOf, ERROR_MASKS, type Masks, type PrinterBits, readBits } from '../job/printer-bits.ts';

/** `n` of `DLE EOT n`. */
export type StatusQuestion = 1 | 2 | 3 | 4;

/** Bits 1 and 4 are always set in a real-time answer, bit 4 alone in the first byte of an ASB block. */
const STATUS_FIXED = 0x12;
const ASB_FIXED = 0x10;

/** The drawer pin (bit 2 of the first answer) says nothing about health: `16` and `12` both mean no trouble. */
const ANSWERS: Readonly<Record<StatusQuestion, Masks>> = {
  1: { offline: 0x08, feedButton: 0x40 },
  2: { coverOpen: 0x04, stoppedByPaperEnd: 0x20 },
  3: ERROR_MASKS,
  // Some printers raise both pairs at paper end (7E), some only the upper (72): each pair is read by itself.
  4: { paperNearEnd: 0x0c, paperEnd: 0x60 },
};
/** Bit 6 of the second answer: there is an error. The third answer says which. */
const ANY_ERROR = 0x40;

/** The first and the third byte of an ASB block; between them is the byte of errors. */
const ASB_STATE = { offline: 0x08, coverOpen: 0x20, feedButton: 0x40 } as const;
const ASB_PAPER = { paperNearEnd: 0x03, paperEnd: 0x0c } as const;
/** Bits 0 to 3 of the last byte say nothing and are set (TM-T88III specification, `GS a`, pp. 133 and 134). */
const ASB_LAST = 0x0f;

/** What one real-time answer says. */
export const mergeAnswer = (bits: PrinterBits, question: StatusQuestion, byte: number): PrinterBits => ({
  ...bits,
  ...readBits(ANSWERS[question], byte),
});

/** All of an ASB block's four bytes. It says everything a printer knows, so nothing of before remains. */
export function bitsOfAsb([first = 0, second = 0, third = 0]: Uint8Array): PrinterBits {
  const paper = readBits(ASB_PAPER, third);
  return {
    ...readBits(ASB_STATE, first),
    ...readBits(ERROR_MASKS, second),
    ...paper,
    stoppedByPaperEnd: paper.paperEnd,
  };
}

/** The answer byte a printer with these bits gives: the reverse of `mergeAnswer`, for simulators. */
export function answerOf(bits: PrinterBits, question: StatusQuestion): number {
  const hasError = bits.recoverableError || bits.cutterError || bits.unrecoverableError;
  return STATUS_FIXED | byteOf(ANSWERS[question], bits) | (question === 2 && hasError ? ANY_ERROR : 0);
}

/** The ASB block of these bits: the reverse of `bitsOfAsb`, which does not look at the drawer. */
export const asbOf = (bits: PrinterBits): Uint8Array =>
  Uint8Array.of(ASB_FIXED | byteOf(ASB_STATE, bits), byteOf(ERROR_MASKS, bits), byteOf(ASB_PAPER, bits), ASB_LAST);
