import type { Qepik } from '../../drivers/money.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import type { OfficeRegisterRow } from '../back-office/register-list.ts';
import type { StaffSettledOutcome } from './entries.ts';

export type ReconciliationDifference =
  | 'not-at-terminal'
  | 'not-in-ledger'
  | 'amount-differs'
  /** The ledger has a refund; the terminal counts the sale. */
  | 'return-not-at-terminal'
  /** The ledger has no outcome; the terminal counts one more sale of this amount. */
  | 'doubtful-sale-counted'
  /** Staff ended the application like this; the terminal counts the sale. */
  | `by-hand-${StaffSettledOutcome}`
  | 'registered-without-payment'
  | 'paid-without-registration'
  /** Registered in the ledger only; free, or covered by a credit. */
  | 'not-in-register'
  /** The application is registered at the office; the ledger has no registration, or withdrew the application. */
  | 'registration-not-in-ledger'
  | 'payment-differs';

export interface DisputedTransaction {
  readonly what: ReconciliationDifference;
  readonly applicationId: string | null;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly traceNumber: string | null;
  /** Amount in the ledger, or else in the other book, in qəpik; `null`: unknown. */
  readonly amount: Qepik | null;
}

export interface ReconciliationFinding {
  readonly between: 'ledger-terminal' | 'ledger-register';
  /** The other book's sum minus the ledger's, in qəpik; 0: no sum differs. */
  readonly difference: Qepik;
  /** Several: each alone explains the difference. None: no single transaction does. */
  readonly suspects: readonly DisputedTransaction[];
  /** Whether the kiosk still works on the suspect. */
  readonly open: boolean;
}

/** The terminal's end of day. `period`: its day by the kiosk's clock. */
export interface TerminalDayClosing {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly period: TimePeriod;
}

/** ISO date-times; `to` is exclusive. */
export interface TimePeriod {
  readonly from: string;
  readonly to: string;
}

export interface OfficeRegisterExtract {
  readonly rows: readonly OfficeRegisterRow[];
  /** Rows may exceed the period, so that a differing clock hides no application. */
  readonly period: TimePeriod;
}

export function isWithinPeriod(at: string, { from, to }: TimePeriod): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) && time < Date.parse(to);
}
