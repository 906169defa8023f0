import type { PaperSupply, PrinterBlock } from '../contract.ts';

/** Named as in the bit tables of the Epson TM-U220 and Bixolon SRP-350 manuals (`DLE EOT`, `GS a`). */
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
 * - an open cover also reports paper end and, on some models, a cutter error: *close the cover* helps;
 * - without paper nothing else can be judged, and new paper is the easiest to supply;
 * - an unrecoverable error often sets a recoverable one too, and only the service can help;
 * - a printer that is offline for no stated reason (a switch, a self-test) prints nothing: a person must look.
 */
export function blockFromBits(bits: PrinterBits): PrinterBlock | null {
  if (bits.coverOpen) return 'cover-open';
  if (bits.paperEnd || bits.stoppedByPaperEnd) return 'paper-out';
  if (bits.unrecoverableError) return 'unrecoverable-error';
  if (bits.cutterError) return 'cutter-error';
  if (bits.recoverableError || bits.autoRecoverableError) return 'mechanical-error';
  // The feed button takes a printer offline only while it is pressed.
  return bits.offline && !bits.feedButton ? 'mechanical-error' : null;
}

/** Like `blockFromBits`, during a receipt. A hot print head (auto-recoverable) pauses and continues by itself; giving up would waste paper. */
export function blockWhilePrinting(bits: PrinterBits): PrinterBlock | null {
  return blockFromBits(bits.autoRecoverableError ? { ...bits, autoRecoverableError: false, offline: false } : bits);
}

/** Paper as the sensors report it. Without a near-end sensor, only *some* and *none* are known. */
export function paperFromBits(bits: PrinterBits, nearEndSensor: boolean): PaperSupply {
  if (bits.paperEnd || bits.stoppedByPaperEnd) return 'out';
  if (!nearEndSensor) return 'not-measured';
  return bits.paperNearEnd ? 'low' : 'full';
}

/** Any set bit of a mask counts; a simulator sets all. */
export type StatusMasks = Partial<Readonly<Record<keyof PrinterBits, number>>>;

/** The same in ESC/POS (`DLE EOT 3`, `GS a`) and StarPRNT. */
export const ERROR_MASKS = {
  recoverableError: 0x04,
  cutterError: 0x08,
  unrecoverableError: 0x20,
  autoRecoverableError: 0x40,
} as const satisfies StatusMasks;

export const readStatusBits = <Read extends StatusMasks>(masks: Read, byte: number) =>
  Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, (byte & mask) !== 0])) as Readonly<
    Record<keyof Read, boolean>
  >;

/** Reverse of `readStatusBits`. */
export const byteFromBits = (masks: StatusMasks, bits: PrinterBits): number =>
  Object.entries(masks).reduce((byte, [name, mask]) => (bits[name as keyof PrinterBits] ? byte | mask : byte), 0);
