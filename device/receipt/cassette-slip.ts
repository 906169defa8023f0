import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { type CassetteExchange, differencesOf, sumOfNotes } from '../ledger/cassette-exchange.ts';
import { plainMoney } from '../words/format.ts';
import type { Language } from '../words/language.ts';
import { momentLines } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

export interface CassetteSlipContent {
  readonly language: Language;
  readonly centreName: string;
  readonly kioskId: string;
  readonly id: string;
  readonly exchange: CassetteExchange;
  readonly at: string | null;
  readonly simulated: boolean;
}

/** Makes the slip of an exchanged cassette: the bag, the counted notes, each difference, badges, and the start of the signature. */
export function makeCassetteSlip({
  language,
  centreName,
  kioskId,
  id,
  exchange,
  at,
  simulated,
}: CassetteSlipContent): Receipt {
  const words = PAPER_WORDS[language];
  const its = words.cassette;
  const { count, second, bag, signature } = exchange;
  if (!count || bag === null || signature === null) throw new Error(`bug: the exchange ${id} is not sealed`);
  const differences = differencesOf(count.counted, count.expected);
  const number = `${kioskId}/${id.slice(0, 8)}`;
  const lines: ReceiptLine[] = [
    ...(simulated ? [{ text: words.simulated, style: 'bold' as const, align: 'center' as const }] : []),
    { text: words.sheet(number), align: 'center' },
    { text: centreName, style: 'title', align: 'center' },
    { text: its.title, style: 'bold', align: 'center' },
    { rule: true },
    { text: its.bag },
    { text: bag, style: 'large', align: 'center' },
    { rule: true },
    ...count.counted.map(({ value, count: notes }) => ({
      columns: [`${notes} × ${plainMoney(value)}`, plainMoney(notes * value)],
    })),
    { columns: [words.sum, plainMoney(sumOfNotes(count.counted))], style: 'bold' },
    { columns: [its.ledger, plainMoney(sumOfNotes(count.expected))] },
    ...differences.map(({ value, counted, expected }) => ({
      columns: [`${its.difference} ${plainMoney(value)}`, `${counted} / ${expected}`],
      style: 'bold' as const,
    })),
    { rule: true },
    { columns: [its.badge, count.by] },
    ...(second === null ? [] : [{ columns: [its.second, second] as const }]),
    ...momentLines(kioskId, at, words),
    { columns: [its.signature, signature.slice(0, 16)] },
  ];
  return { lines, cut: true, number };
}
