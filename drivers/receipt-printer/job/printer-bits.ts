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
 * whoever gives up on it makes waste paper.
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

/** The byte of errors, the same in ESC/POS (`DLE EOT 3`, `GS a`) and StarPRNT. */
export const errorBits = (byte: number) => ({
  recoverableError: (byte & 0x04) !== 0,
  cutterError: (byte & 0x08) !== 0,
  unrecoverableError: (byte & 0x20) !== 0,
  autoRecoverableError: (byte & 0x40) !== 0,
});

export const errorByte = (bits: PrinterBits): number =>
  (bits.recoverableError ? 0x04 : 0) |
  (bits.cutterError ? 0x08 : 0) |
  (bits.unrecoverableError ? 0x20 : 0) |
  (bits.autoRecoverableError ? 0x40 : 0);
