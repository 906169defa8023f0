import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { DuePart, OfficeText } from './due.ts';

/** One part of a sum: what the state takes, what the service takes, what the payment takes. */
export interface QuoteLine {
  readonly kind: 'duty' | 'fee' | 'commission';
  readonly amount: Qepik;
  /** Who gets it, where that is not the agency of the service; in the words of the office. */
  readonly payee?: OfficeText;
}

/** What an application costs: the one thing that paying, giving back and receipts know of it. */
export interface Quote {
  /** The back office's key of the quote. `null`: no payment here, a payment of another visit, or each of `parts` has its own key. */
  readonly id: string | null;
  /** Where it is paid: what is done at a window, and what the back office gave no price for, is paid there. */
  readonly at: 'kiosk' | 'window';
  readonly lines: readonly QuoteLine[];
  /** The sum of the lines: what is paid at this kiosk. */
  readonly total: Qepik;
  /** The day from which these amounts hold; `null` for what is free. */
  readonly tariffDate: IsoDate | null;
  /** The due that this quote pays; absent: none or several. */
  readonly due?: DuePart;
  /** For several dues: the quote of each due, with which the kiosk lodges it; absent: one due or none. */
  readonly parts?: readonly Quote[];
}

/** The dues that this quote pays. */
export const duesIn = ({ due, parts }: Quote): readonly DuePart[] => (parts ? parts.flatMap(duesIn) : due ? [due] : []);
