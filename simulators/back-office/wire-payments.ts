import type { Qepik } from '../../drivers/money.ts';

export type WirePaymentProof = WireCardProof | WireCashProof | WireCreditProof;

interface WireSharedPayment {
  readonly key: string;
  readonly amount: Qepik;
}

export interface WireCashProof {
  readonly notes: readonly Qepik[];
  readonly amount: Qepik;
  readonly at: string;
  readonly sale?: WireSharedPayment;
  readonly credit?: Qepik;
}

export interface WireCreditProof {
  readonly credit: Qepik;
  readonly amount: 0;
  readonly at: string;
  /** A credit does not pay several dues. */
  readonly sale?: never;
}

export interface WireCardProof {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  readonly amount: Qepik;
  readonly at: string;
  readonly sale?: WireSharedPayment;
  readonly credit?: Qepik;
}
