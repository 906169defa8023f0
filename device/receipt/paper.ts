import type { Qepik } from '../../drivers/money.ts';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { WindowPlace } from '../back-office/contract.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import type { IsoDate } from '../words/date.ts';
import { type SettledDue, textInLanguage } from '../words/due.ts';
import { plainDate, plainMoment, plainMoney, timeSpanText } from '../words/format.ts';
import type { Language } from '../words/language.ts';
import type { UsedCredit } from '../words/money.ts';
import type { Quote } from '../words/quote.ts';
import type { SlotTime } from '../words/slot.ts';
import { creditLines } from './credit-lines.ts';
import { type PaymentOnPaper, paymentLines, usedCreditLines } from './payment-lines.ts';
import { settledLines } from './settled-dues.ts';
import { PAPER_WORDS, type PaperWords } from './words.ts';

export interface AppointmentOnPaper {
  readonly ticket: string;
  readonly window: string;
  readonly floor: number | null;
  readonly slot: SlotTime | null;
}

/** A due in the citizen's language; `reference`: the payee's. */
interface DueOnPaper {
  readonly subject: string;
  /** Number of the due at the payee; `null`: unknown. */
  readonly number: { readonly name: string; readonly value: string } | null;
  readonly reference: string;
  readonly rest: Qepik;
}

interface Common {
  readonly language: Language;
  readonly centreName: string;
  readonly kioskId: string;
  /** Date and time at the centre, `YYYY-MM-DDTHH:MM`; `null`: the clock is not believed. */
  readonly at: string | null;
  /** Title in Azerbaijani, the record's language. */
  readonly officialTitle: string;
  readonly title: string;
  readonly reference: string;
  readonly next: readonly string[];
  readonly bring: { readonly to: 'window' | 'collect'; readonly things: readonly string[] } | null;
  readonly qr: string;
  readonly simulated: boolean;
  /** Number of the duplicate from the back office; `null`: a paper of the visit itself. */
  readonly duplicate: number | null;
  readonly firstUnprinted: boolean;
}

export type PaperContent =
  | (Common & {
      readonly kind: 'receipt';
      readonly tier: string;
      readonly ready: IsoDate | null;
      readonly quote: Quote;
      /** As on the page; `null`: none. */
      readonly tariffDate: IsoDate | null;
      readonly payment: PaymentOnPaper | null;
      readonly used: UsedCredit | null;
      readonly credit: ApplicationCredit | null;
      readonly window: AppointmentOnPaper | null;
      /** The paid due; `null`: none or several. */
      readonly due: DueOnPaper | null;
      /** Dues of a payment for several; otherwise empty. */
      readonly dues: readonly SettledDue[];
    })
  | (Common & {
      readonly kind: 'certificate';
      readonly document: {
        readonly number: string;
        readonly person: string;
        readonly fin: string;
        readonly lines: readonly string[];
      };
      /** Whether the paper is only a copy: the document itself is not available here. */
      readonly copyOnly: boolean;
      readonly place: WindowPlace | null;
    })
  | (Common & {
      readonly kind: 'ticket';
      readonly window: AppointmentOnPaper;
      readonly since: 'checked-in' | 'moved' | null;
      readonly ahead: number | null;
    });

/**
 * Makes a paper; `copy` from 1. The number is at the top, which stays readable if the rest is torn off. A second copy names the sheet that
 * it replaces. `simulated`: whether a device is simulated. `firstUnprinted`: whether the application's visit printed nothing. `used`: the
 * part of the price that a credit paid. `credit`: for notes beyond the duty. `place`: the window that prints the document. `since`: the
 * change of the appointment since the first ticket. `null` means unknown or none.
 */
