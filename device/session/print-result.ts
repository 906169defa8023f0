import type { DocumentPrinterTrouble } from '../../drivers/document-printer/contract.ts';
import type { PrinterTrouble } from '../../drivers/receipt-printer/contract.ts';
import type { Result } from '../../drivers/result.ts';

/** A bug of ours. No byte left. */
export type DeskTrouble =
  | { readonly code: 'PRN-211'; readonly kind: 'not-this-visit'; readonly phase: 'before-write' }
  | { readonly code: 'PRN-212'; readonly kind: 'not-this-person'; readonly phase: 'before-write' };

/** A document of any length would end in its middle. No byte left. */
export interface DocumentTooLong {
  readonly code: 'PRN-202';
  readonly kind: 'too-little-paper';
  readonly phase: 'before-write';
}

export type DocumentResult = Result<void, DocumentPrinterTrouble | DeskTrouble>;

export type PrintResult = Result<void, PrinterTrouble | DeskTrouble | DocumentTooLong>;
