import type { Qepik } from '../../drivers/money.ts';
import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { plainMoney } from '../words/format.ts';
import type { UsedCredit } from '../words/money.ts';
import type { PaperWords } from './words.ts';

export type ApprovalOnPaper = Omit<Approval, 'customerReceipt'>;

/** How the duty was paid; `inserted` in qəpik. */
export type PaymentOnPaper =
  | { readonly by: 'card'; readonly approval: ApprovalOnPaper }
  | { readonly by: 'cash'; readonly inserted: Qepik }
  | { readonly by: 'credit' };

/** Lines of a used credit: its sum, and the rest on its code. The code is printed only if this visit knows it. */
export function usedCreditLines({ amount, left, code }: UsedCredit, words: PaperWords): ReceiptLine[] {
  const lines: ReceiptLine[] = [{ columns: [words.creditUsed, plainMoney(amount)] }];
  if (left === null) return lines;
  lines.push({ columns: [words.creditLeft, plainMoney(left)] });
  if (left === 0) return lines;
  if (code) lines.push({ text: code, style: 'bold', align: 'center' });
  return [...lines, { text: words.creditStays }];
}

/** Lines of the payment: card and numbers of the terminal, or the notes. After a lost answer, the card is unknown. */
export function paymentLines(payment: PaymentOnPaper, words: PaperWords): ReceiptLine[] {
  if (payment.by === 'credit') return [];
  if (payment.by === 'cash') return [{ columns: [words.inserted, plainMoney(payment.inserted)] }];
  const { cardName, cardTail, ref, authorisationCode } = payment.approval;
  const card = [cardName, cardTail && `**** ${cardTail}`].filter(Boolean).join(' ');
  return [
    ...(card === '' ? [] : [{ columns: [words.card, card] as const }]),
    { columns: [words.terminal, `${ref.terminalId} / ${ref.traceNumber}`] },
    ...(authorisationCode ? [{ columns: [words.authorisation, authorisationCode] }] : []),
  ];
}
