import type { ScannerFault } from '../scanner/hid-pos.ts';

export const SCANNER_FAULT_LABELS: Readonly<Record<ScannerFault, string>> = {
  'cut-short': 'Cut the next code short',
  nonsense: 'Nonsense for the next code',
};
