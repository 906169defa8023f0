import type { ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { SettledDue } from '../words/due.ts';
import { plainMoney } from '../words/format.ts';
import { creditLines } from './credit-lines.ts';
import type { PaperWords } from './words.ts';

/** Lines of a due in a payment for several: paid, or refused with the code of its credit. The rows of all dues add up to the payment. */
export function settledLines({ payee, subject, number, amount, registered, credit }: SettledDue, words: PaperWords) {
  const lines: ReceiptLine[] = [
    { text: subject },
    { columns: [payee, plainMoney(amount)], style: 'bold' },
    ...(number ? [{ columns: [number.name, number.value] }] : []),
    ...(registered ? [{ columns: [words.application, registered.application] }] : []),
    ...(registered?.payment ? [{ columns: [words.payeeReference, registered.payment] }] : []),
    ...(registered ? [] : [{ text: words.dueRefused }]),
    ...(credit ? creditLines(credit, words) : []),
    { feed: 1 },
  ];
  return lines;
}
