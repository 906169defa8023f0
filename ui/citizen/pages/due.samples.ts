import {
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';
import { DUE, LONG_TEXTS } from '../../samples/texts.ts';

function readingDues(speak: PickLanguage): readonly PageSample<'readingDues'>[] {
  const asking: ViewOf<'readingDues'> = { show: 'readingDues', service: speak(DUE.title), trouble: null };
  const unanswered: ViewOf<'readingDues'> = { ...asking, trouble: 'BKO-101' };
  return [
    { name: 'asking', view: asking },
    { name: 'unanswered', view: unanswered },
    { name: 'foreign-answer', view: { ...asking, trouble: 'BKO-110' } },
    { name: 'office-busy', view: { ...asking, trouble: 'BKO-109' } },
    { name: 'idle', view: unanswered, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(unanswered),
    { name: 'long-words', view: { ...unanswered, service: speak(LONG_TEXTS.title) } },
  ];
}

function noDue(speak: PickLanguage): readonly PageSample<'noDue'>[] {
  const unknown: ViewOf<'noDue'> = {
    ...({ show: 'noDue', why: 'unknown', paidOn: null, typed: true, again: false } as const),
    service: speak(DUE.title),
  };
  const paid: ViewOf<'noDue'> = { ...unknown, why: 'paid', paidOn: '2026-11-20' };
  return [
    { name: 'unknown', view: unknown },
    { name: 'locked', view: { ...unknown, why: 'locked' } },
    { name: 'nothing', view: { ...unknown, why: 'nothing', typed: false } },
    { name: 'paid', view: paid },
    { name: 'paid-meanwhile', view: { ...paid, again: true, typed: false } },
    { name: 'paid-some-day', view: { ...paid, paidOn: null } },
    { name: 'held', view: { ...unknown, why: 'held', again: true } },
    { name: 'idle', view: unknown, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(unknown, paid),
    { name: 'long-words', view: { ...paid, service: speak(LONG_TEXTS.title) } },
  ];
}

function choosingDue(speak: PickLanguage): readonly PageSample<'choosingDue'>[] {
  const due = {
    subject: speak(DUE.subject),
    payee: speak(DUE.payee),
    until: '2026-12-14',
    number: 'AA1234561',
    icon: 'car',
    ...({ near: null, state: 'open', paidOn: null, ticked: false } as const),
  };
  const view: ViewOf<'choosingDue'> = {
    show: 'choosingDue',
    dues: [
      { ...due, value: '0', amount: 10_000, until: '2026-11-20', near: 'overdue', ticked: true },
      { ...due, value: '1', amount: 9_361, until: '2026-11-24', near: 'today', ticked: true, icon: 'receipt-text' },
      { ...due, value: '2', amount: 2_800, until: '2026-11-28', near: 'soon', ticked: true },
      { ...due, value: '3', amount: 4_000, until: null, number: null },
      { ...due, value: '4', amount: 4_000, state: 'held' },
      { ...due, value: '5', amount: 0, state: 'paid', paidOn: '2026-11-12' },
      { ...due, value: '6', amount: 0, state: 'paid' },
    ],
    all: { count: 4, amount: 26_161 },
    sum: { count: 3, amount: 22_161 },
    rest: { count: 1, amount: 4_000 },
    fee: 120,
    toPay: 22_281,
    full: false,
    most: null,
    changed: false,
  };
  const long = { subject: speak(LONG_TEXTS.title), payee: speak(LONG_TEXTS.agency) };
  const none = { ...view, dues: view.dues.map((each) => ({ ...each, ticked: false })), fee: 0 };
  return [
    { name: 'several', view },
    { name: 'nothing-ticked', view: { ...none, sum: { count: 0, amount: 0 }, rest: view.all, toPay: 0 } },
    { name: 'changed', view: { ...view, changed: true } },
    { name: 'at-most', view: { ...view, most: 10, full: true } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(view),
    { name: 'long-words', view: { ...view, dues: view.dues.map((each) => ({ ...each, ...long })) } },
  ];
}

function showingDue(speak: PickLanguage): readonly PageSample<'showingDue'>[] {
  const view: ViewOf<'showingDue'> = {
    show: 'showingDue',
    service: speak(DUE.title),
    subject: speak(DUE.subject),
    payee: speak(DUE.payee),
    owner: 'M••• A•••',
    until: '2026-12-14',
    overdue: false,
    full: 4_000,
    discountUntil: '2026-11-24',
    fee: 40,
    reduced: 1_200,
    part: null,
    rest: 0,
    toPay: 2_840,
    mayPart: false,
    changed: false,
  };
  const plain = { ...view, reduced: 0, toPay: 4_040, discountUntil: null };
  const bill = { ...plain, fee: 0, toPay: 4_000, mayPart: true };
  const aPart = { ...bill, part: 1_500, rest: 2_500, toPay: 1_500 };
  return [
    { name: 'with-discount', view },
    { name: 'plain', view: plain },
    { name: 'overdue', view: { ...plain, until: '2026-11-20', overdue: true } },
    { name: 'changed', view: { ...plain, changed: true } },
    { name: 'in-parts', view: bill },
    { name: 'a-part', view: aPart },
    { name: 'own', view: { ...plain, owner: 'MƏMMƏDOVA AYSEL' } },
    { name: 'little-said', view: { ...plain, owner: null, until: null } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(view, aPart),
    { name: 'long-words', view: { ...view, service: speak(LONG_TEXTS.title), subject: speak(LONG_TEXTS.title) } },
  ];
}

function typingPart(speak: PickLanguage): readonly PageSample<'typingPart'>[] {
  const view: ViewOf<'typingPart'> = {
    show: 'typingPart',
    payee: speak(DUE.payee),
    min: 100,
    max: 3_000,
    value: '',
    suffix: '₼',
    problem: null,
  };
  return [
    { name: 'empty', view },
    { name: 'typed', view: { ...view, value: '15,00' } },
    { name: 'too-much', view: { ...view, value: '45,00', problem: speak(DUE.problem) } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(view),
    { name: 'long-words', view: { ...view, payee: speak(LONG_TEXTS.title) } },
  ];
}

export const samples = (speak: PickLanguage) => ({
  readingDues: readingDues(speak),
  noDue: noDue(speak),
  choosingDue: choosingDue(speak),
  showingDue: showingDue(speak),
  typingPart: typingPart(speak),
});
