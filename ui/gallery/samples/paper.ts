import type { MessageProblem } from '../../../device/words/phone-message.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  costs,
  inEveryLook,
  LARGE,
  LARGEST,
  LOWER,
  QR,
  RECEIPT_QR,
  REFERENCE,
  type Sample,
  SIMULATED,
  type Speak,
  ticketPurchase,
  type ViewOf,
} from '../../samples/sample.ts';
import {
  BRING,
  CARD,
  CERTIFICATE,
  CIVIL_RECORDS,
  DUE,
  IDENTITY_DOCUMENTS,
  LONG,
  NOTARY,
  say,
} from '../../samples/texts.ts';

type PrintTrouble = ViewOf<'printTrouble'>;
type Done = ViewOf<'done'>;

/** All of them, or it does not compile. */
const PROBLEMS: Readonly<Record<MessageProblem, true>> = {
  'no-phone': true,
  'too-many': true,
  refused: true,
  'no-answer': true,
};
const MESSAGE_PROBLEMS = Object.keys(PROBLEMS) as MessageProblem[];

const PLACE = { ticket: 'A-047', window: '12', floor: 2, ahead: 3 } as const;

const CREDIT = { code: 'K5-7QF2-9XKD-41', amount: 1_000, printed: false } as const;

/** The number of the visit, and the code of the excess. */
const WITH_CODE = { reference: REFERENCE, others: 2, codes: [{ code: CREDIT.code, amount: CREDIT.amount }] };

export function printing(): readonly Sample<'printing'>[] {
  const of = (paper: 'receipt' | 'certificate' | 'ticket' | 'document') =>
    ({ show: 'printing', paper, reference: REFERENCE, leaving: false }) as const;
  return [
    { name: 'receipt', view: of('receipt') },
    { name: 'certificate', view: of('certificate') },
    { name: 'ticket', view: of('ticket') },
    { name: 'document', view: { ...of('document'), late: { afterS: 33, endsAfterMinutes: 2 } } },
    { name: 'leaving', view: { ...of('receipt'), leaving: true } },
    { name: 'contrast', view: of('receipt'), frame: CONTRAST },
    { name: 'text-200', view: of('receipt'), frame: LARGEST },
  ];
}

export function printTrouble(speak: Speak): readonly Sample<'printTrouble'>[] {
  const of = (code: TroubleCode, more: Partial<PrintTrouble> = {}): PrintTrouble => ({
    show: 'printTrouble',
    code,
    paper: 'receipt',
    purchase: cardPurchase(speak),
    money: 'taken',
    reference: REFERENCE,
    appointment: null,
    at: '2026-11-24T14:32',
    ...{ dues: [], place: null },
    partlyPrinted: false,
    canShowQr: true,
    canCopy: false,
    canReprint: false,
    staffCalled: false,
    ...more,
  });
  const half = { partlyPrinted: true } as const;
  const inCash = { money: 'cash' } as const;
  const dues = settledDues(speak);
  const certificate = {
    paper: 'certificate',
    purchase: certificatePurchase(speak),
    money: 'none',
    canShowQr: false,
  } as const;
  const ticket = {
    paper: 'ticket',
    appointment: { ...PLACE, ticket: 'B-012' },
    purchase: ticketPurchase(speak),
    money: 'none',
  } as const;
  const allChoices = of('PRN-111', { ...half, canReprint: true, staffCalled: true });
  return [
    { name: 'paper-out-half-printed', view: of('PRN-111', half) },
    { name: 'paper-out', view: of('PRN-111') },
    { name: 'paper-out-ticket', view: of('PRN-111', { ...half, appointment: PLACE }) },
    ...withCode({ 'with-credit': of('PRN-111', inCash), 'several-dues': of('PRN-111', { ...inCash, dues }) }),
    { name: 'staff-called', view: of('PRN-111', { ...half, staffCalled: true }) },
    { name: 'refilled', view: allChoices },
    { name: 'cover-open', view: of('PRN-112', half) },
    { name: 'cutter', view: of('PRN-113', half) },
    { name: 'mechanical', view: of('PRN-114') },
    { name: 'unrecoverable', view: of('PRN-115', half) },
    { name: 'unplugged', view: of('PRN-101', half) },
    { name: 'silent', view: of('PRN-103') },
    { name: 'other-visit', view: of('PRN-211') },
    { name: 'other-person', view: of('PRN-212', certificate) },
    { name: 'certificate', view: of('PRN-111', { ...certificate, ...half }) },
    { name: 'certificate-refilled', view: of('PRN-111', { ...certificate, canReprint: true, staffCalled: true }) },
    { name: 'ticket', view: of('PRN-112', ticket) },
    ...ofDocuments(of, certificate),
    ...inEveryLook(allChoices),
    {
      name: 'long-words',
      view: { ...allChoices, purchase: { ...allChoices.purchase, service: speak(LONG.title), ...costs(12_345_600) } },
    },
  ];
}

