import type { IsoDate } from './date.ts';
import type { Quote, QuoteLine } from './quote.ts';
import type { Unanswered } from './trouble.ts';

/** Integer qəpik. */
export type Qepik = number;

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
  /** A credit was to cover the price, and was not spent. */
  | 'on-code'
  /** What was put in is kept as a credit. */
  | 'credited'
  | 'returning'
  | 'returned';

/** Why the code of a credit came to nothing. `not-now`: the office takes no credit for this payment. */
export type CreditProblem = 'incomplete' | 'mistyped' | 'unknown' | 'spent' | 'in-use' | 'not-now' | Unanswered;

/** What a credit pays, and what stays on its code; `left` is `null` if nobody knows it. */
export interface UsedCredit {
  readonly amount: Qepik;
  readonly left: Qepik | null;
  /** Only in the visit in which the citizen typed it: no record has it. */
  readonly code?: string;
}

/** What notes were worth beyond what they bought: a promise to whoever holds the code. */
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
  /** What a credit pays of it; absent: none does. */
  readonly credit?: UsedCredit;
  /** How the sum is made. */
  readonly lines: readonly QuoteLine[];
  /** `window`: nothing is paid here. */
  readonly payAt: Quote['at'];
}

/** What card or notes have to pay. */
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
