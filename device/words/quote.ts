import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { DuePayment, OfficeText } from './due.ts';

/** Part of a price: for the state, the service or the payment. */
export interface QuoteLine {
  readonly kind: 'duty' | 'fee' | 'commission';
  readonly amount: Qepik;
  /** Payee, if it is not the service's agency. */
  readonly payee?: OfficeText;
}

export interface Quote {
  /** The back office's key. `null`: no payment here, another visit's payment, or `parts` have their keys. */
  readonly id: string | null;
  /** `window`: also if the back office gave no price. */
  readonly at: 'kiosk' | 'window';
  readonly lines: readonly QuoteLine[];
  /** Paid at the kiosk. */
  readonly total: Qepik;
  /** First date on which the amounts apply; `null`: free, unknown, or `parts` have the dates. */
  readonly tariffDate: IsoDate | null;
  /** The quoted due; absent: none or several. */
  readonly due?: DuePayment;
  /** If the citizen pays several dues: a quote for each due. Each due is lodged with its own quote. */
  readonly parts?: readonly Quote[];
}

export const duesOfQuote = ({ due, parts }: Quote): readonly DuePayment[] =>
  parts ? parts.flatMap(duesOfQuote) : due ? [due] : [];
