import type { Qepik } from '../../drivers/money.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import type { DoubtSubject } from '../ledger/entries.ts';
import { plainMoney } from '../words/format.ts';
import { makeSlip, type SlipContent } from './slip.ts';
import { PAPER_WORDS } from './words.ts';

export interface DoubtSlipContent extends SlipContent {
  readonly about: DoubtSubject;
  readonly paidIn: 'card' | 'notes';
  readonly amount: Qepik;
}

/** Letters that number the slips: a citizen may hold one slip when another slip is torn. */
const LETTERS: Readonly<Record<DoubtSubject, string>> = {
  payment: 'DP',
  staff: 'DS',
  registration: 'DR',
  return: 'DB',
};

/**
 * Makes a slip that says whether money has left the account, what follows without the citizen, and which code to show. The slip proves
 * nothing. If the registration fails, paid notes become a credit.
 */
export function makeDoubtSlip(content: DoubtSlipContent): Receipt {
  const words = PAPER_WORDS[content.language];
  const { money, follows } = words.doubt[content.about];
  return makeSlip(content, LETTERS[content.about], words.doubtSlip, [
    { columns: [words.sum, plainMoney(content.amount)] },
    { text: money, style: 'bold' },
    { text: content.about === 'registration' && content.paidIn === 'notes' ? words.elseCredit : follows },
    { text: words.payOnce },
    { feed: 2 },
    { text: words.quote, align: 'center' },
    { text: content.reference, style: 'large', align: 'center' },
    { feed: 2 },
  ]);
}
