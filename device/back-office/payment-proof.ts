import type { Qepik } from '../../drivers/money.ts';

/** Proof of a payment. `amount`: the price, or the rest that the credit does not cover. */
export type PaymentProof = CardProof | CashProof | CreditProof;

/** One payment for several applications: their keys begin with `key`, and each proof has its part of `amount`. */
type SharedPayment = { readonly key: string; readonly amount: Qepik };

export interface CardProof {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  readonly amount: Qepik;
  /** ISO date-time with offset. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

/** Notes in the cassette, in qəpik: their sum is at least `amount`, or the amount of `sale`. */
export interface CashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  /** Time when the notes were enough; ISO date-time with offset. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

export interface CreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  /** Time of the reservation; ISO date-time with offset. */
  readonly at: string;
}
