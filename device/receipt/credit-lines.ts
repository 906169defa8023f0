import type { ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { plainMoney } from '../words/format.ts';
import type { CreditView } from '../words/money.ts';
import type { PaperWords } from './words.ts';

export function creditLines({ code, amount }: CreditView, words: PaperWords): ReceiptLine[] {
  return [
    { columns: [words.credit, plainMoney(amount)], style: 'bold' },
    { text: code, style: 'large', align: 'center' },
    { text: words.creditUse, align: 'center' },
  ];
}
