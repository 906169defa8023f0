import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import type { CardProof, CashProof, PaymentProof } from '../back-office/payment-proof.ts';
import type { Application } from './application.ts';
import type { ApprovalRecord } from './entries.ts';
import { type ReservedCreditSum, restToPay } from './reserved.ts';

export function approvalRecordOf({
  customerReceipt: _lines,
  cardName: _name,
  cardTail: _tail,
  ...approval
}: Approval): ApprovalRecord {
  return approval;
}

/** The proof of a sale; `at` is an ISO date-time with offset. The acquirer finds the sale by it. */
export function cardProof({ ref, amount }: ApprovalRecord, at: string, reserved: ReservedCreditSum | null): CardProof {
  const { terminalId, traceNumber, receiptNumber } = ref;
  return { terminalId, traceNumber, receiptNumber, amount, at, ...creditOf(reserved) };
}

const creditOf = (reserved: ReservedCreditSum | null) => (reserved ? { credit: reserved.amount } : {});

/** How an application was paid; `null` if it was not. The back office gets the same proof every time. */
export function paymentProofOf(application: Application): PaymentProof | null {
  const { reserved } = application;
  const paid = paidProof(application);
  if (paid || !reserved || restToPay(application) > 0) return paid;
  return { credit: reserved.amount, amount: 0, at: reserved.at };
}

function paidProof(application: Application): CardProof | CashProof | null {
  const { approval, paidAt, paidBy, paidNotes, reserved } = application;
  if (!paidAt) return null;
  if (paidBy === 'cash') return { notes: paidNotes, amount: restToPay(application), at: paidAt, ...creditOf(reserved) };
  return approval && cardProof(approval, paidAt, reserved);
}

/** Proof for one of several dues: the proof of the whole payment, with the amount of this line. */
export function paymentProofOfDueLine(application: Application, line: number): PaymentProof | null {
  const whole = paidProof(application);
  const part = application.lines[line - 1]?.amount;
  if (whole === null || part === undefined) return null;
  return { ...whole, amount: part, sale: { key: application.id, amount: application.amount } };
}
