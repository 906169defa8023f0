import type { Qepik } from '../../drivers/money.ts';
import type { IsoDate } from './date.ts';
import type { Quote, QuoteLine } from './quote.ts';
import type { UnansweredCode } from './trouble.ts';

/** Exported here, because pages may import no driver. */
export type { Qepik };

/** Place of the money, shown beside every sum. `deciding`: the bank decides. `unknown`: an answer was lost. */
export type MoneyState =
  | 'none'
  | 'not-taken'
  | 'deciding'
  | 'unknown'
  /** Unknown, and the kiosk asks no more: staff must find out. */
  | 'with-staff'
  | 'taken'
  | 'cash'
  | 'with-credit'
  /** A credit was reserved, and not spent. */
  | 'on-code'
  /** The notes became a credit. */
  | 'credited'
  | 'returning'
  | 'returned';

/** `not-now`: the office accepts no credit for this payment. */
export type CreditProblem = 'incomplete' | 'mistyped' | 'unknown' | 'spent' | 'in-use' | 'not-now' | UnansweredCode;

/** `left`: rest on the code; `null`: unknown. */
export interface UsedCredit {
  readonly amount: Qepik;
  readonly left: Qepik | null;
  /** Code, only in the visit in which it was typed: no record stores it. */
  readonly code?: string;
}

/** Sum that the kiosk owes to the holder of the code. */
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
  readonly credit?: UsedCredit;
  readonly lines: readonly QuoteLine[];
  readonly payAt: Quote['at'];
}

/** Part of the price that card or notes have to pay. */
export const purchaseRestToPay = ({ amount, credit }: Pick<Purchase, 'amount' | 'credit'>): Qepik =>
  amount - (credit?.amount ?? 0);

export type NoteReturnReason =
  | 'invalid-note'
  | 'badly-inserted'
  | 'not-accepted'
  | 'foreign-item'
  | 'transport-trouble'
  | 'unknown'
  | 'returned';
