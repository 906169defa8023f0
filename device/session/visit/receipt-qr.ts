import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  readonly reference: string | null;
  readonly others: readonly string[];
  readonly appointment: Appointment | null;
  readonly qr: string;
  readonly takeCard: boolean;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
