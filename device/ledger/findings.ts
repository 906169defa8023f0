import type { Qepik } from '../../drivers/money.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import type { RegisterRow } from '../back-office/register-list.ts';
import type { SettledAs } from './entries.ts';

export type BookDifference =
  | 'not-at-terminal'
  | 'not-in-ledger'
  | 'amount-differs'
  /** A refund in the ledger, a sale at the terminal. */
  | 'return-not-at-terminal'
  /** No outcome in the ledger; one more sale of this amount at the terminal. */
  | 'doubtful-sale-counted'
  /** Ended like this by staff, counted at the terminal. */
  | `by-hand-${SettledAs}`
  | 'registered-without-payment'
  | 'paid-without-registration'
  /** In the ledger only. Free, or covered by a credit. */
  | 'not-in-register'
  /** In the register; not, or no more, in the ledger. */
  | 'registration-not-in-ledger'
  /** Another sale or other notes. */
  | 'payment-differs';

export interface DisputedTransaction {
  readonly what: BookDifference;
  readonly applicationId: string | null;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly traceNumber: string | null;
  /** The ledger's, or else the other book's. `null`: unknown. */
  readonly amount: Qepik | null;
}

export interface Finding {
  readonly between: 'ledger-terminal' | 'ledger-register';
  /** The other book's sum minus the ledger's, in qəpik; 0: no sum differs. */
  readonly difference: Qepik;
  /** Several: each alone would explain the difference, and the sums cannot tell which. None: no single one does. */
  readonly suspects: readonly DisputedTransaction[];
  /** The kiosk still works on it: it may come right by itself. */
  readonly open: boolean;
}

/** `period`: the terminal's day by the kiosk's clock. */
export interface Closing {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly period: Period;
}

/** ISO; `to` is exclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface RegisterBook {
  readonly rows: readonly RegisterRow[];
  /** `rows` may hold more, so that a differing clock hides none. */
  readonly period: Period;
}

export function within(at: string, { from, to }: Period): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) && time < Date.parse(to);
}