/** The frame has the code of a credit. */
const withCode = (views: Readonly<Record<string, PrintTrouble>>): readonly Sample<'printTrouble'>[] =>
  Object.entries(views).map(([name, view]) => ({ name, view, frame: { kept: WITH_CODE } }));

/** On sheets. */
function ofDocuments(
  of: (code: TroubleCode, more: Partial<PrintTrouble>) => PrintTrouble,
  certificate: Partial<PrintTrouble>,
): readonly Sample<'printTrouble'>[] {
  const document = { ...certificate, paper: 'document', place: { window: '5', floor: 1 } } as const;
  return [
    { name: 'document-jam', view: of('PRN-114', { ...document, partlyPrinted: true, canCopy: true }) },
    { name: 'document-toner', view: of('PRN-116', { ...document, canCopy: true, canReprint: true }) },
    { name: 'document-not-read', view: of('BKO-101', { ...document, canReprint: true }) },
    {
      name: 'document-text-200',
      view: of('PRN-122', { ...document, partlyPrinted: true, canCopy: true, canReprint: true }),
      frame: LARGEST,
    },
  ];
}

export function receiptQr(): readonly Sample<'receiptQr'>[] {
  const view: ViewOf<'receiptQr'> = {
    show: 'receiptQr',
    paper: 'receipt',
    reference: REFERENCE,
    others: [],
    appointment: PLACE,
    qr: RECEIPT_QR,
    takeCard: false,
    canReprint: false,
    canGoBack: true,
  };
  return [
    { name: 'usual', view },
    { name: 'printer-is-back', view: { ...view, canReprint: true } },
    {
      name: 'printer-is-back-several',
      view: { ...view, appointment: null, others: ['K5-7QF3-54', 'K5-7QF4-46'], canReprint: true },
      frame: { kept: WITH_CODE },
    },
    { name: 'several-dues', view: { ...view, appointment: null, others: ['K5-7QF3-54', 'K5-7QF4-46'] } },
    { name: 'take-card', view: { ...view, takeCard: true } },
    { name: 'with-credit', view: { ...view, appointment: null }, frame: { kept: WITH_CODE } },
    {
      name: 'ticket',
      view: { ...view, paper: 'ticket', reference: null, appointment: { ...PLACE, ticket: 'B-012' }, canGoBack: false },
    },
    { name: 'contrast', view, frame: CONTRAST },
    { name: 'text-200', view: { ...view, canReprint: true }, frame: LARGEST },
    { name: 'lower', view: { ...view, canReprint: true }, frame: LOWER },
  ];
}

/** So many of what there is to have along. */
const bring = (speak: Speak, count: number) => ({
  to: 'window' as const,
  things: BRING.slice(0, count).map(({ icon, title }) => ({ icon, title: speak(title) })),
});

/** The payee refused one of three dues. */
const settledDues = (speak: Speak): Done['dues'] =>
  [1, 2, 3].map((nth) => ({
    ...{ payee: speak(DUE.payee), subject: speak(DUE.subject), amount: 2_840 * nth },
    number: { name: speak(DUE.subject), value: `AA123456${nth}` },
    registered: nth === 2 ? null : { payment: `ÖT-2026-00012${nth}`, application: REFERENCE },
    credit: nth === 2 ? CREDIT : null,
  }));

