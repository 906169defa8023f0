import type { Approval } from '../../drivers/payment-terminal/contract.ts';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import type { Credit } from '../ledger/cash.ts';
import type { IsoDate } from '../words/date.ts';
import { plainDate, plainMoment, plainMoney, timeText } from '../words/format.ts';
import type { Language } from '../words/language.ts';
import type { Qepik } from '../words/money.ts';
import type { Quote, QuoteLine } from '../words/quote.ts';
import type { SlotTime } from '../words/slot.ts';
import { PAPER_WORDS, type PaperWords } from './words.ts';

/** An approved sale, with all that the paper shows of it. */
export type ApprovalOnPaper = Omit<Approval, 'customerReceipt'>;

/** How the duty was paid; `inserted` in qəpik. */
type Payment =
  | { readonly by: 'card'; readonly approval: ApprovalOnPaper }
  | { readonly by: 'cash'; readonly inserted: Qepik };

/** What was owed, in the citizen's language, and the payee's own reference of the payment. */
interface DueOnPaper {
  readonly payee: string;
  readonly subject: string;
  readonly reference: string;
  /** What is still owed, in qəpik. */
  readonly rest: Qepik;
}

interface Common {
  readonly language: Language;
  /** Official name of the centre, in Azerbaijani. */
  readonly centreName: string;
  readonly kioskId: string;
  /** Local date and time, `YYYY-MM-DDTHH:MM`; `null` where no clock could be believed. */
  readonly at: string | null;
  /** In Azerbaijani, the language of the record. */
  readonly officialTitle: string;
  /** In the citizen's language. */
  readonly title: string;
  readonly reference: string;
  /** What happens next, in the citizen's language. */
  readonly next: readonly string[];
  readonly qr: string;
  /** Printed on every paper of a kiosk with any simulated device. */
  readonly simulated: boolean;
  /** The back office's number of this duplicate, or `null` on the paper of the visit itself. */
  readonly duplicate: number | null;
}

/** What goes on paper; built by the session from what the ledger and the back office said. */
export type PaperContent =
  | (Common & {
      readonly kind: 'receipt';
      readonly tier: string;
      readonly ready: IsoDate | null;
      readonly quote: Quote;
      /** `null` for what is free. */
      readonly payment: Payment | null;
      /** What the notes were worth beyond the duty, or `null`. */
      readonly credit: Credit | null;
      readonly ticket: string | null;
      /** When it is called, if it is booked. */
      readonly slot: SlotTime | null;
      /** What was paid of a due; `null`: nothing. */
      readonly due: DueOnPaper | null;
    })
  | (Common & {
      readonly kind: 'certificate';
      readonly document: {
        readonly number: string;
        readonly person: string;
        readonly fin: string;
        readonly lines: readonly string[];
      };
      /** The document itself is another one, which is not had here. */
      readonly copyOnly: boolean;
    })
  | (Common & {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly window: string;
      /** `null`: nobody said. */
      readonly floor?: number | null;
      /** `null`: nobody knows. */
      readonly ahead: number | null;
      /** Booked for then, and not called in turn. */
      readonly slot?: SlotTime | null;
    });

/**
 * One paper, `copy` counted from 1. Its number is on top, where it is still read when the rest was torn off; a second one
 * says which sheet it replaces.
 */
export function makePaper(content: PaperContent, copy: number): Receipt {
  const words = PAPER_WORDS[content.language];
  const number = sheetOf(content, copy);
  const top: ReceiptLine[] = [{ text: words.sheet(number), align: 'center' }];
  if (copy > 1) top.push({ text: words.copy(copy, sheetOf(content, copy - 1)), style: 'bold', align: 'center' });
  if (content.duplicate !== null)
    top.push({ text: words.duplicate(content.duplicate), style: 'bold', align: 'center' });
  if (content.simulated) top.unshift({ text: words.simulated, style: 'bold', align: 'center' });
  return { lines: [...top, ...head(content), ...body(content), ...foot(content)], cut: true, number };
}

/** What tells the sheets of one application apart: the number of a copy, or a letter for a slip that has none. */
export const sheetNumber = (reference: string, which: string): string => `${reference}/${which}`;

