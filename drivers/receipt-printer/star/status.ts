import { errorBits, errorByte, type PrinterBits } from '../job/printer-bits.ts';
import { firstOf } from './framer.ts';

/** Bytes of the block that our simulator sends: two headers and seven of status. */
const BLOCK_LENGTH = 9;
/** The version header of mC-Print2 and mC-Print3 (ReceiptPrinterStatus@074867e, `parseStarResponse`: 5), coded as a length is. */
const VERSION = firstOf(5) & ~1;

/** A status block in the words of `PrinterBits` (manual pages 5-9 and 5-10). */
export function bitsOfStar(block: Uint8Array): PrinterBits {
  const [, , status = 0, errors = 0, , sensors = 0] = block;
  const paperEnd = (sensors & 0x08) !== 0;
  return {
    offline: (status & 0x08) !== 0,
    feedButton: (status & 0x40) !== 0,
    coverOpen: (status & 0x20) !== 0,
    stoppedByPaperEnd: paperEnd,
    ...errorBits(errors),
    // Inner and outer sensor.
    paperNearEnd: (sensors & 0x06) !== 0,
    paperEnd,
  };
}

/** The counter of executed ETB commands, 0 to 31, in the eighth byte; `undefined` in a block that has none (page 5-11). */
export function etbCountOf(block: Uint8Array): number | undefined {
  const byte = block[7];
  return byte === undefined ? undefined : ((byte >> 1) & 0x07) | ((byte >> 2) & 0x18);
}

export const ETB_COUNTS = 32;

/** The block of these bits and this count: the reverse, for simulators. */
export function starBlockOf(bits: PrinterBits, etbCount: number, etbDone = false): Uint8Array {
  const flag = (on: boolean, mask: number): number => (on ? mask : 0);
  return Uint8Array.of(
    firstOf(BLOCK_LENGTH),
    VERSION,
    flag(bits.offline, 0x08) | flag(bits.feedButton, 0x40) | flag(bits.coverOpen, 0x20) | flag(etbDone, 0x02),
    errorByte(bits),
    0,
    flag(bits.paperEnd, 0x08) | flag(bits.paperNearEnd, 0x04),
    0,
    ((etbCount & 0x07) << 1) | ((etbCount & 0x18) << 2),
    0,
  );
}
