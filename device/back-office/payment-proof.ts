import type { Qepik } from '../../drivers/money.ts';

/** How it was paid. `amount` is the duty, or the rest that the credit does not pay. */
export type PaymentProof = CardProof | CashProof | CreditProof;

/** One payment for several applications: their keys begin with `key`, and each proof names its part of `amount`. */
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
  /** The reserved sum of a credit that this application uses; absent: it uses no credit. */
  readonly credit?: Qepik;
}

/** Notes for this payment in the kiosk's cassette, in qəpik. Their sum is at least `amount`, or the amount of `sale`. */
export interface CashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  /** ISO date-time with offset: when the notes covered the amount. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

/** A credit covers the duty: nothing else was paid. */
export interface CreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  /** ISO date-time with offset: when the credit was reserved. */
  readonly at: string;
}
