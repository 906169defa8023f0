import { describe, expect, it } from 'vitest';
import type { RegisteredApplication } from '../../device/back-office/contract.ts';
import { quoteOn } from '../../device/catalogue/price.ts';
import type { PriceTier, Service } from '../../device/catalogue/schema.ts';
import type { DoubtSubject } from '../../device/ledger/entries.ts';
import { makeCreditSlip } from '../../device/receipt/credit-slip.ts';
import { makeDoubtSlip } from '../../device/receipt/doubt-slip.ts';
import { makePaper } from '../../device/receipt/paper.ts';
import { PAPER_WORDS, type PaperWords } from '../../device/receipt/words.ts';
import { initialContext, type SessionContext } from '../../device/session/context.ts';
import { creditSlipContent, doubtSlipContent, paperContent } from '../../device/session/paper-content.ts';
import { UNANSWERED_DEVICES } from '../../device/session/visit/devices.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { Due } from '../../device/words/due.ts';
import {
  fillLanguages,
  LANGUAGE_CODES,
  type Language,
  languageEntry,
  languageOfPage,
} from '../../device/words/language.ts';
import type { Quote, QuoteLine } from '../../device/words/quote.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { catalogue, TODAY } from '../support/catalogue.ts';
import { languageWord, markWords } from '../support/marked.ts';
import { foundAgain } from './found-again.ts';

/*
 * Every paper must show the paid amounts, and have its texts in its language. Each text of catalogue and office is a word that names its
 * language.
 */

const TEXT = markWords(fillLanguages({ az: 'text', ru: 'text', en: 'text' }));
const CENTRE = markWords(fillLanguages({ az: 'Centre № 5', ru: 'Centre № 5', en: 'Centre № 5' }));
const SETTINGS = { centreName: CENTRE, kioskId: '5', statusUrl: 'https://status.example/a/', simulated: true };
const SERVICES = markWords(catalogue().services);

function vocabulary(language: Language): ReadonlySet<string> {
  const { months, nobody } = languageEntry(language);
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value('0', '0'))];
    return Object.values(value as object).flatMap(texts);
  };
  const all = [...texts(PAPER_WORDS[language]), months, nobody, languageWord(language)];
  // One foreign word is allowed: the name of the personal number, as on the identity card.
  return new Set(['FİN', ...all.flatMap(lettersIn)]);
}
const lettersIn = (line: string): readonly string[] => line.match(/\p{L}+/gu) ?? [];
const VOCABULARY = Object.fromEntries(LANGUAGE_CODES.map((code) => [code, vocabulary(code)])) as Readonly<
  Record<Language, ReadonlySet<string>>
>;

const textsOf = ({ lines }: Receipt): readonly string[] =>
  lines.flatMap((line) => ('text' in line ? [line.text] : 'columns' in line ? [line.columns.join(' ')] : []));

/** `official`: Azerbaijani in each language, such as the name of the centre. */
function foreignWords(receipt: Receipt, language: Language, official: readonly string[]): readonly string[] {
  return textsOf(receipt)
    .map((line) => line.replaceAll(receipt.number ?? '', ''))
    .filter((line) => !official.includes(line) && lettersIn(line).some((word) => !VOCABULARY[language].has(word)))
    .map((line) => `not in ${language}: "${line}"`);
}

function amountsOn({ lines }: Receipt): readonly (readonly [label: string, amount: number])[] {
  return lines.flatMap((line) => {
    if (!('columns' in line)) return [];
    const [label = '', value = ''] = line.columns;
    const digits = /^(\d[\d\s]*,\d\d) ₼$/u.exec(value)?.[1];
    return digits === undefined ? [] : [[label, Number(digits.replace(/[\s,]/g, ''))] as const];
  });
}

interface Paid {
  readonly parts: readonly number[];
  readonly named: { readonly [W in keyof PaperWords]?: number };
}

const NAMED = [
  'paid',
  'feeIncluded',
  'cardPaid',
  'inserted',
  'creditUsed',
  'creditLeft',
  'credit',
  'rest',
  'sum',
  'stuckValue',
] as const satisfies readonly (keyof PaperWords)[];

