import type { PrinterFault } from '../receipt-printer/answers.ts';
import type { PrinterError } from '../receipt-printer/sensors.ts';

export type PaperSupplyName = 'full' | 'low' | 'out';

export const PRINTER_FAULT_LABELS: Readonly<Record<PrinterFault, string>> = {
  'lost-status': 'Lose a status',
  'late-status': 'Late status',
  'lost-evidence': 'Lose the evidence',
  noise: 'Noise before status',
};

export const PRINTER_ERROR_LABELS: Readonly<Record<PrinterError, string>> = {
  mechanical: 'Mechanical fault',
  unrecoverable: 'Unrecoverable fault',
};

export const PAPER_LABELS: Readonly<Record<PaperSupplyName, string>> = {
  full: 'Full roll',
  low: 'Paper near end',
  out: 'Paper out',
};
