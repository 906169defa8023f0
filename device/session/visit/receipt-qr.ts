import type { PaperKind } from '../../words/paper-kind.ts';

/** A paper as a code on the glass, to be photographed where it is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  /** Of the application, or the number in the queue. */
  readonly reference: string;
  readonly qr: string;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
