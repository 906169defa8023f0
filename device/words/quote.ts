import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { DuePart, OfficeText } from './due.ts';

/** Part of a sum: for the state, the service or the payment. */
export interface QuoteLine {
  readonly kind: 'duty' | 'fee' | 'commission';
  readonly amount: Qepik;
  /** Payee, if it is not the agency of the service; text of the office. */
  readonly payee?: OfficeText;
}

export interface Quote {
  /** The back office's key of the quote. `null`: no payment here, a payment of another visit, or `parts` have their own keys. */
  readonly id: string | null;
  /** Services at a window and services without a price of the back office are paid at the window. */
  readonly at: 'kiosk' | 'window';
  readonly lines: readonly QuoteLine[];
  /** Sum of the lines: what is paid here. */
  readonly total: Qepik;
  /** Date from which the amounts are valid; `null`: free of charge. */
  readonly tariffDate: IsoDate | null;
  /** The due that is paid; absent: none or several. */
  readonly due?: DuePart;
  /** Quotes of several dues, each used to lodge its due; absent: one due or none. */
  readonly parts?: readonly Quote[];
}

export const duesIn = ({ due, parts }: Quote): readonly DuePart[] => (parts ? parts.flatMap(duesIn) : due ? [due] : []);
