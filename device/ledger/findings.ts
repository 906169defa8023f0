import type { Qepik } from '../../drivers/money.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import type { RegisterRow } from '../back-office/register-list.ts';
import type { SettledAs } from './entries.ts';

/** In what one transaction can differ. */
export type Difference =
  | 'not-at-terminal'
  | 'not-in-ledger'
  | 'amount-differs'
  /** The ledger says that the money went back; the terminal still counts the sale. */
  | 'return-not-at-terminal'
  /** The ledger does not know whether it was paid; the terminal counts one more sale of this amount. */
  | 'doubtful-sale-counted'
  /** Staff ended it by hand as this, and the terminal counts the sale. */
  | `by-hand-${SettledAs}`
  | 'registered-without-payment'
  | 'paid-without-registration'
  /** The ledger says *registered*, but the register has no such application. It is free, or a credit covers it. */
  | 'not-in-register'
  /** In the register; the ledger has not heard of it or has taken it back. */
  | 'registration-not-in-ledger'
  /** Registered with another sale or other notes than the ledger has. */
  | 'payment-differs';

/** One transaction, with all that the terminal and the ledger know of it. */
export interface Suspect {
  readonly what: Difference;
  readonly applicationId: string | null;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly traceNumber: string | null;
  /** As the ledger has it; of a sale that it has not, as the other book has it. `null`: not known. */
  readonly amount: Qepik | null;
}

/** Something in which two books differ. */
export interface Finding {
  readonly between: 'ledger-terminal' | 'ledger-register';
  /** The other book's sum less the ledger's, in qəpik; 0 where no sum differs. */
  readonly difference: Qepik;
  /**
   * One: that is the transaction. Several: each of them alone would explain it, and the sums can not tell which. None: no single
   * transaction explains it.
   */
  readonly suspects: readonly Suspect[];
  /** The kiosk still works at it, so it may come right by itself. */
  readonly open: boolean;
}

/** What the terminal said when its day was closed, and the time that the day had by the kiosk's clock. */
export interface Closing {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly period: Period;
}

/** ISO date-times; `to` is not in it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface RegisterBook {
  readonly rows: readonly RegisterRow[];
  /** Whose applications are compared; `rows` may hold more, so that none is missed for a clock that differs. */
  readonly period: Period;
}

export function within(at: string, { from, to }: Period): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) && time < Date.parse(to);
}