function wrongAmounts(receipt: Receipt, language: Language, { parts, named }: Paid): readonly string[] {
  const words = PAPER_WORDS[language];
  const rows = amountsOn(receipt);
  const labels = NAMED.map((name) => words[name]);
  const found = {
    parts: rows.flatMap(([label, amount]) => (labels.includes(label) ? [] : [amount])),
    named: NAMED.flatMap((name) => {
      const amounts = rows.flatMap(([label, amount]) => (label === words[name] ? [amount] : []));
      return amounts.length === 0 ? [] : [`${name} ${amounts.reduce((sum, each) => sum + each, 0)}`];
    }),
  };
  const expected = { parts, named: NAMED.filter((name) => name in named).map((name) => `${name} ${named[name]}`) };
  return JSON.stringify(found) === JSON.stringify(expected)
    ? []
    : [`amounts ${JSON.stringify(found)}, and expected are ${JSON.stringify(expected)}`];
}

interface Printed {
  readonly name: string;
  readonly receipt: Receipt;
  readonly language: Language;
  readonly paid: Paid;
  /** Papers that can be printed twice; a slip has no copies. */
  readonly second?: { readonly before: Receipt; readonly copy: Receipt };
  readonly first?: Receipt;
}

const SLOT = { day: '2026-11-26', from: '09:30', until: '10:00' };
const DUES: readonly Due[] = [2_800, 3_000].map((amount, nth) => ({
  id: `${nth}`,
  payee: TEXT,
  subject: TEXT,
  number: { name: TEXT, value: `00${nth}` },
  owner: null,
  amount,
  full: amount,
  fee: 40 * (1 - nth),
  since: '2026-11-14',
  until: null,
  discountUntil: null,
  part: null,
  state: 'open',
  paidOn: null,
}));

const quoteOf = (lines: readonly QuoteLine[], more: Partial<Quote> = {}): Quote => ({
  id: null,
  at: 'kiosk',
  lines,
  tariffDate: null,
  ...more,
  total: lines.reduce((sum, { amount }) => sum + amount, 0),
});
const quoteOfDue = ({ id, amount, fee, payee }: Due): Quote =>
  quoteOf([{ kind: 'duty', amount, payee }, ...(fee > 0 ? [{ kind: 'fee', amount: fee } as const] : [])], {
    due: { id, part: null },
  });

function registeredOf(service: Service, paysDue: boolean): RegisteredApplication {
  return {
    reference: '5-0-62',
    registeredAt: '2026-11-24T10:00:00+04:00',
    appointment: {
      ticket: '047',
      window: '12',
      floor: 2,
      ahead: 6,
      slot: service.appointment ? SLOT : null,
    },
    document: {
      number: '7-1',
      title: TEXT.az,
      person: { name: '1', fin: '2' },
      lines: ['3'],
      place: { window: '12', floor: 2 },
    },
    due: paysDue ? { payee: TEXT, subject: TEXT, reference: '9-1', rest: 700, number: DUES[0]!.number! } : null,
  } as RegisteredApplication;
}

function freshVisit(language: Language, dated: boolean): SessionContext {
  return initialContext({
    visit: 1,
    language,
    display: PLAIN_DISPLAY,
    devices: UNANSWERED_DEVICES,
    used: {},
    catalogue: { ...catalogue(), services: SERVICES },
    today: TODAY.today,
    dated,
    known: null,
    again: null,
    list: null,
  });
}

function visitOf(service: Service, tier: PriceTier, language: Language, dated: boolean): SessionContext {
  const several = service.due === 'person';
  const price = quoteOn(service, tier, { ...TODAY, dated: true });
  const lines = several ? DUES.flatMap((due) => quoteOfDue(due).lines) : quoteOfDue(DUES[0]!).lines;
  return {
    ...freshVisit(language, dated),
    reference: '5-0-62',
    at: dated ? '2026-11-24T10:00' : null,
    registered: registeredOf(service, !!service.due),
    facts: {
      service,
      tier,
      quote: service.due ? quoteOf(lines) : price,
      ...(service.due && { due: { dues: several ? DUES : [DUES[0]!], part: null, foundBy: null } }),
    },
  };
}

const CREDIT = (amount: number) => ({ code: '5-0000-1111-2222', amount, printed: false });
const APPROVAL = {
  ref: { terminalId: '00000001', traceNumber: '000002', receiptNumber: '0003' },
  amount: 0,
  cardName: '4',
  cardTail: '0005',
  authorisationCode: '000006',
};

