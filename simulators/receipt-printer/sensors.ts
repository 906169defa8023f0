import { HEALTHY, type PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Dialect } from './dialect.ts';
import { NEAR_END_MM } from './roll.ts';

/** Survives a power cut. JSON. */
export interface PrinterState {
  readonly paperLeftMm: number;
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
}

/** Faults that a power cycle clears. */
export const PRINTER_ERRORS = ['mechanical', 'unrecoverable'] as const;
export type PrinterError = (typeof PRINTER_ERRORS)[number];

interface Sensed extends PrinterState {
  readonly error: PrinterError | null;
}

/** As the sensors see roll, cover, cutter and faults. */
export function bitsOf(sensed: Sensed, { nearEndSensor }: PrinterModel, dialect: Dialect): PrinterBits {
  const { paperLeftMm, coverOpen, cutterJammed, error } = sensed;
  const paperEnd = paperLeftMm <= 0;
  const nearEnd = nearEndSensor && paperLeftMm < NEAR_END_MM;
  return {
    ...HEALTHY,
    offline: coverOpen || paperEnd || cutterJammed || error !== null,
    coverOpen,
    stoppedByPaperEnd: paperEnd,
    recoverableError: error === 'mechanical',
    cutterError: cutterJammed,
    unrecoverableError: error === 'unrecoverable',
    paperNearEnd: nearEnd && (!paperEnd || dialect.nearEndAtPaperEnd),
    paperEnd,
  };
}
