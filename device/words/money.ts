import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { Quote, QuoteLine } from './quote.ts';
import type { Unanswered } from './trouble.ts';

/** Pages may import this folder, but no driver. */
export type { Qepik };

/**
 * Whether money has left the account; always shown beside the sum. `deciding`: the bank decides as usual. `unknown`: an answer was lost.
 */
export type MoneyState =
  | 'none'
  | 'not-taken'
  | 'deciding'
  | 'unknown'
  /** Unknown, and no longer asked about: staff must find out. */
  | 'with-staff'
  | 'taken'
  /** Paid in notes. */
  | 'cash'
  /** A credit covered the price. */
  | 'with-credit'
  /** A credit was reserved for the price and not spent. */
  | 'on-code'
  /** The inserted notes became a credit. */
  | 'credited'
  | 'returning'
  | 'returned';

/** Why the kiosk takes no money from a credit code. `not-now`: the office accepts no credit for this payment. */
export type CreditProblem = 'incomplete' | 'mistyped' | 'unknown' | 'spent' | 'in-use' | 'not-now' | Unanswered;

/** Sum paid by a credit (`amount`), and the rest on its code (`left`; `null`: unknown). */
export interface UsedCredit {
  readonly amount: Qepik;
  readonly left: Qepik | null;
  /** Only the visit in which it was typed has the code; no record stores it. */
  readonly code?: string;
}

/** Excess of the notes over the price, promised to the holder of the code. */
export interface CreditView {
  readonly code: string;
  readonly amount: Qepik;
  readonly printed: boolean;
}

export interface Purchase {
  readonly service: string;
  readonly tier: string | null;
  readonly ready: IsoDate | null;
  readonly amount: Qepik;
  /** Part paid by a credit; absent: none. */
  readonly credit?: UsedCredit;
  readonly lines: readonly QuoteLine[];
  /** `window`: nothing is paid here. */
  readonly payAt: Quote['at'];
}

/** Rest to pay by card or notes. */
export const stillToPay = ({ amount, credit }: Pick<Purchase, 'amount' | 'credit'>): Qepik =>
  amount - (credit?.amount ?? 0);

export type NoteBack =
  | 'invalid-note'
  | 'badly-inserted'
  | 'not-accepted'
  | 'foreign-item'
  | 'transport-trouble'
  | 'unknown'
  | 'returned';