function waysToPay(total: number): readonly (readonly [string, Partial<SessionContext>, Paid['named']])[] {
  if (total === 0) return [['free', {}, {}]];
  const used = { amount: 100, left: 30, code: '5-0000-1111-2222' };
  const all = { amount: total, left: 0 };
  return [
    ['card', { approval: APPROVAL }, {}],
    ['notes', { paidCash: total + 60, credit: CREDIT(60) }, { inserted: total + 60, credit: 60 }],
    ['credit', { reserved: all }, { creditUsed: total, creditLeft: 0 }],
    ...(total > 100
      ? ([
          [
            'credit and card',
            { reserved: used, approval: APPROVAL },
            { cardPaid: total - 100, creditUsed: 100, creditLeft: 30 },
          ],
          [
            'credit and notes',
            { reserved: used, paidCash: total - 40, credit: CREDIT(60) },
            { inserted: total - 40, creditUsed: 100, creditLeft: 30, credit: 60 },
          ],
        ] as const)
      : []),
  ];
}

const paysSeveral = (way: string): boolean => way === 'card' || way === 'notes';

function ofSeveral(visit: SessionContext): SessionContext {
  const dues = DUES.map(({ amount, fee }, nth) => ({
    amount: amount + fee,
    registered: nth === 0 ? visit.registered : null,
    credit: nth === 0 ? null : CREDIT(amount + fee),
  }));
  return { ...visit, dues };
}

function papersOf(service: Service, tier: PriceTier, language: Language, dated: boolean): readonly Printed[] {
  const visit = visitOf(service, tier, language, dated);
  const { lines, total, at } = visit.facts.quote!;
  const several = service.due === 'person';
  const forms: readonly (readonly [string, Partial<SessionContext>])[] = [
    ['first', { onSheets: service.printedOn === 'a4' }],
    ['duplicate', { duplicate: 2 }],
    ['copy', { onSheets: service.printedOn === 'a4', tookCopy: true }],
  ];
  return forms.flatMap(([form, more]) =>
    waysToPay(at === 'window' ? 0 : total)
      .filter(([way]) => !several || paysSeveral(way))
      .map(([way, payment, named]) => {
        const context = { ...(several ? ofSeveral(visit) : visit), ...more, ...payment };
        const content = paperContent(context, SETTINGS);
        const isReceipt = content.kind === 'receipt' && total > 0;
        const fees = lines.reduce((sum, { kind, amount }) => (kind === 'duty' ? sum : sum + amount), 0);
        const ofDues = several
          ? { feeIncluded: fees, credit: 3_000 + (named.credit ?? 0) }
          : { ...(service.due ? { rest: 700 } : {}) };
        return {
          name: `${form} by ${way}`,
          receipt: makePaper(content, form === 'copy' ? 2 : 1),
          second: { before: makePaper(content, 1), copy: makePaper(content, 2) },
          language: content.kind === 'certificate' ? 'az' : language,
          paid: isReceipt
            ? {
                parts: several ? DUES.map(({ amount, fee }) => amount + fee) : lines.map(({ amount }) => amount),
                named: { paid: total, ...named, ...ofDues },
              }
            : { parts: [], named: {} },
        } as const;
      }),
  );
}

function laterOf(service: Service, tier: PriceTier, language: Language): readonly Printed[] {
  const visit = visitOf(service, tier, language, true);
  const { lines, total } = visit.facts.quote!;
  const several = service.due === 'person';
  const isReceipt = visit.facts.quote!.at === 'kiosk' && total > 0 && service.paper === 'receipt';
  return waysToPay(isReceipt ? total : 0)
    .filter(([way]) => way !== 'free' && (!several || paysSeveral(way)))
    .map(([way, payment, { creditLeft: _left, credit: _credit, ...named }]) => {
      const context = { ...(several ? ofSeveral(visit) : visit), ...payment };
      const paid = several ? context.dues[0]!.amount : total;
      return {
        name: `again by ${way}`,
        language,
        receipt: makePaper(paperContent(foundAgain(context, freshVisit(language, true)), SETTINGS), 1),
        paid: {
          parts: service.due ? [paid] : lines.map(({ amount }) => amount),
          // Notes paid all dues together; this receipt has its own part.
          named: {
            paid,
            ...named,
            ...(several && 'inserted' in named && { inserted: paid }),
            ...(service.due && { rest: 700 }),
          },
        },
        ...(service.due ? {} : { first: makePaper(paperContent(context, SETTINGS), 1) }),
      };
    });
}

