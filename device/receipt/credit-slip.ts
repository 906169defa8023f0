import type { Qepik } from '../../drivers/money.ts';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import { plainMoney } from '../words/format.ts';
import { creditLines } from './credit-lines.ts';
import { makeSlip, type SlipContent } from './slip.ts';
import { PAPER_WORDS, type PaperWords } from './words.ts';

/** Content of a slip for a duty that stayed unpaid. Any holder may use the slip. */
export interface CreditSlipContent extends SlipContent {
  readonly duty: Qepik;
  readonly credit: ApplicationCredit;
  /** Note in the acceptor that the sum does not include, in qəpik; `unknown`: it jammed before it was recognised. `null`: none. */
  readonly noteStuck: Qepik | 'unknown' | null;
}

function stuckLines(note: CreditSlipContent['noteStuck'], words: PaperWords): ReceiptLine[] {
  if (note === null) return [];
  return [
    { text: words.noteStuck, style: 'bold' },
    note === 'unknown' ? { text: words.noteUnknown } : { columns: [words.stuckValue, plainMoney(note)], style: 'bold' },
  ];
}

/**
 * Makes the slip of a credit. There is one slip per code. A continued application may have had another credit, so the slip's number comes
 * from the code.
 */
export function makeCreditSlip(content: CreditSlipContent): Receipt {
  const words = PAPER_WORDS[content.language];
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
