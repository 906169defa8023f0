import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { Language } from '../words/language.ts';
import { momentLines, sheetNumber } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

/** What a slip says of the visit. It names nobody. */
export interface SlipContent {
  readonly language: Language;
  /** Official name of the centre, in Azerbaijani. */
  readonly centreName: string;
  readonly kioskId: string;
  /** Local date and time, `YYYY-MM-DDTHH:MM`; `null` where no clock could be believed. */
  readonly at: string | null;
  readonly title: string;
  readonly reference: string;
  readonly simulated: boolean;
}

/** `sheet` tells this slip from others of the same visit. */
export function makeSlip(content: SlipContent, sheet: string, heading: string, body: readonly ReceiptLine[]): Receipt {
  const words = PAPER_WORDS[content.language];
  const number = sheetNumber(content.reference, sheet);
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
