import {
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  SIMULATED_FRAME,
  TWO_PRICE_PARTS,
  type ViewOf,
} from '../../samples/sample.ts';
import {
  CARD,
  CERTIFICATE,
  CIVIL_RECORDS,
  IDENTITY_DOCUMENTS,
  LONG_TEXTS,
  say,
  TICKET_SERVICE_TEXTS,
} from '../../samples/texts.ts';

type Before = ViewOf<'beforeYouStart'>;

function beforeYouStart(speak: PickLanguage): readonly PageSample<'beforeYouStart'>[] {
  const card = cardView(speak);
  const certificate = certificateView(speak);
  return [
    { name: 'identity-card', view: card },
    { name: 'fastest-term', view: { ...card, chosen: '1-working-day' } },
    { name: 'certificate', view: certificate },
    { name: 'copy-only', view: { ...certificate, warnings: ['PRN-204'], ticket: 'queue-ticket' } },
    { name: 'ticket', view: ticketView(speak) },
    { name: 'at-window', view: { ...ticketView(speak), at: 'window', reads: 'at-window' } },
    { name: 'by-appointment', view: { ...ticketView(speak), at: 'window', appointment: true, reads: 'at-window' } },
    {
      name: 'in-another-centre',
      view: { ...ticketView(speak), at: 'window', reads: 'at-window', elsewhere: speak(ELSEWHERE) },
    },
    { name: 'sum-of-two-parts', view: { ...certificate, tiers: certificate.tiers.map(ofTwoParts) } },
    { name: 'owed', view: { ...ticketView(speak), paper: 'receipt', owed: true } },
    { name: 'paper-low', view: { ...card, warnings: ['PRN-201'] } },
    { name: 'paper-too-little', view: { ...card, warnings: ['PRN-202'] } },
    { name: 'paper-out', view: { ...card, warnings: ['PRN-111'] } },
    { name: 'printer-cover-open', view: { ...card, warnings: ['PRN-112'] } },
    { name: 'reader-away', view: { ...card, blocked: 'RDR-104' } },
    { name: 'office-away', view: { ...card, blocked: 'BKO-101' } },
    { name: 'taken-without-office', view: { ...ticketView(speak), warnings: ['BKO-141'] } },
    { name: 'terminal-away', view: { ...card, warnings: ['PRN-103'], blocked: 'TRM-102' } },
    { name: 'terminal-in-doubt', view: { ...card, blocked: 'TRM-204' } },
    { name: 'certificate-without-paper', view: { ...certificate, blocked: 'PRN-111' } },
    { name: 'clock-not-set', view: { ...card, tiers: card.tiers.map((tier) => ({ ...tier, ready: null })) } },
    { name: 'simulated', view: card, frame: SIMULATED_FRAME },
    { name: 'idle', view: card, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(card),
    {
      name: 'long-words',
      view: {
        ...card,
        service: speak(LONG_TEXTS.title),
        agency: speak(LONG_TEXTS.agency),
        instead: speak(LONG_TEXTS.next),
        afterwards: speak(LONG_TEXTS.next),
        tiers: card.tiers.map((tier) => ({ ...tier, price: tier.price && costs(tier.price.total * 123) })),
        warnings: ['PRN-201'],
      },
      frame: { centre: { name: speak(LONG_TEXTS.centre), short: speak(LONG_TEXTS.centre) } },
    },
  ];
}

const HERE = { instead: null, at: 'kiosk', appointment: false, owed: false, elsewhere: null } as const;

const ELSEWHERE = say(
  'Bu xidmət yalnız Bakıda, 5 nömrəli mərkəzdə göstərilir.',
  'Эта услуга предоставляется только в Баку, в центре № 5.',
  'This service is offered in Baku only, at centre No 5.',
);

const ofTwoParts = (tier: Before['tiers'][number]): Before['tiers'][number] => ({
  ...tier,
  price: { ...costs(700), lines: TWO_PRICE_PARTS },
});

const costs = (amount: number) => ({
  total: amount,
  lines: amount > 0 ? [{ kind: 'duty', amount } as const] : [],
  verified: true,
});

function cardView(speak: PickLanguage): Before {
  const [tenDays, threeDays, oneDay] = CARD.tiers;
  return {
    show: 'beforeYouStart',
    paper: 'receipt',
    service: speak(CARD.title),
    agency: speak(CARD.agency),
    icon: 'id-card',
    documents: speak(CARD.documents),
    who: speak(CARD.who),
    ...HERE,
    afterwards: speak(CARD.afterwards),
    minutes: 3,
    tiers: [
      { id: '10-days', title: speak(tenDays), ready: '2026-12-04', price: costs(500) },
      { id: '3-working-days', title: speak(threeDays), ready: '2026-11-27', price: costs(5_000) },
      { id: '1-working-day', title: speak(oneDay), ready: '2026-11-25', price: costs(7_000) },
    ],
    sameTime: false,
    chosen: '10-days',
    tariffDate: '2022-08-15',
    needsCard: true,
    reads: 'here',
    warnings: [],
    blocked: null,
    ticket: null,
  };
}

function certificateView(speak: PickLanguage): Before {
  return {
    ...cardView(speak),
    paper: 'certificate',
    service: speak(CERTIFICATE.title),
    agency: speak(CERTIFICATE.agency),
    icon: 'file-check',
    documents: speak(CERTIFICATE.documents),
    who: speak(CERTIFICATE.who),
    ...HERE,
    afterwards: null,
    minutes: 2,
    tiers: [{ id: 'at-once', title: speak(CERTIFICATE.tiers[0]), ready: '2026-11-24', price: costs(0) }],
    sameTime: true,
    chosen: 'at-once',
    tariffDate: null,
  };
}

function ticketView(speak: PickLanguage): Before {
  return {
    ...certificateView(speak),
    paper: 'ticket',
    service: speak(TICKET_SERVICE_TEXTS.title),
    agency: speak(TICKET_SERVICE_TEXTS.agency),
    icon: 'ticket',
    documents: speak(TICKET_SERVICE_TEXTS.documents),
    who: speak(TICKET_SERVICE_TEXTS.who),
    ...HERE,
    minutes: 1,
    tiers: [{ id: 'today', title: speak(TICKET_SERVICE_TEXTS.tiers[0]), ready: '2026-11-24', price: costs(0) }],
    chosen: 'today',
    needsCard: false,
    reads: 'nothing',
  };
}

type Read = ViewOf<'whatIsRead'>;

function whatIsRead(speak: PickLanguage): readonly PageSample<'whatIsRead'>[] {
  const card = cardReads(speak);
  const certificate: Read = {
    ...card,
    service: speak(CERTIFICATE.title),
    agency: speak(CERTIFICATE.agency),
    phone: true,
    registers: [registerOf(speak, CIVIL_RECORDS)],
    asked: [speak(CERTIFICATE.presentedTo.label)],
    paper: 'certificate',
  };
  return [
    { name: 'identity-card', view: card },
    { name: 'certificate', view: certificate },
    { name: 'no-register', view: { ...card, registers: [], asOf: null } },
    { name: 'at-window', view: { ...certificate, documents: [], phone: false, asked: [], paper: 'ticket' } },
    ...makeSamplesForDisplays(card),
    {
      name: 'long-words',
      view: {
        ...card,
        service: speak(LONG_TEXTS.title),
        agency: speak(LONG_TEXTS.agency),
        documents: ['identity-card', 'passport'],
        registers: [IDENTITY_DOCUMENTS, CIVIL_RECORDS].map((each) => ({
          ...registerOf(speak, each),
          holder: speak(LONG_TEXTS.agency),
        })),
      },
    },
  ];
}

const registerOf = (speak: PickLanguage, { title, holder, reads }: typeof CIVIL_RECORDS) => ({
  title: speak(title),
  holder: speak(holder),
  reads: speak(reads),
});

const cardReads = (speak: PickLanguage): Read => ({
  show: 'whatIsRead',
  service: speak(CARD.title),
  agency: speak(CARD.agency),
  documents: ['identity-card'],
  registers: [registerOf(speak, IDENTITY_DOCUMENTS)],
  phone: false,
  asked: [speak(CARD.reason.label), speak(CARD.mobile.label)],
  paper: 'receipt',
  asOf: '2026-11-27',
});

export const samples = (speak: PickLanguage) => ({
  beforeYouStart: beforeYouStart(speak),
  whatIsRead: whatIsRead(speak),
});
