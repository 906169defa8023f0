import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { DoubtAbout } from '../ledger/entries.ts';
import { plainMoney } from '../words/format.ts';
import type { Language } from '../words/language.ts';
import type { Qepik } from '../words/money.ts';
import { momentLines, sheetNumber } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** What somebody takes home whose payment, registration or repayment is not settled. It names nobody. */
export interface DoubtContent {
  readonly about: DoubtAbout;
  /** Notes do not go back: they are kept as a credit. */
  readonly paidIn: 'card' | 'notes';
  readonly language: Language;
  /** Official name of the centre, in Azerbaijani. */
  readonly centreName: string;
  readonly kioskId: string;
  /** Local date and time, `YYYY-MM-DDTHH:MM`; `null` where no clock can be believed. */
  readonly at: string | null;
  readonly title: string;
  readonly reference: string;
  readonly amount: Qepik;
  readonly simulated: boolean;
}

/** One of each may be in a citizen's hand when another tears. */
const LETTERS: Readonly<Record<DoubtAbout, string>> = { payment: 'DP', staff: 'DS', registration: 'DR', return: 'DB' };

/** Whether money has left the account, what happens by itself, and the code to ask with. No proof of anything. */
export function makeDoubtSlip(content: DoubtContent): Receipt {
  const words = PAPER_WORDS[content.language];
  const { money, follows } = words.doubt[content.about];
  const number = sheetNumber(content.reference, LETTERS[content.about]);
  const lines: ReceiptLine[] = [
    ...(content.simulated ? [{ text: words.simulated, style: 'bold' as const, align: 'center' as const }] : []),
    { text: words.sheet(number), align: 'center' },
    { text: content.centreName, style: 'title', align: 'center' },
    { text: words.doubtSlip, style: 'bold', align: 'center' },
    { rule: true },
    { text: content.title },
    { columns: [words.sum, plainMoney(content.amount)] },
    { text: money, style: 'bold' },
    { text: content.about === 'registration' && content.paidIn === 'notes' ? words.elseCredit : follows },
    { text: words.payOnce },
    { feed: 2 },
    { text: words.quote, align: 'center' },
    { text: content.reference, style: 'large', align: 'center' },
    { feed: 2 },
    ...momentLines(content.kioskId, content.at, words),
    { text: words.help, align: 'center' },
  ];
  return { lines, cut: true, number };
}
