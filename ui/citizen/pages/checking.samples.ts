import type { AnswerReviewRow } from '../../../device/screen/screen.ts';
import {
  COVERED_FRAME,
  cardPurchase,
  certificatePurchase,
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  PARKS_FRAME,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  TWO_PRICE_PARTS,
  ticketPurchase,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, CERTIFICATE, CHECK_ROW_LABELS, LONG_TEXTS, say, TICKET_SERVICE_TEXTS } from '../../samples/texts.ts';

function checking(speak: PickLanguage): readonly PageSample<'checking'>[] {
  const card: ViewOf<'checking'> = {
    show: 'checking',
    rows: [...personRows(speak, 'MAMMADOVA AYSEL'), ...cardRows(speak, speak(CARD.reason.expired))],
    purchase: cardPurchase(speak),
    warnings: [],
    blocked: null,
    ticket: null,
    takeCard: false,
  };
  const certificate: ViewOf<'checking'> = {
    ...card,
    rows: [...personRows(speak, 'MAMMADOVA AYSEL'), placeRow(speak, speak(say('Məktəb', 'Школа', 'A school')))],
    purchase: certificatePurchase(speak),
  };
  const topic = {
    label: speak(TICKET_SERVICE_TEXTS.topic.label),
    value: speak(TICKET_SERVICE_TEXTS.topic.options[0].label),
    edit: 'topic',
  };
  return [
    { name: 'identity-card', view: card },
    { name: 'certificate', view: certificate },
    { name: 'copy-only', view: { ...certificate, warnings: ['PRN-204'], ticket: 'queue-ticket' } },
    { name: 'take-card', view: { ...certificate, takeCard: true } },
    { name: 'ticket', view: { ...card, rows: [topic], purchase: ticketPurchase(speak) } },
    { name: 'by-appointment', view: { ...card, rows: [topic, timeRow(speak)], purchase: ticketPurchase(speak) } },
    {
      name: 'paid-at-the-window',
      view: { ...card, rows: [topic, timeRow(speak)], purchase: { ...ticketPurchase(speak), payAt: 'window' } },
    },
    {
      name: 'sum-of-two-parts',
      view: { ...card, purchase: { ...card.purchase, amount: 700, lines: TWO_PRICE_PARTS } },
    },
    { name: 'paper-low', view: { ...card, warnings: ['PRN-201'] } },
    { name: 'paper-too-little', view: { ...card, warnings: ['PRN-202'] } },
    { name: 'paper-out', view: { ...card, warnings: ['PRN-111'] } },
    { name: 'terminal-away', view: { ...card, blocked: 'TRM-101' } },
    { name: 'certificate-without-paper', view: { ...certificate, blocked: 'PRN-111' } },
    { name: 'idle', view: card, frame: IDLE_WARNING_FRAME },
    { name: 'idle-parks', view: card, frame: PARKS_FRAME },
    { name: 'covered', view: card, frame: COVERED_FRAME },
    { name: 'covered-take-card', view: { ...certificate, takeCard: true }, frame: COVERED_FRAME },
    ...makeSamplesForDisplays(card),
    {
      name: 'long-words',
      view: {
        ...card,
        rows: [
          ...personRows(speak, LONG_TEXTS.name),
          ...cardRows(speak, speak(LONG_TEXTS.option)),
          placeRow(speak, speak(LONG_TEXTS.place)),
        ],
        purchase: { ...card.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) },
      },
    },
  ];
}

const timeRow = (speak: PickLanguage): AnswerReviewRow => ({
  label: speak(say('Vaxtınız', 'Ваше время', 'Your time')),
  value: '24.11.2026, 10:30–10:45',
  edit: 'appointment',
});

function personRows(speak: PickLanguage, name: string): readonly AnswerReviewRow[] {
  return [
    { label: speak(CHECK_ROW_LABELS.name), value: name, edit: null },
    { label: speak(CHECK_ROW_LABELS.fin), value: '5ZK1C7M', edit: null },
    { label: speak(CHECK_ROW_LABELS.documentNumber), value: 'AA1204587', edit: null },
  ];
}

function cardRows(speak: PickLanguage, reason: string): readonly AnswerReviewRow[] {
  return [
    { label: speak(CHECK_ROW_LABELS.tier), value: speak(CARD.tiers[0]), edit: 'tier' },
    { label: speak(CARD.reason.label), value: reason, edit: 'reason' },
    { label: speak(CARD.mobile.label), value: '+994 50 123 45 67', edit: 'mobile' },
  ];
}

function placeRow(speak: PickLanguage, place: string): AnswerReviewRow {
  return { label: speak(CERTIFICATE.presentedTo.label), value: place, edit: 'presentedTo' };
}

export const samples = (speak: PickLanguage) => ({ checking: checking(speak) });
