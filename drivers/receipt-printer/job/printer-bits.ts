import type { PaperSupply, PrinterBlock } from '../contract.ts';

/** A printer's own bits, under the manual's names (bit tables: Epson TM-U220 and Bixolon SRP-350 manuals, `DLE EOT`, `GS a`). */
export interface PrinterBits {
  readonly offline: boolean;
  readonly feedButton: boolean;
  readonly coverOpen: boolean;
  readonly stoppedByPaperEnd: boolean;
  readonly recoverableError: boolean;
  readonly cutterError: boolean;
  readonly unrecoverableError: boolean;
  readonly autoRecoverableError: boolean;
  readonly paperNearEnd: boolean;
  readonly paperEnd: boolean;
}

export const HEALTHY: PrinterBits = {
  offline: false,
  feedButton: false,
  coverOpen: false,
  stoppedByPaperEnd: false,
  recoverableError: false,
  cutterError: false,
  unrecoverableError: false,
  autoRecoverableError: false,
  paperNearEnd: false,
  paperEnd: false,
};

/**
 * What stops a printer, as the one advice that helps. Order matters:
 * - an open cover also reports paper end and, on some, a cutter error: *close the cover* is what helps;
 * - without paper nothing else can be judged, and new paper is the easiest to give;
 * - an unrecoverable error often raises a recoverable one too, and only the service can help;
 * - offline for no reason given (a switch, a self-test) still prints nothing: somebody has to look.
 */
export function blockOf(bits: PrinterBits): PrinterBlock | null {
  if (bits.coverOpen) return 'cover-open';
  if (bits.paperEnd || bits.stoppedByPaperEnd) return 'paper-out';
  if (bits.unrecoverableError) return 'unrecoverable-error';
  if (bits.cutterError) return 'cutter-error';
  if (bits.recoverableError || bits.autoRecoverableError) return 'mechanical-error';
  // The feed button takes a printer offline only while a finger is on it.
  return bits.offline && !bits.feedButton ? 'mechanical-error' : null;
}

/**
 * The same for a receipt that is half printed. A hot print head (auto-recoverable) pauses and goes on by itself:
 * a caller that gives up on it makes waste paper.
 */
export function blockWhilePrinting(bits: PrinterBits): PrinterBlock | null {
  return blockOf(bits.autoRecoverableError ? { ...bits, autoRecoverableError: false, offline: false } : bits);
}

/** Paper as the sensors tell it. Without a near-end sensor there is nothing between *some* and *none*. */
export function paperOf(bits: PrinterBits, nearEndSensor: boolean): PaperSupply {
  if (bits.paperEnd || bits.stoppedByPaperEnd) return 'out';
  if (!nearEndSensor) return 'not-measured';
  return bits.paperNearEnd ? 'low' : 'full';
}

/** The mask of each state in one byte. If a mask has several bits, one set bit is enough to read it; a simulator sets all of them. */
export type Masks = Partial<Readonly<Record<keyof PrinterBits, number>>>;

/** The byte of errors, the same in ESC/POS (`DLE EOT 3`, `GS a`) and StarPRNT. */
export const ERROR_MASKS = {
  recoverableError: 0x04,
  cutterError: 0x08,
  unrecoverableError: 0x20,
  autoRecoverableError: 0x40,
} as const satisfies Masks;

export const readBits = <Read extends Masks>(masks: Read, byte: number) =>
  Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, (byte & mask) !== 0])) as Readonly<
    Record<keyof Read, boolean>
  >;

/** The reverse of `readBits`. */
export const byteOf = (masks: Masks, bits: PrinterBits): number =>
  Object.entries(masks).reduce((byte, [name, mask]) => (bits[name as keyof PrinterBits] ? byte | mask : byte), 0);
