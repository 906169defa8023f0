import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { Quote, QuoteLine } from './quote.ts';
import type { Unanswered } from './trouble.ts';

/** The pages see this folder, and no driver. */
export type { Qepik };

/**
 * Whether money has left the account: always said beside the sum. `deciding` is the bank's ordinary
 * moment; `unknown` is a lost answer.
 */
export type MoneyState =
  | 'none'
  | 'not-taken'
  | 'deciding'
  | 'unknown'
  /** Not known, and not asked about any more: only staff can find out. */
  | 'with-staff'
  | 'taken'
  /** Paid in notes. */
  | 'cash'
  /** A credit covered the price. */
  | 'with-credit'
  /** A credit was to cover the price, but was not spent. */
  | 'on-code'
  /** What was put in is kept as a credit. */
  | 'credited'
  | 'returning'
  | 'returned';

/** Why the kiosk takes no money from a credit code. `not-now`: the office takes no credit for this payment. */
export type CreditProblem = 'incomplete' | 'mistyped' | 'unknown' | 'spent' | 'in-use' | 'not-now' | Unanswered;

/** The sum that a credit pays (`amount`), and the sum that stays on its code (`left`; `null`: unknown). */
export interface UsedCredit {
  readonly amount: Qepik;
  readonly left: Qepik | null;
  /** The code. Only the visit in which the citizen typed it has the code: no record stores it. */
  readonly code?: string;
}

/** The part of the notes that was more than the price. The kiosk promises it to the person who holds the code. */
export interface CreditView {
  readonly code: string;
  readonly amount: Qepik;
  readonly printed: boolean;
}

/** What was bought, shown while paying and in trouble. */
export interface Purchase {
  readonly service: string;
  readonly tier: string | null;
  readonly ready: IsoDate | null;
  /** The price. */
  readonly amount: Qepik;
  /** The part of the price that a credit pays; absent: no credit is used. */
  readonly credit?: UsedCredit;
  /** How the sum is made. */
  readonly lines: readonly QuoteLine[];
  /** `window`: nothing is paid here. */
  readonly payAt: Quote['at'];
}

/** The rest that card or notes have to pay. */
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
