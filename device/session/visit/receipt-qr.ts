import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

/** QR code that the citizen photographs if the receipt is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  readonly reference: string | null;
  /** Other references of the same payment. */
  readonly others: readonly string[];
  readonly appointment: Appointment | null;
  readonly qr: string;
  readonly takeCard: boolean;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
