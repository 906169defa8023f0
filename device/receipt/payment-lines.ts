import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { plainMoney } from '../words/format.ts';
import type { Qepik, UsedCredit } from '../words/money.ts';
import type { PaperWords } from './words.ts';

/** An approved sale, with all that the paper shows of it. */
export type ApprovalOnPaper = Omit<Approval, 'customerReceipt'>;

/** How the duty was paid; `inserted` in qəpik. */
export type Payment =
  | { readonly by: 'card'; readonly approval: ApprovalOnPaper }
  | { readonly by: 'cash'; readonly inserted: Qepik }
  | { readonly by: 'credit' };

/** What the credit paid. What is left stays on its code, which is not printed again: it is on the slip that the citizen has. */
export const usedLines = ({ amount, left, code }: UsedCredit, words: PaperWords): ReceiptLine[] => [
  { columns: [words.creditUsed, plainMoney(amount)] },
  ...(left === null ? [] : [{ columns: [words.creditLeft, plainMoney(left)] as const }]),
  ...(left === null || left === 0
    ? []
    : [...(code ? [{ text: code, style: 'bold', align: 'center' } as const] : []), { text: words.creditStays }]),
];

/** How the payment was made: the card and the terminal's numbers, or the notes. */
export function paymentLines(payment: Payment, words: PaperWords): ReceiptLine[] {
  if (payment.by === 'credit') return [];
  if (payment.by === 'cash') return [{ columns: [words.inserted, plainMoney(payment.inserted)] }];
  const { cardName, cardTail, ref, authorisationCode } = payment.approval;
  // After a lost answer the terminal tells the sale, and nothing of its card.
  const card = [cardName, cardTail && `**** ${cardTail}`].filter(Boolean).join(' ');
  return [
    ...(card === '' ? [] : [{ columns: [words.card, card] as const }]),
    { columns: [words.terminal, `${ref.terminalId} / ${ref.traceNumber}`] },
    ...(authorisationCode ? [{ columns: [words.authorisation, authorisationCode] }] : []),
  ];
}
