import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import type { Credit } from '../ledger/cash.ts';
import { plainMoney } from '../words/format.ts';
import type { Qepik } from '../words/money.ts';
import { creditLines } from './credit-lines.ts';
import { makeSlip, type SlipContent } from './slip.ts';
import { PAPER_WORDS } from './words.ts';

/** What a credit slip says when a duty was not paid after all. Whoever holds it may use it. */
export interface CreditContent extends SlipContent {
  readonly duty: Qepik;
  readonly credit: Credit;
  /** Whether the acceptor has a note that the sum does not include. */
  readonly noteStuck: boolean;
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
    ...(content.noteStuck ? [{ text: words.noteStuck, style: 'bold' as const }] : []),
    { feed: 2 },
    { columns: [words.application, content.reference] },
  ]);
}
