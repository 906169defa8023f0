/** Integer qəpik. */
type Qepik = number;

/** How it was paid. `amount` is the duty, or what remains of it beyond the credit. */
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
  /** What the office has reserved of a credit and this application uses; absent: it uses none. */
  readonly credit?: Qepik;
}

/** Notes for this payment in the kiosk's cassette, in qəpik. Their sum is at least `amount`, or the amount of `sale`. */
export interface CashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  /** ISO date-time with offset: when they were enough. */
  readonly at: string;
  readonly sale?: SharedPayment;
  readonly credit?: Qepik;
}

/** A credit that covers the duty: nothing else was paid. */
export interface CreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  /** ISO date-time with offset: when it was reserved. */
  readonly at: string;
}