const OF_THE_VISIT = ['card', 'authorisation', 'creditLeft', 'creditStays', 'credit', 'creditUse'] as const;

function comparable({ lines, number }: Receipt, language: Language): readonly string[] {
  const words = PAPER_WORDS[language];
  const own = [...OF_THE_VISIT.map((name) => words[name]), words.sheet(number ?? ''), words.duplicate(2)];
  own.push(CREDIT(0).code);
  return lines.flatMap((line) => {
    const row = 'text' in line ? [line.text] : 'columns' in line ? line.columns : ['qr' in line ? line.qr : ''];
    return row[0] === '' || own.includes(row[0]!) ? [] : [row.join(' ')];
  });
}

const ABOUT = ['payment', 'staff', 'registration', 'return'] as const satisfies readonly DoubtSubject[];

function slipsOf(service: Service, tier: PriceTier, language: Language, dated: boolean): readonly Printed[] {
  const visit = visitOf(service, tier, language, dated);
  const { total } = visit.facts.quote!;
  const reserved = total > 100 ? { amount: 100, left: 30 } : null;
  const credited = { ...visit, credit: CREDIT(400) };
  return [
    ...([null, 1_000] as const).map((note) => ({
      name: `credit slip, note ${note}`,
      language,
      receipt: makeCreditSlip(creditSlipContent(credited, note, SETTINGS)),
      paid: { parts: [total], named: { credit: 400, ...(note === null ? {} : { stuckValue: note }) } },
    })),
    ...ABOUT.flatMap((about) =>
      [null, 1_000].map((paidCash) => ({
        name: `doubt slip about ${about}`,
        language,
        receipt: makeDoubtSlip(doubtSlipContent({ ...visit, reserved, paidCash }, about, SETTINGS)),
        // A credit stays on its code, so it is in doubt only with the whole registration.
        paid: { parts: [], named: { sum: about === 'registration' || !reserved ? total : total - 100 } },
      })),
    ),
  ];
}

const OF_PAPERS = LANGUAGE_CODES.filter((language) => languageOfPage(language, 'paper') === language);

describe.each(OF_PAPERS)('every paper of every service (%s)', (language) => {
  const all = SERVICES.flatMap((service) =>
    service.tiers.flatMap((tier) =>
      [true, false].flatMap((dated) =>
        [
          ...papersOf(service, tier, language, dated),
          ...slipsOf(service, tier, language, dated),
          ...(dated ? laterOf(service, tier, language) : []),
        ].map((paper) => ({
          ...paper,
          service,
          name: `${service.id} ${tier.id}, ${paper.name}`,
        })),
      ),
    ),
  );

  it('when something was paid, then the rows add up to the sum, and each other amount is the amount that was paid in this way', () => {
    expect(all.length).toBeGreaterThan(1_000);
    const wrong = all.flatMap(({ name, receipt, language: own, paid }) =>
      wrongAmounts(receipt, own, paid).map((line) => `${name}: ${line}`),
    );
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  it('when a second copy is printed, then it names the number of the first copy as void', () => {
    const copies = all.flatMap(({ second, language: own, name }) => (second ? [{ ...second, own, name }] : []));
    expect(copies.length).toBeGreaterThan(500);
    const wrong = copies.filter(
      ({ before, copy, own }) => !textsOf(copy).includes(PAPER_WORDS[own].copy(2, before.number ?? '')),
    );
    expect(wrong.map(({ name }) => name).slice(0, 10)).toEqual([]);
  });

  it('when a paper is printed, then each of its words is in its language', () => {
    const wrong = all.flatMap(({ name, receipt, language: own, service }) =>
      foreignWords(receipt, own, name.includes(' slip') ? [CENTRE.az] : [CENTRE.az, service.title.az]).map(
        (line) => `${name}: ${line}`,
      ),
    );
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  it('when my application prints a receipt again, then it has the rows of the first receipt', () => {
    const later = all.flatMap(({ first, receipt, language: own, name }) =>
      first ? [[name, comparable(first, own), comparable(receipt, own)] as const] : [],
    );
    expect(later.length).toBeGreaterThan(100);
    const wrong = later.filter(([, before, again]) => before.join() !== again.join());
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
