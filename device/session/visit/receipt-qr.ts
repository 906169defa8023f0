import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

/** To be photographed if it is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  /** `null`: only a queue number. */
  readonly reference: string | null;
  /** Of the same payment. */
  readonly others: readonly string[];
  /** Window and time of the paper, or `null`. */
  readonly appointment: Appointment | null;
  readonly qr: string;
  /** The card may still be in the reader. */
  readonly takeCard: boolean;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
