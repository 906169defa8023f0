import type { Qepik } from '../../drivers/money.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import type { RegisterRow } from '../back-office/register-list.ts';
import type { SettledAs } from './entries.ts';

export type Difference =
  | 'not-at-terminal'
  | 'not-in-ledger'
  | 'amount-differs'
  /** The ledger has a refund; the terminal still counts the sale. */
  | 'return-not-at-terminal'
  /** The ledger has no outcome; the terminal counts one more sale of this amount. */
  | 'doubtful-sale-counted'
  /** Staff ended it like this; the terminal counts the sale. */
  | `by-hand-${SettledAs}`
  | 'registered-without-payment'
  | 'paid-without-registration'
  /** Registered in the ledger only. It is free, or a credit covers it. */
  | 'not-in-register'
  /** Registered in the register; not, or no more, in the ledger. */
  | 'registration-not-in-ledger'
  /** Registered with another sale or other notes. */
  | 'payment-differs';

/** One transaction, as terminal and ledger know it. */
export interface Suspect {
  readonly what: Difference;
  readonly applicationId: string | null;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly traceNumber: string | null;
  /** The ledger's amount, or else the other book's. `null`: unknown. */
  readonly amount: Qepik | null;
}

/** A difference between two books. */
export interface Finding {
  readonly between: 'ledger-terminal' | 'ledger-register';
  /** The other book's sum minus the ledger's, in qəpik; 0: no sum differs. */
  readonly difference: Qepik;
  /** One: this transaction. Several: each alone would explain it, and the sums cannot tell which. None: no single one explains it. */
  readonly suspects: readonly Suspect[];
  /** Whether the kiosk still works on it: it may come right by itself. */
  readonly open: boolean;
}

/** The terminal's totals at its closing. `period`: the day by the kiosk's clock. */
export interface Closing {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly period: Period;
}

/** ISO date-times; `to` is exclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface RegisterBook {
  readonly rows: readonly RegisterRow[];
  /** Period of compared applications; `rows` may hold more, so that a differing clock hides none. */
  readonly period: Period;
}

export function within(at: string, { from, to }: Period): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) && time < Date.parse(to);
}
