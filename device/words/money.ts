import type { IsoDate } from './date.ts';
import type { Quote, QuoteLine } from './quote.ts';

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
  /** What was put in is kept as a credit. */
  | 'credited'
  | 'returning'
  | 'returned';

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
  readonly amount: Qepik;
  /** How the sum is made. */
  readonly lines: readonly QuoteLine[];
  /** `window`: nothing is paid here. */
  readonly payAt: Quote['at'];
}

export type NoteBack =
  | 'invalid-note'
  | 'badly-inserted'
  | 'not-accepted'
  | 'foreign-item'
  | 'transport-trouble'
  | 'unknown'
  | 'returned';
