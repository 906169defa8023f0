import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { DuePayment, OfficeText } from './due.ts';

/** For the state, the service or the payment. */
export interface QuoteLine {
  readonly kind: 'duty' | 'fee' | 'commission';
  readonly amount: Qepik;
  /** If not the service's agency; the office's text. */
  readonly payee?: OfficeText;
}

export interface Quote {
  /** The back office's key. `null`: no payment here, another visit's payment, or `parts` have their keys. */
  readonly id: string | null;
  /** `window`: also without a price of the back office. */
  readonly at: 'kiosk' | 'window';
  readonly lines: readonly QuoteLine[];
  /** Sum of the lines, paid here. */
  readonly total: Qepik;
  /** First date of the amounts; `null`: free. */
  readonly tariffDate: IsoDate | null;
  /** Absent: none or several. */
  readonly due?: DuePayment;
  /** Of several dues, each for its lodging; absent: one or none. */
  readonly parts?: readonly Quote[];
}

export const duesIn = ({ due, parts }: Quote): readonly DuePayment[] =>
  parts ? parts.flatMap(duesIn) : due ? [due] : [];