export function makePaper(content: PaperContent, copy: number): Receipt {
  const words = PAPER_WORDS[content.language];
  const number = sheetOf(content, copy);
  const top: ReceiptLine[] = [{ text: words.sheet(number), align: 'center' }];
  if (copy > 1) top.push({ text: words.copy(copy, sheetOf(content, copy - 1)), style: 'bold', align: 'center' });
  // The office counts every later paper. If the visit printed none, the first is no duplicate.
  const duplicate = (content.duplicate ?? 0) - (content.firstUnprinted ? 1 : 0);
  if (duplicate > 0) top.push({ text: words.duplicate(duplicate), style: 'bold', align: 'center' });
  if (content.simulated) top.unshift({ text: words.simulated, style: 'bold', align: 'center' });
  return { lines: [...top, ...head(content), ...body(content), ...foot(content)], cut: true, number };
}

/** Number of a sheet of an application: the number of the copy, or the letter of a slip. */
export const paperNumberOf = (reference: string, which: string): string => `${reference}/${which}`;

/** A later visit counts its copies from 1 again. */
const sheetOf = ({ reference, duplicate }: PaperContent, copy: number): string =>
  paperNumberOf(reference, duplicate === null ? `${copy}` : `${duplicate}.${copy}`);

function head(content: PaperContent): ReceiptLine[] {
  const titles = content.title === content.officialTitle ? [content.title] : [content.officialTitle, content.title];
  return [
    { text: content.centreName, style: 'title', align: 'center' },
    ...titles.map((text) => ({ text, align: 'center' as const })),
    { rule: true },
  ];
}

function body(content: PaperContent): ReceiptLine[] {
  const words = PAPER_WORDS[content.language];
  switch (content.kind) {
    case 'receipt': {
      if (content.dues.length > 0) return severalLines(content, words);
      const money = moneyLines(content, words);
      return [
        ...money,
        ...(money.length > 0 ? [{ rule: true as const }] : []),
        ...(content.due ? dueLines(content.due, words) : termLines(content, words)),
        { feed: 2 },
        { text: words.application, align: 'center' },
        { text: content.reference, style: 'large', align: 'center' },
        ...(content.window ? windowLines(content.window, words) : []),
        ...(content.credit ? [{ rule: true as const }, ...creditLines(content.credit, words)] : []),
      ];
    }
    case 'certificate':
      return [
        ...(content.copyOnly
          ? [
              { text: words.copyOnly, style: 'bold' as const, align: 'center' as const },
              { text: content.place ? words.documentReady : words.documentAt },
              ...(content.place ? placeLines({ ...content.place, slot: null }, words) : []),
              { rule: true as const },
            ]
          : []),
        { columns: [words.number, content.document.number] },
        { columns: [words.person, content.document.person] },
        { columns: ['FİN', content.document.fin] },
        { rule: true },
        ...content.document.lines.map((text) => ({ text })),
        { rule: true },
        { text: content.reference, style: 'bold', align: 'center' },
      ];
    case 'ticket':
      return [
        { feed: 2 },
        { text: content.window.ticket, style: 'large', align: 'center' },
        { feed: 2 },
        ...(content.since ? [{ text: words.since[content.since], style: 'bold' as const }] : []),
        ...placeLines(content.window, words),
        ...(content.window.slot ? applicationLines(content, words) : aheadLines(content.ahead, words)),
      ];
    default:
      return content satisfies never;
  }
}

/** Lines of the price, as on the screen. A free service has none. */
function moneyLines(
  { quote, payment, used, tariffDate, language }: Extract<PaperContent, { kind: 'receipt' }>,
  words: PaperWords,
): ReceiptLine[] {
  if (quote.at === 'window') return [{ text: words.payAtWindow, style: 'bold' }];
  if (quote.total === 0) return [];
  return [
    ...quote.lines.map(({ kind, amount, payee }) => ({
      columns: [payee ? textInLanguage(payee, language) : words.lines[kind], plainMoney(amount)] as const,
    })),
    { columns: [words.paid, plainMoney(quote.total)], style: 'bold' },
    ...(used ? usedCreditLines(used, words) : []),
    ...(used && payment?.by === 'card'
      ? [{ columns: [words.cardPaid, plainMoney(quote.total - used.amount)] as const }]
      : []),
    ...(payment ? paymentLines(payment, words) : []),
    ...(tariffDate === null ? [] : [{ columns: [words.tariff, plainDate(tariffDate)] as const }]),
  ];
}

