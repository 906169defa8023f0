import type { PhoneMessageProblem } from '../../../device/words/phone-message.ts';
import { CREDIT, settledDues } from '../../samples/payment.ts';
import {
  CONTRAST_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  SAMPLE_REFERENCE,
  SIMULATED_FRAME,
  STATUS_ADDRESS,
  type ViewOf,
} from '../../samples/sample.ts';
import { BRING, CARD, CERTIFICATE, LONG_TEXTS, NOTARY, say } from '../../samples/texts.ts';

type Done = ViewOf<'done'>;

/** All problems: a missing key does not compile. */
const PROBLEMS: Readonly<Record<PhoneMessageProblem, true>> = {
  'no-phone': true,
  'too-many': true,
  refused: true,
  'no-answer': true,
};
const MESSAGE_PROBLEMS = Object.keys(PROBLEMS) as PhoneMessageProblem[];

const bring = (speak: PickLanguage, count: number) => ({
  to: 'window' as const,
  things: BRING.slice(0, count).map(({ icon, title }) => ({ icon, title: speak(title) })),
});

function ofDone(speak: PickLanguage) {
  const receipt: Done = {
    show: 'done',
    outcome: 'receipt',
    reference: SAMPLE_REFERENCE,
    application: null,
    paid: 500,
    payAtWindow: false,
    credit: null,
    printed: true,
    document: null,
    place: null,
    next: CARD.next.map(speak),
    qr: STATUS_ADDRESS,
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
    ticket: 'A-047',
    window: '12',
    floor: 1,
    ahead: 3,
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

const paidDue = (speak: PickLanguage): Done['due'] => ({
  payee: speak(say('Dövlət Yol Polisi', 'Дорожная полиция', 'Traffic Police')),
  subject: speak(say('Sürət həddi', 'Превышение скорости', 'Speeding')),
  number: {
    name: speak(say('Qərarın nömrəsi', 'Номер постановления', 'Decision number')),
    value: 'AA1234561',
  },
  reference: 'ÖT-2026-000123',
  rest: 1_250,
});

const done = (speak: PickLanguage): readonly PageSample<'done'>[] => [
  ...outcomes(speak),
  ...toWindows(speak),
  ...looks(speak),
];

const LEFT = { amount: 19_000, code: 'K5-7QF2-9XKD-41' };

function outcomes(speak: PickLanguage): readonly PageSample<'done'>[] {
  const { receipt, appointment, sent, free, ticket } = ofDone(speak);
  const next = CERTIFICATE.next.map(speak);
  const due = { ...receipt, next, again: true };
  const unnumbered = { ...free, outcome: 'certificate' } as const;
  const certificate = { ...unnumbered, reference: 'AÜ-2026-004711', application: SAMPLE_REFERENCE, next };
  const onSheets = { on: 'sheets', sheets: 3, validUntil: '2027-02-24' } as const;
  const copy = { document: { on: 'copy' }, place: { window: '5', floor: 1 }, next: [] } as const;
  return [
    { name: 'receipt', view: receipt },
    { name: 'paid-with-a-code', view: { ...sent, takeBankCard: false, creditLeft: LEFT } },
    { name: 'paid-at-the-window', view: { ...sent, paid: 0, payAtWindow: true, takeBankCard: false } },
    { name: 'with-credit', view: { ...receipt, credit: CREDIT } },
    { name: 'paid-due', view: { ...due, message: null, wasRead: false, due: paidDue(speak) } },
    { name: 'several-dues', view: { ...due, dues: settledDues(speak) } },
    { name: 'receipt-not-printed', view: { ...receipt, printed: false } },
    { name: 'take-card', view: { ...receipt, takeCard: true } },
    { name: 'survey-answered', view: { ...receipt, survey: 5 } },
    { name: 'certificate', view: certificate },
    { name: 'document', view: { ...certificate, document: onSheets } },
    { name: 'copy-for-information', view: { ...certificate, ...copy } },
    { name: 'certificate-not-printed', view: { ...unnumbered, printed: false, next: [] } },
    { name: 'ticket', view: { ...ticket, appointment: { ...appointment, ticket: 'B-012', ahead: 0 } } },
  ];
}

function toWindows(speak: PickLanguage): readonly PageSample<'done'>[] {
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
    { name: 'bring-text-200', view: { ...sent, bring: bring(speak, 5) }, frame: LARGEST_TEXT },
    { name: 'sent-contrast', view: sent, frame: CONTRAST_FRAME },
    { name: 'sent-text-200', view: sent, frame: LARGEST_TEXT },
    ...messages(receipt, sent),
    ...booked({ ...ticket, next: NOTARY.next.map(speak), bring: bring(speak, 2), reference: 'K5-7QF2-62' }),
    { name: 'no-figures', view: { ...sent, appointment: { ticket: 'A-047', window: '12', ahead: 3 } } },
  ];
}

function booked(ticket: Omit<Done, 'appointment'>): readonly PageSample<'done'>[] {
  const slot = { day: '2026-11-28', from: '11:30', until: '12:00' };
  const view: Done = { ...ticket, appointment: { ticket: 'G-047', window: '6', floor: 2, ahead: 0, wait: null, slot } };
  return [
    { name: 'booked', view },
    { name: 'checked-in', view: { ...view, next: [], since: 'checked-in' } },
    { name: 'moved', view: { ...view, since: 'moved' } },
    { name: 'booked-by-card', view: { ...view, message: { state: 'offered' }, wasRead: true } },
    { name: 'booked-contrast', view, frame: CONTRAST_FRAME },
    { name: 'booked-text-200', view, frame: LARGEST_TEXT },
  ];
}

function looks(speak: PickLanguage): readonly PageSample<'done'>[] {
  const { receipt } = ofDone(speak);
  return [
    { name: 'simulated', view: receipt, frame: SIMULATED_FRAME },
    { name: 'contrast', view: { ...receipt, survey: 4 }, frame: CONTRAST_FRAME },
    { name: 'text-130', view: receipt, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: receipt, frame: LARGEST_TEXT },
    { name: 'lower', view: receipt, frame: LOWER_SCREEN_FRAME },
    {
      name: 'long-words',
      view: { ...receipt, paid: 123_456_00, next: [...CARD.next, LONG_TEXTS.next, LONG_TEXTS.next].map(speak) },
    },
  ];
}

function messages(receipt: Done, sent: Done): readonly PageSample<'done'>[] {
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

export const samples = (speak: PickLanguage) => ({ done: done(speak) });
