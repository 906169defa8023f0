import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import type { CardProof, PaymentProof } from '../back-office/contract.ts';
import type { Application } from './application.ts';
import type { ApprovalRecord } from './entries.ts';

/** What the ledger keeps of an approval. */
export function recordOf({
  customerReceipt: _lines,
  cardName: _name,
  cardTail: _tail,
  ...approval
}: Approval): ApprovalRecord {
  return approval;
}

/** The proof of a sale; `at` is an ISO date-time with offset. */
export function cardProof({ ref, amount }: ApprovalRecord, at: string): CardProof {
  const { terminalId, traceNumber, receiptNumber } = ref;
  return { terminalId, traceNumber, receiptNumber, amount, at };
}

/** How an application was paid, as the back office is told it every time alike; `null` where it was not. */
export function proofOf(application: Application): PaymentProof | null {
  const { approval, paidAt, paidBy, paidNotes, amount } = application;
  if (!paidAt) return null;
  if (paidBy === 'cash') return { notes: paidNotes, amount, at: paidAt };
  return approval && cardProof(approval, paidAt);
}

/** Proof for one due of several: the proof of the whole payment, with the amount of this line. */
export function lineProof(application: Application, line: number): PaymentProof | null {
  const whole = proofOf(application);
  const part = application.lines[line - 1]?.amount;
  if (whole === null || part === undefined) return null;
  return { ...whole, amount: part, sale: { key: application.id, amount: application.amount } };
}