/** A duplicate is printed in another visit, which counts its copies from 1 again. */
const sheetOf = ({ reference, duplicate }: PaperContent, copy: number): string =>
  sheetNumber(reference, duplicate === null ? `${copy}` : `${duplicate}.${copy}`);

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
      const { at, lines, total, tariffDate } = content.quote;
      const amountOf = (kind: QuoteLine['kind']) => lines.find((line) => line.kind === kind)?.amount ?? 0;
      return [
        ...(at === 'window'
          ? [{ text: words.payAtWindow, style: 'bold' as const }]
          : [
              { columns: [content.due?.payee ?? words.duty, plainMoney(amountOf('duty'))] },
              { columns: [words.fee, plainMoney(amountOf('fee') + amountOf('commission'))] },
              { columns: [words.paid, plainMoney(total)], style: 'bold' as const },
            ]),
        ...(content.payment ? paymentLines(content.payment, words) : []),
        ...(tariffDate ? [{ columns: [words.tariff, plainDate(tariffDate)] }] : []),
        { rule: true },
        ...(content.due ? dueLines(content.due, words) : termLines(content, words)),
        { feed: 2 },
        { text: words.application, align: 'center' },
        { text: content.reference, style: 'large', align: 'center' },
        ...(content.ticket
          ? [{ text: `${words.ticket} ${content.ticket}`, style: 'bold' as const, align: 'center' as const }]
          : []),
        ...(content.slot ? slotLines(content.slot, words) : []),
        ...(content.credit ? [{ rule: true as const }, ...creditLines(content.credit, words)] : []),
      ];
    }
    case 'certificate':
      return [
        ...(content.copyOnly
          ? [
              { text: words.copyOnly, style: 'bold' as const, align: 'center' as const },
              { text: words.documentAt },
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
        { text: content.ticket, style: 'large', align: 'center' },
        { feed: 2 },
        { columns: [words.window, content.window] },
        ...(typeof content.floor === 'number' ? [{ columns: [words.floor, String(content.floor)] }] : []),
        ...(content.slot ? bookedLines(content, content.slot, words) : aheadLines(content.ahead, words)),
      ];
    default:
      return content satisfies never;
  }
}

const termLines = ({ tier, ready }: Extract<PaperContent, { kind: 'receipt' }>, words: PaperWords): ReceiptLine[] => [
  { columns: [words.term, tier] },
  { columns: [words.ready, ready === null ? words.readyLater : plainDate(ready)] },
];

/** What for, under which number the payee knows it, and what is still owed. */
const dueLines = ({ subject, reference, rest }: DueOnPaper, words: PaperWords): ReceiptLine[] => [
  { text: subject },
  { columns: [words.payeeReference, reference], style: 'bold' },
  ...(rest > 0 ? [{ columns: [words.rest, plainMoney(rest)] }] : []),
];
const aheadLines = (ahead: number | null, words: PaperWords): ReceiptLine[] =>
  ahead === null ? [] : [{ columns: [words.ahead, String(ahead)] }];

/** When to come: what the paper is kept for. */
const slotLines = (slot: SlotTime, words: PaperWords): ReceiptLine[] => [
  { columns: [words.day, plainDate(slot.day)], style: 'bold' },
  { columns: [words.time, timeText(slot)], style: 'bold' },
];

/** Whoever moves it, cancels it or checks in types the number of the application. */
const bookedLines = ({ reference }: PaperContent, slot: SlotTime, words: PaperWords): ReceiptLine[] => [
  ...slotLines(slot, words),
  { feed: 2 },
  { text: words.application, align: 'center' },
  { text: reference, style: 'large', align: 'center' },
];

function paymentLines(payment: Payment, words: PaperWords): ReceiptLine[] {
  if (payment.by === 'cash') return [{ columns: [words.inserted, plainMoney(payment.inserted)] }];
  const { cardName, cardTail, ref, authorisationCode } = payment.approval;
  return [
    { columns: [words.card, [cardName, cardTail && `**** ${cardTail}`].filter(Boolean).join(' ')] },
    { columns: [words.terminal, `${ref.terminalId} / ${ref.traceNumber}`] },
    ...(authorisationCode ? [{ columns: [words.authorisation, authorisationCode] }] : []),
  ];
}

/** The credit as it stands on every paper: the sum, the code, and what it is good for. */
export function creditLines({ code, amount }: Credit, words: PaperWords): ReceiptLine[] {
  return [
    { columns: [words.credit, plainMoney(amount)], style: 'bold' },
    { text: code, style: 'large', align: 'center' },
    { text: words.creditUse, align: 'center' },
  ];
}

/** Which kiosk, and when. A clock that was not set prints no date: paper is proof. */
export function momentLines(kioskId: string, at: string | null, words: PaperWords): ReceiptLine[] {
  return at === null ? [{ text: kioskId }, { text: words.noDate }] : [{ columns: [kioskId, plainMoment(at)] }];
}

function foot(content: PaperContent): ReceiptLine[] {
  const words = PAPER_WORDS[content.language];
  return [
    { feed: 2 },
    ...content.next.map((text, index) => ({ text: `${index + 1}. ${text}` })),
    ...(content.kind === 'ticket' && !content.slot
      ? []
      : [{ feed: 2 }, { qr: content.qr }, { text: words.check, align: 'center' as const }]),
    { feed: 2 },
    ...momentLines(content.kioskId, content.at, words),
    { text: words.help, align: 'center' },
  ];
}