/** What the samples of the last page have in common. */
function ofDone(speak: Speak) {
  const receipt: Done = {
    show: 'done',
    outcome: 'receipt',
    reference: REFERENCE,
    application: null,
    paid: 500,
    payAtWindow: false,
    credit: null,
    printed: true,
    document: null,
    place: null,
    next: CARD.next.map(speak),
    qr: QR,
    bring: null,
    appointment: null,
    since: null,
    takeCard: false,
    takeBankCard: true,
    creditLeft: null,
    message: { state: 'offered' },
    due: null,
    dues: [],
    again: false,
    wasRead: true,
    survey: null,
  };
  const appointment = {
    ...{ ticket: 'A-047', window: '12', floor: 1, ahead: 3 },
    wait: { medianMinutes: 9, nineOfTenMinutes: 14 },
  } as const;
  const sent = {
    ...receipt,
    appointment,
    bring: bring(speak, 1),
    takeCard: true,
    next: CARD.next.slice(1).map(speak),
  } as const;
  const free = { ...receipt, paid: 0, takeBankCard: false } as const;
  const ticket = { ...free, outcome: 'ticket', reference: 'B-012', message: null, wasRead: false, next: [] } as const;
  return { receipt, appointment, sent, free, ticket };
}

/** A road fine, by the number of its decision. */
const paidDue = (speak: Speak): Done['due'] => ({
  payee: speak(say('Dövlət Yol Polisi', 'Дорожная полиция', 'Traffic Police')),
  subject: speak(say('Sürət həddi', 'Превышение скорости', 'Speeding')),
  number: {
    name: speak(say('Qərarın nömrəsi', 'Номер постановления', 'Decision number')),
    value: 'AA1234561',
  },
  reference: 'ÖT-2026-000123',
  rest: 1_250,
});

export const done = (speak: Speak): readonly Sample<'done'>[] => [
  ...outcomes(speak),
  ...toWindows(speak),
  ...looks(speak),
];

const LEFT = { amount: 19_000, code: 'K5-7QF2-9XKD-41' };

function outcomes(speak: Speak): readonly Sample<'done'>[] {
  const { receipt, appointment, sent, free, ticket } = ofDone(speak);
  return [
    { name: 'receipt', view: receipt },
    { name: 'paid-with-a-code', view: { ...sent, takeBankCard: false, creditLeft: LEFT } },
    { name: 'paid-at-the-window', view: { ...sent, paid: 0, payAtWindow: true, takeBankCard: false } },
    { name: 'with-credit', view: { ...receipt, credit: CREDIT } },
    {
      name: 'paid-due',
      view: {
        ...receipt,
        next: CERTIFICATE.next.map(speak),
        again: true,
        message: null,
        wasRead: false,
        due: paidDue(speak),
      },
    },
    {
      name: 'several-dues',
      view: { ...receipt, next: CERTIFICATE.next.map(speak), again: true, dues: settledDues(speak) },
    },
    { name: 'receipt-not-printed', view: { ...receipt, printed: false } },
    { name: 'take-card', view: { ...receipt, takeCard: true } },
    { name: 'survey-answered', view: { ...receipt, survey: 5 } },
    {
      name: 'certificate',
      view: {
        ...free,
        outcome: 'certificate',
        reference: 'AÜ-2026-004711',
        application: REFERENCE,
        next: CERTIFICATE.next.map(speak),
      },
    },
    {
      name: 'document',
      view: {
        ...free,
        outcome: 'certificate',
        document: { on: 'sheets', sheets: 3, validUntil: '2027-02-24' },
        ...{ reference: 'AÜ-2026-004711', application: REFERENCE },
        next: CERTIFICATE.next.map(speak),
      },
    },
    {
      name: 'copy-for-information',
      view: {
        ...free,
        outcome: 'certificate',
        document: { on: 'copy' },
        place: { window: '5', floor: 1 },
        ...{ reference: 'AÜ-2026-004711', application: REFERENCE },
        next: [],
      },
    },
    { name: 'certificate-not-printed', view: { ...free, outcome: 'certificate', printed: false, next: [] } },
    { name: 'ticket', view: { ...ticket, appointment: { ...appointment, ticket: 'B-012', ahead: 0 } } },
  ];
}

