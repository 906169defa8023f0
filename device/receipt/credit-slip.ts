import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { Credit } from '../ledger/cash.ts';
import { plainMoney } from '../words/format.ts';
import type { Language } from '../words/language.ts';
import type { Qepik } from '../words/money.ts';
import { creditLines, momentLines, sheetNumber } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** What a credit slip says when a duty was not paid after all. It names nobody: whoever holds it may use it. */
export interface CreditContent {
  readonly language: Language;
  /** Official name of the centre, in Azerbaijani. */
  readonly centreName: string;
  readonly kioskId: string;
  /** Local date and time, `YYYY-MM-DDTHH:MM`; `null` where no clock could be believed. */
  readonly at: string | null;
  readonly title: string;
  readonly reference: string;
  readonly duty: Qepik;
  readonly credit: Credit;
  readonly simulated: boolean;
}

/** One slip; there is no second of the same code. */
export function makeCreditSlip(content: CreditContent): Receipt {
  const words = PAPER_WORDS[content.language];
  // An application that was continued may have had another credit.
  const number = sheetNumber(content.reference, `C${content.credit.code.slice(-4)}`);
  const lines: ReceiptLine[] = [
    ...(content.simulated ? [{ text: words.simulated, style: 'bold' as const, align: 'center' as const }] : []),
    { text: words.sheet(number), align: 'center' },
    { text: content.centreName, style: 'title', align: 'center' },
    { text: words.creditSlip, style: 'bold', align: 'center' },
    { rule: true },
    { text: content.title },
    { columns: [words.duty, plainMoney(content.duty)] },
    { text: words.notRegistered, style: 'bold' },
    { rule: true },
    ...creditLines(content.credit, words),
    { feed: 2 },
    { columns: [words.application, content.reference] },
    ...momentLines(content.kioskId, content.at, words),
    { text: words.help, align: 'center' },
  ];
  return { lines, cut: true, number };
}
