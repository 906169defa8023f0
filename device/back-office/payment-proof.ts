import type { Qepik } from '../../drivers/money.ts';

/** Proof of payment. `amount` is the duty, or the rest that the credit does not cover. */
export type PaymentProof = CardProof | CashProof | CreditProof;

/** One payment for several applications: their keys begin with `key`, and each proof has its part of `amount`. */
type SharedPayment = { readonly key: string; readonly amount: Qepik };

/** Enough to find the sale at the acquirer. */
export interface CardProof {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  readonly amount: Qepik;
  /** ISO date-time with offset. */
  readonly at: string;
  readonly sale?: SharedPayment;
  /** Part paid by a credit; absent: none. */
  readonly credit?: Qepik;
}

/** Notes in the cassette for this payment, in qəpik. Their sum is at least `amount`, or the amount of `sale`. */
export interface CashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  /** ISO date-time with offset at which the notes covered the amount. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

/** A credit covers the whole duty. */
export interface CreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  /** ISO date-time with offset of the reservation. */
  readonly at: string;
}