/** With somewhere to go, and things to have along. */
function toWindows(speak: Speak): readonly Sample<'done'>[] {
  const { receipt, appointment, sent, ticket } = ofDone(speak);
  return [
    { name: 'sent-to-a-window', view: sent },
    { name: 'bring-three', view: { ...sent, bring: bring(speak, 3) } },
    { name: 'bring-to-collect', view: { ...receipt, bring: { ...bring(speak, 2), to: 'collect' } } },
    {
      name: 'ticket-bring',
      view: {
        ...ticket,
        bring: bring(speak, 5),
        next: CARD.next.slice(1).map(speak),
        appointment: { ...appointment, ticket: 'B-012' },
      },
    },
    { name: 'bring-text-200', view: { ...sent, bring: bring(speak, 5) }, frame: LARGEST },
    { name: 'sent-contrast', view: sent, frame: CONTRAST },
    { name: 'sent-text-200', view: sent, frame: LARGEST },
    ...messages(receipt, sent),
    ...booked({ ...ticket, next: NOTARY.next.map(speak), bring: bring(speak, 2), reference: 'K5-7QF2-62' }),
    { name: 'no-figures', view: { ...sent, appointment: { ticket: 'A-047', window: '12', ahead: 3 } } },
  ];
}

/** A ticket for a day and a time. */
function booked(ticket: Omit<Done, 'appointment'>): readonly Sample<'done'>[] {
  const slot = { day: '2026-11-28', from: '11:30', until: '12:00' };
  const view: Done = { ...ticket, appointment: { ticket: 'G-047', window: '6', floor: 2, ahead: 0, wait: null, slot } };
  return [
    { name: 'booked', view },
    { name: 'checked-in', view: { ...view, next: [], since: 'checked-in' } },
    { name: 'moved', view: { ...view, since: 'moved' } },
    { name: 'booked-by-card', view: { ...view, message: { state: 'offered' }, wasRead: true } },
    { name: 'booked-contrast', view, frame: CONTRAST },
    { name: 'booked-text-200', view, frame: LARGEST },
  ];
}

function looks(speak: Speak): readonly Sample<'done'>[] {
  const { receipt } = ofDone(speak);
  return [
    { name: 'simulated', view: receipt, frame: SIMULATED },
    { name: 'contrast', view: { ...receipt, survey: 4 }, frame: CONTRAST },
    { name: 'text-130', view: receipt, frame: LARGE },
    { name: 'text-200', view: receipt, frame: LARGEST },
    { name: 'lower', view: receipt, frame: LOWER },
    {
      name: 'long-words',
      view: { ...receipt, paid: 123_456_00, next: [...CARD.next, LONG.next, LONG.next].map(speak) },
    },
  ];
}

/** The message to the phone in each of its states, on two pages. */
function messages(receipt: Done, sent: Done): readonly Sample<'done'>[] {
  return [
    { name: 'message-sending', view: { ...sent, message: { state: 'sending' } } },
    { name: 'message-sent', view: { ...sent, message: { state: 'sent', number: '+994 •• ••• •• 67' } } },
    ...MESSAGE_PROBLEMS.map((because) => ({
      name: `message-${because}`,
      view: { ...sent, message: { state: 'failed', because, again: because === 'no-answer' } } as const,
    })),
    {
      name: 'message-not-sent-nor-printed',
      view: { ...receipt, printed: false, message: { state: 'failed', because: 'no-answer', again: true } },
    },
    { name: 'message-not-offered', view: { ...sent, message: null } },
  ];
}

export function whatWasRead(speak: Speak): readonly Sample<'whatWasRead'>[] {
  const rows = [IDENTITY_DOCUMENTS, CIVIL_RECORDS].map(({ title, holder, reads }, index) => ({
    register: `register-${index}`,
    title: speak(title),
    reads: speak(reads),
    reader: speak(holder),
    at: `2026-11-24T14:3${index}`,
  }));
  const phone = {
    register: 'phone-numbers',
    title: 'Telefon nömrələri',
    reads: null,
    reader: 'ASAN',
    at: '2026-11-24T14:29',
  };
  const view: ViewOf<'whatWasRead'> = {
    show: 'whatWasRead',
    service: speak(CERTIFICATE.title),
    use: { stage: 'answered', rows: [phone, ...rows] },
    qr: QR,
  };
  return [
    { name: 'usual', view },
    { name: 'asking', view: { ...view, use: { stage: 'asking' } } },
    { name: 'unanswered', view: { ...view, use: { stage: 'unanswered' } } },
    { name: 'nothing', view: { ...view, use: { stage: 'answered', rows: [] } } },
    ...inEveryLook(view),
  ];
}
