import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { dayAndMonth } from '../words/format.ts';
import { momentLines, type PaperContent } from './paper.ts';
import { PAPER_WORDS } from './words.ts';

export interface ParkedSlipContent
  extends Pick<PaperContent, 'language' | 'centreName' | 'kioskId' | 'at' | 'simulated' | 'qr'> {
  /** Local time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly until: string;
}

/** Slip of a parked visit. It names no person and no service. */
export function makeParkedSlip({
  language,
  centreName,
  kioskId,
  at,
  simulated,
  qr,
  until,
}: ParkedSlipContent): Receipt {
  const words = PAPER_WORDS[language];
  const lines: ReceiptLine[] = [
    ...(simulated ? [{ text: words.simulated, style: 'bold' as const, align: 'center' as const }] : []),
    { text: centreName, style: 'title', align: 'center' },
    { text: words.parked.title, style: 'bold', align: 'center' },
    { rule: true },
    { text: words.parked.how },
    { text: words.parked.until(`${dayAndMonth(until.slice(0, 10), language)}, ${until.slice(11)}`), style: 'bold' },
    { feed: 2 },
    { qr },
    { text: words.parked.keep, align: 'center' },
    ...momentLines(kioskId, at, words),
    { text: words.help, align: 'center' },
  ];
  return { lines, cut: true };
}
