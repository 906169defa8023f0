import { HEALTHY, type PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Dialect } from './dialect.ts';
import { NEAR_END_MM } from './roll.ts';

/** What a power cut does not change. JSON. */
export interface PrinterState {
  readonly paperLeftMm: number;
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
}

/** The roll, the cover and the cutter as the sensors see them. */
export function bitsOf(state: PrinterState, { nearEndSensor }: PrinterModel, dialect: Dialect): PrinterBits {
  const { paperLeftMm, coverOpen, cutterJammed } = state;
  const paperEnd = paperLeftMm <= 0;
  const nearEnd = nearEndSensor && paperLeftMm < NEAR_END_MM;
  return {
    ...HEALTHY,
    offline: coverOpen || paperEnd || cutterJammed,
    coverOpen,
    stoppedByPaperEnd: paperEnd,
    cutterError: cutterJammed,
    paperNearEnd: nearEnd && (!paperEnd || dialect.nearEndAtPaperEnd),
    paperEnd,
  };
}
