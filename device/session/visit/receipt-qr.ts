import type { Appointment } from '../../back-office/contract.ts';
import type { PaperKind } from '../../words/paper-kind.ts';

/** A paper as a code on the glass, to be photographed where it is not printed. */
export interface ReceiptQrView {
  readonly show: 'receiptQr';
  readonly paper: PaperKind;
  /** Of the application; of what is a number in the queue alone, `null`. */
  readonly reference: string | null;
  /** Where to go, which would have been on the paper; or `null`. */
  readonly appointment: Appointment | null;
  readonly qr: string;
  readonly canReprint: boolean;
  readonly canGoBack: boolean;
}
