import type { Qepik } from '../../drivers/money.ts';

/** `amount`: the duty, or the rest that the credit does not cover. */
export type PaymentProof = CardProof | CashProof | CreditProof;

/** For several applications: their keys begin with `key`; each proof has its part. */
type SharedPayment = { readonly key: string; readonly amount: Qepik };

/** Finds the sale at the acquirer. */
export interface CardProof {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  readonly amount: Qepik;
  /** ISO date-time with offset. */
  readonly at: string;
  readonly sale?: SharedPayment;
  /** Paid by a credit; absent: none. */
  readonly credit?: Qepik;
}

/** Notes in the cassette, in qəpik: at least `amount`, or the amount of `sale`. */
export interface CashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  /** When the notes covered the amount: ISO date-time with offset. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

export interface CreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  /** Reservation, ISO date-time with offset. */
  readonly at: string;
}
