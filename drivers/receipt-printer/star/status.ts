import { byteFromBits, ERROR_MASKS, type PrinterBits, readStatusBits } from '../job/printer-bits.ts';
import { firstByteOfBlock } from './framer.ts';

/** Length of the simulator's block: two headers, seven bytes of status. */
const BLOCK_LENGTH = 9;
/** Version header of mC-Print2 and mC-Print3 (ReceiptPrinterStatus@074867e, `parseStarResponse`: 5), coded like a length. */
const VERSION = firstByteOfBlock(5) & ~1;

const STATE = { offline: 0x08, feedButton: 0x40, coverOpen: 0x20 } as const;
/** Near end has an inner and an outer sensor; the simulator has the inner one. */
const SENSORS = { paperNearEnd: 0x06, paperEnd: 0x08 } as const;
const INNER_SENSORS = { ...SENSORS, paperNearEnd: 0x04 } as const;

/** Bits of a status block (manual pages 5-9 and 5-10). */
export function bitsOfStar(block: Uint8Array): PrinterBits {
  const [, , status = 0, errors = 0, , sensors = 0] = block;
  const paper = readStatusBits(SENSORS, sensors);
  return {
    ...readStatusBits(STATE, status),
    ...readStatusBits(ERROR_MASKS, errors),
    ...paper,
    stoppedByPaperEnd: paper.paperEnd,
  };
}

/** Counter of executed ETB commands, 0 to 31, in the eighth byte; `undefined`: the block has none (page 5-11). */
export function etbCountOf(block: Uint8Array): number | undefined {
  const byte = block[7];
  return byte === undefined ? undefined : ((byte >> 1) & 0x07) | ((byte >> 2) & 0x18);
}

export const ETB_COUNTS = 32;

/** The block for these bits and this count: reverse of `bitsOfStar`, for simulators. */
export function starBlockOf(bits: PrinterBits, etbCount: number, etbDone = false): Uint8Array {
  return Uint8Array.of(
    firstByteOfBlock(BLOCK_LENGTH),
    VERSION,
    byteFromBits(STATE, bits) | (etbDone ? 0x02 : 0),
    byteFromBits(ERROR_MASKS, bits),
    0,
    byteFromBits(INNER_SENSORS, bits),
    0,
    ((etbCount & 0x07) << 1) | ((etbCount & 0x18) << 2),
    0,
  );
}
