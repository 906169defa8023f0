import { byteFromBits, ERROR_MASKS, type PrinterBits, readStatusBits, type StatusMasks } from '../job/printer-bits.ts';

/** Number `n` in `DLE EOT n`. */
export type DleEotQuestion = 1 | 2 | 3 | 4;

/** Bits that are always set. Real-time answers: 1 and 4. First ASB byte: 4. */
const STATUS_FIXED = 0x12;
const ASB_FIXED = 0x10;

const ANSWERS: Readonly<Record<DleEotQuestion, StatusMasks>> = {
  1: { offline: 0x08, feedButton: 0x40 },
  2: { coverOpen: 0x04, stoppedByPaperEnd: 0x20 },
  3: ERROR_MASKS,
  4: { paperNearEnd: 0x0c, paperEnd: 0x60 },
};
const ANY_ERROR = 0x40;

const ASB_STATE = { offline: 0x08, coverOpen: 0x20, feedButton: 0x40 } as const;
const ASB_PAPER = { paperNearEnd: 0x03, paperEnd: 0x0c } as const;
/** Always set, without meaning: bits 0 to 3 of the last byte (TM-T88III specification, `GS a`, pp. 133 and 134). */
const ASB_LAST = 0x0f;

/**
 * The bits after one real-time answer. Bits 1 and 4 of an answer are always set. The drawer pin (bit 2 of the first answer) has no meaning:
 * `16` and `12` are both fine. At paper end, some printers set both pairs of bits (7E), some the upper (72). Bit 6 of the second answer is
 * any error; the third answer has details.
 */
export const withStatusAnswer = (bits: PrinterBits, question: DleEotQuestion, byte: number): PrinterBits => ({
  ...bits,
  ...readStatusBits(ANSWERS[question], byte),
});

/**
 * The bits of an ASB block. A block has all states, so no older bit remains. The first byte has states, the second errors, the third
 * paper.
 */
export function bitsOfAsb([first = 0, second = 0, third = 0]: Uint8Array): PrinterBits {
  const paper = readStatusBits(ASB_PAPER, third);
  return {
    ...readStatusBits(ASB_STATE, first),
    ...readStatusBits(ERROR_MASKS, second),
    ...paper,
    stoppedByPaperEnd: paper.paperEnd,
  };
}

/** The answer byte for these bits: reverse of `withStatusAnswer`, for simulators. */
export function statusAnswerOf(bits: PrinterBits, question: DleEotQuestion): number {
  const hasError = bits.recoverableError || bits.cutterError || bits.unrecoverableError;
  return STATUS_FIXED | byteFromBits(ANSWERS[question], bits) | (question === 2 && hasError ? ANY_ERROR : 0);
}

/** The ASB block for these bits: reverse of `bitsOfAsb`, without the drawer. */
export const asbOf = (bits: PrinterBits): Uint8Array =>
  Uint8Array.of(
    ASB_FIXED | byteFromBits(ASB_STATE, bits),
    byteFromBits(ERROR_MASKS, bits),
    byteFromBits(ASB_PAPER, bits),
    ASB_LAST,
  );
