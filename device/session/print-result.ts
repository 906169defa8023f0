import type { DocumentPrinterTrouble } from '../../drivers/document-printer/contract.ts';
import type { PrinterTrouble } from '../../drivers/receipt-printer/contract.ts';
import type { Result } from '../../drivers/result.ts';

/** A bug of the kiosk. The printer got no byte. */
export type WrongPaperTrouble =
  | { readonly code: 'PRN-211'; readonly kind: 'not-this-visit'; readonly phase: 'before-write' }
  | { readonly code: 'PRN-212'; readonly kind: 'not-this-person'; readonly phase: 'before-write' };

/** The rest of the roll is too short for the document. The printer got no byte. */
export interface RollTooShortTrouble {
  readonly code: 'PRN-202';
  readonly kind: 'too-little-paper';
  readonly phase: 'before-write';
}

export type DocumentPrintResult = Result<void, DocumentPrinterTrouble | WrongPaperTrouble>;

export type PrintResult = Result<void, PrinterTrouble | WrongPaperTrouble | RollTooShortTrouble>;
