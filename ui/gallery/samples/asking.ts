import type { CheckRow, Question } from '../../../device/screen/screen.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  IDLE,
  LARGE,
  LARGEST,
  LOWER,
  type Sample,
  type Speak,
  ticketPurchase,
  type ViewOf,
} from './sample.ts';
import { CARD, CERTIFICATE, LONG, ROWS, say, TICKET } from './texts.ts';

export function identifying(): readonly Sample<'identifying'>[] {
  const none: ViewOf<'identifying'> = {
    show: 'identifying',
    stage: 'waiting',
    trouble: null,
    failed: [],
    progress: null,
    minimumAge: null,
    occupied: false,
  };
  const waiting = (trouble: TroubleCode | null, ...failed: readonly string[]) => ({ ...none, trouble, failed });
  const reading = (progress: number | null) => ({ ...none, stage: 'reading' as const, progress });
  return [
    { name: 'waiting', view: waiting(null) },
    { name: 'reading', view: reading(null) },
    { name: 'opening-chip', view: reading(0) },
    { name: 'reading-chip', view: reading(62) },
    { name: 'unreadable', view: waiting('RDR-101') },
    { name: 'check-digit', view: waiting('RDR-102', 'documentNumber') },
    { name: 'check-digits', view: waiting('RDR-102', 'documentNumber', 'birthDate', 'expiryDate', 'composite') },
    { name: 'taken-early', view: waiting('RDR-103') },
    { name: 'reader-away', view: waiting('RDR-104') },
    { name: 'expired', view: waiting('RDR-105') },
    { name: 'too-young', view: { ...waiting('RDR-106'), minimumAge: 15 } },
    { name: 'unconfirmed', view: waiting('RDR-107') },
    { name: 'other-document', view: waiting('RDR-108') },
    { name: 'occupied', view: { ...waiting(null), occupied: true } },
    { name: 'idle', view: waiting(null), frame: IDLE },
    { name: 'contrast', view: waiting('RDR-101'), frame: CONTRAST },
    { name: 'contrast-chip', view: reading(62), frame: CONTRAST },
    { name: 'text-130', view: waiting(null), frame: LARGE },
    { name: 'text-200', view: waiting('RDR-102', 'documentNumber'), frame: LARGEST },
    { name: 'text-200-chip', view: reading(62), frame: LARGEST },
    { name: 'lower', view: waiting(null), frame: LOWER },
  ];
}

export function answering(speak: Speak): readonly Sample<'answering'>[] {
  const of = (number: number, count: number, question: Question): ViewOf<'answering'> => ({
    show: 'answering',
    number,
    of: count,
    question,
    takeCard: false,
  });
  const reason = reasonQuestion(speak, null);
  const mobile = mobileQuestion(speak);
  const place = placeQuestion(speak);
  return [
    { name: 'choice', view: of(1, 2, reason) },
    { name: 'take-card', view: { ...of(1, 2, reason), takeCard: true } },
    { name: 'text-200-take-card', view: { ...of(1, 2, reason), takeCard: true }, frame: LARGEST },
    { name: 'choice-made', view: of(1, 2, reasonQuestion(speak, 'data-changed')) },
    { name: 'topic', view: of(1, 1, topicQuestion(speak)) },
    { name: 'digits', view: of(2, 2, { ...mobile, value: '' }) },
    { name: 'digits-typed', view: of(2, 2, mobile) },
    { name: 'digits-refused', view: of(2, 2, { ...mobile, value: '5012', problem: speak(CARD.mobile.problem) }) },
    { name: 'letters', view: of(1, 1, { ...place, value: '' }) },
    { name: 'letters-typed', view: of(1, 1, place) },
    {
      name: 'letters-refused',
      view: of(1, 1, { ...place, value: 'a', problem: speak(CERTIFICATE.presentedTo.problem) }),
    },
    { name: 'letters-long', view: of(1, 1, { ...place, value: speak(LONG.place) }) },
    { name: 'idle', view: of(1, 1, place), frame: IDLE },
    { name: 'contrast', view: of(1, 1, place), frame: CONTRAST },
    { name: 'contrast-choice', view: of(1, 2, reasonQuestion(speak, 'expired')), frame: CONTRAST },
    { name: 'text-130', view: of(1, 1, place), frame: LARGE },
    { name: 'text-200', view: of(1, 1, place), frame: LARGEST },
    { name: 'text-200-digits', view: of(2, 2, mobile), frame: LARGEST },
    { name: 'lower', view: of(1, 1, place), frame: LOWER },
    {
      name: 'long-words',
      view: of(1, 2, {
        ...reason,
        options: reason.options.map((option) => ({ ...option, label: speak(LONG.option), hint: speak(LONG.summary) })),
      }),
    },
  ];
}