const termLines = ({ tier, ready }: Extract<PaperContent, { kind: 'receipt' }>, words: PaperWords): ReceiptLine[] => [
  { columns: [words.term, tier] },
  { columns: [words.ready, ready === null ? words.readyLater : plainDate(ready)] },
];

const dueLines = ({ subject, number, reference, rest }: DueOnPaper, words: PaperWords): ReceiptLine[] => [
  { text: subject },
  ...(number ? [{ columns: [number.name, number.value] as const, style: 'bold' as const }] : []),
  { columns: [words.payeeReference, reference], style: 'bold' },
  ...(rest > 0 ? [{ columns: [words.rest, plainMoney(rest)] }] : []),
];

function severalLines(
  { dues, quote, payment, credit }: Extract<PaperContent, { kind: 'receipt' }>,
  words: PaperWords,
): ReceiptLine[] {
  const fee = quote.lines.reduce((sum, { kind, amount }) => (kind === 'duty' ? sum : sum + amount), 0);
  return [
    ...dues.flatMap((due) => settledLines(due, words)),
    { rule: true },
    { columns: [words.paid, plainMoney(quote.total)], style: 'bold' },
    ...(fee > 0 ? [{ columns: [words.feeIncluded, plainMoney(fee)] }] : []),
    ...(payment ? paymentLines(payment, words) : []),
    ...(credit ? [{ rule: true as const }, ...creditLines(credit, words)] : []),
  ];
}

const aheadLines = (ahead: number | null, words: PaperWords): ReceiptLine[] =>
  ahead === null ? [] : [{ columns: [words.ahead, String(ahead)] }];

const slotLines = (slot: SlotTime, words: PaperWords): ReceiptLine[] => [
  { columns: [words.day, plainDate(slot.day)], style: 'bold' },
  { columns: [words.time, timeSpanText(slot)], style: 'bold' },
];

const placeLines = ({ window, floor, slot }: Omit<AppointmentOnPaper, 'ticket'>, words: PaperWords): ReceiptLine[] => [
  { columns: [words.window, window] },
  ...(floor === null ? [] : [{ columns: [words.floor, String(floor)] as const }]),
  ...(slot ? slotLines(slot, words) : []),
];

const windowLines = (window: AppointmentOnPaper, words: PaperWords): ReceiptLine[] => [
  { text: `${words.ticket} ${window.ticket}`, style: 'bold', align: 'center' },
  ...placeLines(window, words),
];

/** Number of the application, which the citizen types to move, cancel or check in. */
const applicationLines = ({ reference }: PaperContent, words: PaperWords): ReceiptLine[] => [
  { feed: 2 },
  { text: words.application, align: 'center' },
  { text: reference, style: 'large', align: 'center' },
];

/** Lines with kiosk and time. Without a set clock no date is printed: paper is proof. */
export function momentLines(kioskId: string, at: string | null, words: PaperWords): ReceiptLine[] {
  return at === null ? [{ text: kioskId }, { text: words.noDate }] : [{ columns: [kioskId, plainMoment(at)] }];
}

const bringLines = ({ to, things }: NonNullable<PaperContent['bring']>, words: PaperWords): ReceiptLine[] => [
  { text: words.bring[to], style: 'bold' },
  ...things.map((thing) => ({ text: `– ${thing}` })),
];

function foot(content: PaperContent): ReceiptLine[] {
  const words = PAPER_WORDS[content.language];
  return [
    { feed: 2 },
    ...content.next.map((text, index) => ({ text: `${index + 1}. ${text}` })),
    ...(content.bring ? bringLines(content.bring, words) : []),
    ...(content.kind === 'ticket' && !content.window.slot
      ? []
      : [{ feed: 2 }, { qr: content.qr }, { text: words.check, align: 'center' as const }]),
    { feed: 2 },
    ...momentLines(content.kioskId, content.at, words),
    { text: words.help, align: 'center' },
  ];
}
