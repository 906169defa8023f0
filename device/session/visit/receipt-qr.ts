import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

/** QR code that the citizen photographs if the receipt is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  /** `null`: the paper has only a queue number. */
  readonly reference: string | null;
  /** Other references of the same payment. */
  readonly others: readonly string[];
  /** Window and time on the paper, or `null`. */
  readonly appointment: Appointment | null;
  readonly qr: string;
  /** Whether the card may still be in the reader. */
  readonly takeCard: boolean;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