export function checking(speak: Speak): readonly Sample<'checking'>[] {
  const card: ViewOf<'checking'> = {
    show: 'checking',
    rows: [...personRows(speak, 'MAMMADOVA AYSEL'), ...cardRows(speak, speak(CARD.reason.expired))],
    purchase: cardPurchase(speak),
    warnings: [],
    blocked: null,
    takeCard: false,
  };
  const certificate: ViewOf<'checking'> = {
    ...card,
    rows: [...personRows(speak, 'MAMMADOVA AYSEL'), placeRow(speak, speak(say('Məktəb', 'Школа', 'A school')))],
    purchase: certificatePurchase(speak),
  };
  const topic = { label: speak(TICKET.topic.label), value: speak(TICKET.topic.identity), edit: 'topic' };
  return [
    { name: 'identity-card', view: card },
    { name: 'certificate', view: certificate },
    { name: 'take-card', view: { ...certificate, takeCard: true } },
    { name: 'ticket', view: { ...card, rows: [topic], purchase: ticketPurchase(speak) } },
    { name: 'paper-low', view: { ...card, warnings: ['PRN-201'] } },
    { name: 'paper-too-little', view: { ...card, warnings: ['PRN-202'] } },
    { name: 'paper-out', view: { ...card, warnings: ['PRN-111'] } },
    { name: 'terminal-away', view: { ...card, blocked: 'TRM-101' } },
    { name: 'certificate-without-paper', view: { ...certificate, blocked: 'PRN-111' } },
    { name: 'idle', view: card, frame: IDLE },
    { name: 'contrast', view: card, frame: CONTRAST },
    { name: 'text-130', view: card, frame: LARGE },
    { name: 'text-200', view: card, frame: LARGEST },
    { name: 'lower', view: card, frame: LOWER },
    {
      name: 'long-words',
      view: {
        ...card,
        rows: [
          ...personRows(speak, LONG.name),
          ...cardRows(speak, speak(LONG.option)),
          placeRow(speak, speak(LONG.place)),
        ],
        purchase: { ...card.purchase, service: speak(LONG.title), amount: 123_456_00 },
      },
    },
  ];
}

function reasonQuestion(speak: Speak, chosen: string | null): Extract<Question, { kind: 'choice' }> {
  const { reason } = CARD;
  return {
    kind: 'choice',
    id: 'reason',
    title: speak(reason.title),
    hint: speak(reason.hint),
    options: [
      { value: 'expired', label: speak(reason.expired), hint: null },
      { value: 'data-changed', label: speak(reason.changed), hint: speak(reason.changedHint) },
      { value: 'worn-out', label: speak(reason.worn), hint: null },
    ],
    chosen,
  };
}

function topicQuestion(speak: Speak): Question {
  const { topic } = TICKET;
  return {
    kind: 'choice',
    id: 'topic',
    title: speak(topic.title),
    hint: null,
    options: [
      { value: 'identity', label: speak(topic.identity), hint: null },
      { value: 'justice', label: speak(topic.justice), hint: speak(topic.justiceHint) },
      { value: 'property', label: speak(topic.property), hint: null },
      { value: 'social', label: speak(topic.social), hint: null },
    ],
    chosen: 'justice',
  };
}

function mobileQuestion(speak: Speak): Extract<Question, { kind: 'text' }> {
  return {
    kind: 'text',
    id: 'mobile',
    title: speak(CARD.mobile.title),
    hint: speak(CARD.mobile.hint),
    value: '501234567',
    keyboard: 'digits',
    prefix: '+994',
    maxLength: 9,
    problem: null,
  };
}

function placeQuestion(speak: Speak): Extract<Question, { kind: 'text' }> {
  return {
    kind: 'text',
    id: 'presentedTo',
    title: speak(CERTIFICATE.presentedTo.title),
    hint: speak(CERTIFICATE.presentedTo.hint),
    value: speak(say('Məktəb № 23', 'Школа № 23', 'School 23')),
    keyboard: 'letters',
    prefix: null,
    maxLength: 60,
    problem: null,
  };
}

function personRows(speak: Speak, name: string): readonly CheckRow[] {
  return [
    { label: speak(ROWS.name), value: name, edit: null },
    { label: speak(ROWS.fin), value: '5ZK1C7M', edit: null },
    { label: speak(ROWS.documentNumber), value: 'AA1204587', edit: null },
  ];
}

function cardRows(speak: Speak, reason: string): readonly CheckRow[] {
  return [
    { label: speak(ROWS.tier), value: speak(CARD.tiers[0]), edit: 'tier' },
    { label: speak(CARD.reason.label), value: reason, edit: 'reason' },
    { label: speak(CARD.mobile.label), value: '+994 501234567', edit: 'mobile' },
  ];
}

function placeRow(speak: Speak, place: string): CheckRow {
  return { label: speak(CERTIFICATE.presentedTo.label), value: place, edit: 'presentedTo' };
}
