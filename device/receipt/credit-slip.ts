import type { Qepik } from '../../drivers/money.ts';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { Credit } from '../ledger/cash.ts';
import { plainMoney } from '../words/format.ts';
import { creditLines } from './credit-lines.ts';
import { makeSlip, type SlipContent } from './slip.ts';
import { PAPER_WORDS, type PaperWords } from './words.ts';

/** Content of the credit slip for a duty that was not paid in the end. Any person who holds the slip may use it. */
export interface CreditContent extends SlipContent {
  readonly duty: Qepik;
  readonly credit: Credit;
  /** The note in the acceptor that the sum does not include, in qəpik; `unknown`: it got stuck before it was recognised. `null`: none. */
  readonly noteStuck: Qepik | 'unknown' | null;
}

function stuckLines(note: CreditContent['noteStuck'], words: PaperWords): ReceiptLine[] {
  if (note === null) return [];
  return [
    { text: words.noteStuck, style: 'bold' },
    note === 'unknown' ? { text: words.noteUnknown } : { columns: [words.stuckValue, plainMoney(note)], style: 'bold' },
  ];
}

/** One slip; there is no second of the same code. */
export function makeCreditSlip(content: CreditContent): Receipt {
  const words = PAPER_WORDS[content.language];
  // An application that was continued may have had another credit.
  return makeSlip(content, `C${content.credit.code.slice(-4)}`, words.creditSlip, [
    { columns: [words.lines.duty, plainMoney(content.duty)] },
    { text: words.notRegistered, style: 'bold' },
    { rule: true },
    ...creditLines(content.credit, words),
    { qr: content.credit.code },
    ...stuckLines(content.noteStuck, words),
    { feed: 2 },
    { columns: [words.application, content.reference] },
  ]);
}
