import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { momentLines, type PaperContent, paperNumberOf } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

export type SlipContent = Pick<
  PaperContent,
  'language' | 'centreName' | 'kioskId' | 'at' | 'title' | 'reference' | 'simulated'
>;

/** Makes a slip. `sheet` distinguishes the slips of one visit. */
export function makeSlip(content: SlipContent, sheet: string, heading: string, body: readonly ReceiptLine[]): Receipt {
  const words = PAPER_WORDS[content.language];
  const number = paperNumberOf(content.reference, sheet);
  const lines: ReceiptLine[] = [
    ...(content.simulated ? [{ text: words.simulated, style: 'bold' as const, align: 'center' as const }] : []),
    { text: words.sheet(number), align: 'center' },
    { text: content.centreName, style: 'title', align: 'center' },
    { text: heading, style: 'bold', align: 'center' },
    { rule: true },
    { text: content.title },
    ...body,
    ...momentLines(content.kioskId, content.at, words),
    { text: words.help, align: 'center' },
  ];
  return { lines, cut: true, number };
}
