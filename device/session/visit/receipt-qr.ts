import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

/** A paper as a code on the glass, to be photographed where it is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  /** Reference of the application; `null`: the paper is only a queue number. */
  readonly reference: string | null;
  /** References of the other registered applications of the same payment. */
  readonly others: readonly string[];
  /** The window and time that the paper would have shown, or `null`. */
  readonly appointment: Appointment | null;
  readonly qr: string;
  /** The card may still lie in the reader. */
  readonly takeCard: boolean;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
