import { hasOnePlace } from '../../device/session/steps/appointment/choosing.ts';
import { addDigit as typedCode } from '../../device/session/steps/confirm/phone-code.ts';
import type { DueContext } from '../../device/session/steps/due/due.machine.ts';
import * as owing from '../../device/session/steps/due/owing.ts';
import { mayTypeCode, quoteAsPaid, typeReferenceKey } from '../../device/session/steps/find/finding.ts';
import { readReference } from '../../device/session/steps/find/reference-code.ts';
import { offeredChoiceOptions } from '../../device/session/steps/form/answering.ts';
import { eraseDatePart, nextDatePart, possibleNextDrafts } from '../../device/session/steps/form/dates.ts';
import { amountTypingRules, type TypedQuestion, typingRulesOf } from '../../device/session/steps/form/typing.ts';
import { documentProblem } from '../../device/session/steps/identify/identification.machine.ts';
import { mayTryPhoneIdentity } from '../../device/session/steps/identify/phone-identity.ts';
import { VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { countWrongCard } from '../../device/session/steps/resume/resume.machine.ts';
import { UNANSWERED_DEVICES } from '../../device/session/visit/devices.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { AYSEL } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { BILL_DUE } from '../support/sample-dues.ts';
import { type BoundPair, boundPair } from './pair.ts';

const TODAY = '2026-11-24';
const TEXTS = { language: 'en', display: PLAIN_DISPLAY } as const;
const SEEN = TEXTS as never;

const dues = (count: number) => Array.from({ length: count }, (_, nth) => ({ ...BILL_DUE, id: `${nth}` }));

const list = (count: number, ticked: number, its: Partial<DueContext> = {}): DueContext =>
  ({
    service: catalogue().services.find(({ due }) => due === 'person')!,
    catalogue: catalogue(),
    gone: null,
    dues: dues(count),
    ticked: dues(ticked).map(({ id }) => id),
    today: TODAY,
    dated: true,
    ...its,
  }) as unknown as DueContext;

const partAfterReading = (part: number) =>
  owing.takeDuesAnswer(list(1, 0, { chosen: '0', part }), {
    ok: true,
    value: dues(1).map((due) => ({ ...due, part: { min: 100, max: 2_000 } })),
  }).part;

const saysChanged = (count: number) =>
  owing.takeDuesAnswer(
    list(0, 0, { due: { dues: dues(count), part: null, foundBy: null }, gone: { because: 'changed' } }),
    {
      ok: true,
      value: dues(count).slice(1),
    },
  ).gone !== null;

const choosingDue = (context: DueContext) => VISIT_STEPS.due.view({ value: 'choosing', context } as never, SEEN);
const rowsOfDues = (count: number) =>
  VISIT_STEPS.due
    .rows({ due: { dues: dues(count), part: null, foundBy: null } }, 'en')
    .some(({ value }) => value.includes('·'));

const question = (kind: TypedQuestion['kind']) => ({ kind, keyboard: 'letters', maxLength: 5 }) as TypedQuestion;
const typing = (kind: TypedQuestion['kind']) => typingRulesOf(question(kind));
const takes = (kind: TypedQuestion['kind'], key: string) => (letters: number) =>
  typing(kind).type(key.repeat(letters), key, question(kind)) !== null;
const noteOfO = (kind: TypedQuestion['kind']) => (letters: number) =>
  typing(kind).type('A'.repeat(letters), 'O', question(kind))?.note;
const isSum = (sum: number) =>
  amountTypingRules.accept(amountTypingRules.draftOf(String(sum)), { min: 150, max: 500 }) !== null;

const dateQuestion = (range: 'past' | 'future') => ({ kind: 'date', range }) as never;
const mayTouch = (range: 'past' | 'future') => (day: string) =>
  possibleNextDrafts('2026-11', dateQuestion(range), TODAY).includes(day);

const asksOfExpired = (expiryDate: string) =>
  offeredChoiceOptions({ options: [{ ofExpiredCard: true }] } as never, {
    person: { document: { ...AYSEL, expiryDate }, assurance: 'chip' },
    dated: true,
    today: TODAY,
  }).length > 0;

const refuses = (document: Partial<typeof AYSEL>, minimumAge: number | null = null) =>
  documentProblem(
    { ...AYSEL, expiryDate: null, ...document },
    { takes: null, minimumAge, takesExpired: false, today: TODAY },
  );

function isFirst(count: number): boolean {
  const { id } = catalogue().services.findLast(({ centres }) => centres === null)!;
  const context = { catalogue: catalogue(), used: { [id]: count }, looking: { at: 'home' } };
  const view = VISIT_STEPS.choose.view({ context } as never, { ...TEXTS, devices: UNANSWERED_DEVICES } as never);
  return view.show === 'choosing' && view.services.some((card) => card.id === id);
}

function halfOf(from: string): string {
  const places = [{ id: 'p', window: '1', floor: 1, days: [{ day: TODAY, slots: [{ from, until: '20:00' }] }] }];
  const context = { service: catalogue().services[0], free: { places }, place: 'p', day: TODAY, time: null };
  const view = VISIT_STEPS.appointment.view({ value: 'choosingTime', context } as never, SEEN);
  if (view.show !== 'choosingSlot') throw new Error(`at ${view.show}`);
  return [...view.morning.map(() => 'morning'), ...view.afternoon.map(() => 'afternoon')].join();
}

function rowsOfTerms(count: number): number {
  const service = catalogue().services.find(({ tiers }) => tiers.length > 1)!;
  return VISIT_STEPS.requirements.rows(
    { service: { ...service, tiers: service.tiers.slice(0, count) }, tier: service.tiers[0]! },
    'en',
  ).length;
}

export const STEP_PAIRS: readonly BoundPair[] = [
  boundPair('due/owing.ts: unknownDues < MAX_UNKNOWN_NUMBERS', [2, true], [3, false], (unknownDues) =>
    owing.mayTypeNumber({ unknownDues, service: { due: 'number' } } as DueContext),
  ),
  boundPair('due/owing.ts: before.length > 1', [1, false], [2, true], saysChanged),
  boundPair('due/owing.ts: until < today', ['2026-11-24', 'today'], ['2026-11-23', 'overdue'], (until) =>
    owing.urgencyOf(until, { today: TODAY, dated: true }),
  ),
  boundPair(
    'due/owing.ts: Date.parse(until) - Date.parse(today) <= SOON_DAYS * DAY_MS',
    ['2026-12-01', 'soon'],
    ['2026-12-02', null],
    (until) => owing.urgencyOf(until, { today: TODAY, dated: true }),
  ),
  boundPair('due/owing.ts: amount >= part.min', [100, 100], [99, null], partAfterReading),
  boundPair('due/owing.ts: amount <= part.max', [2_000, 2_000], [2_001, null], partAfterReading),
  boundPair('due/owing.ts: (dues?.length ?? 0) <= 1', [1, true], [2, false], (count) =>
    owing.hasAtMostOneDue(list(count, 0)),
  ),
  boundPair(
    'due/owing.ts: ticked.length < MAX_DUES_PER_PAYMENT',
    [9, 10],
    [10, undefined],
    (ticked) => owing.tickDue(list(12, ticked), String(ticked)).ticked?.length,
  ),
  boundPair(
    'due/owing.ts: tickedDues(context).length >= Math.min(payableDues(context).length, MAX_DUES_PER_PAYMENT)',
    [10, true],
    [9, false],
    (ticked) => owing.isTickLimitReached(list(12, ticked)),
  ),
  boundPair('due/step.ts: open.length > MAX_DUES_PER_PAYMENT', [10, null], [11, 10], (count) => {
    const view = choosingDue(list(count, 0));
    return view.show === 'choosingDue' && view.most;
  }),
  boundPair('due/step.ts: its.dues.length > 1', [1, false], [2, true], rowsOfDues),
  boundPair('find/finding.ts: code.length >= MAX_REFERENCE_LETTERS', [13, 'taken'], [14, 'not taken'], (letters) =>
    typeReferenceKey({ code: 'A'.repeat(letters) } as never, 'A').code === undefined ? 'not taken' : 'taken',
  ),
  boundPair('identify/phone-identity.ts: phoneTries < MOST_PHONE_TRIES', [2, true], [3, false], (phoneTries) =>
    mayTryPhoneIdentity({ phoneTries }),
  ),
  boundPair(
    'resume/resume.machine.ts: count < MOST_WRONG_CARDS',
    [1, 'wrong-card'],
    [2, 'no-more-cards'],
    (wrongCards) => countWrongCard({ wrongCards }).problem,
  ),
  boundPair('find/finding.ts: lookUps < MAX_WRONG_CODES', [2, true], [3, false], (lookUps) => mayTypeCode({ lookUps })),
  boundPair(
    'find/finding.ts: amount > 0',
    [0, 'window'],
    [1, 'kiosk'],
    (sum) => quoteAsPaid({ amount: sum, tariffDate: null } as never, { prices: [] } as never).at,
  ),
  boundPair(
    'find/reference-code.ts: symbols.length < 7',
    ['K57QF26', 'mistyped'],
    ['K57QF2', 'incomplete'],
    readReference,
  ),
  boundPair(
    'confirm/phone-code.ts: digits.length < DIGITS',
    [5, '111111'],
    [6, undefined],
    (count) => typedCode({ digits: '1'.repeat(count), attempt: 1, problem: null } as never, '1').digits,
  ),
  boundPair('form/answering.ts: expiry >= today', ['2026-11-24', false], ['2026-11-23', true], asksOfExpired),
  boundPair(
    'identify/identification.machine.ts: document.expiryDate < today',
    ['2026-11-24', null],
    ['2026-11-23', 'RDR-105'],
    (expiryDate) => refuses({ expiryDate }),
  ),
  boundPair(
    'identify/identification.machine.ts: fullYears(document.birthDate, today) < minimumAge',
    ['2008-11-24', null],
    ['2008-11-25', 'RDR-106'],
    (birthDate) => refuses({ birthDate }, 18),
  ),
  boundPair('form/dates.ts: draft.length < YEAR_LETTERS', ['202', 'year'], ['2026', 'month'], nextDatePart),
  boundPair('form/dates.ts: draft.length < MONTH_LETTERS', ['2026-1', 'month'], ['2026-11', 'day'], nextDatePart),
  boundPair(
    'form/dates.ts: part >= from.slice(0, part.length)',
    ['2026-11-24', true],
    ['2026-11-23', false],
    mayTouch('future'),
  ),
  boundPair(
    'form/dates.ts: part <= to.slice(0, part.length)',
    ['2026-11-24', true],
    ['2026-11-25', false],
    mayTouch('past'),
  ),
  boundPair(
    'form/dates.ts: draft.length > MONTH_LETTERS',
    ['2026-11', '2026'],
    ['2026-11-24', '2026-11'],
    eraseDatePart,
  ),
  boundPair('form/dates.ts: draft.length > YEAR_LETTERS', ['2026', ''], ['2026-11', '2026'], eraseDatePart),
  boundPair('form/typing.ts: [...draft].length >= maxLength', [4, true], [5, false], takes('text', 'a')),
  boundPair('form/typing.ts: draft.length + key.length <= maxLength', [4, true], [5, false], takes('long-text', 'a')),
  boundPair(
    'form/typing.ts: value.length <= maxLength',
    [5, true],
    [6, false],
    (letters) => typing('long-text').accept('a'.repeat(letters), question('long-text')) !== null,
  ),
  boundPair('form/typing.ts: draft.length >= length', [6, true], [7, false], takes('fin', 'A')),
  boundPair('form/typing.ts: draft.length >= PHONE_DIGITS', [8, true], [9, false], takes('phone', '5')),
  boundPair(
    'form/typing.ts: draft.length + added.length > EMAIL_LETTERS',
    [99, true],
    [100, false],
    takes('email', 'a'),
  ),
  boundPair('form/typing.ts: manat.length <= MANAT_DIGITS', [5, true], [6, false], takes('amount', '1')),
  boundPair('form/typing.ts: sum >= min', [150, true], [149, false], isSum),
  boundPair('form/typing.ts: sum <= max', [500, true], [501, false], isSum),
  boundPair(
    'form/typing.ts: draft.length >= LETTERS_BEFORE_DIGITS',
    [2, 'zero-for-o'],
    [1, null],
    noteOfO('document-number'),
  ),
  boundPair('form/typing.ts: length < 2', [1, 'zero-for-o'], [2, null], noteOfO('plate')),
  boundPair('form/typing.ts: length >= 4', [4, 'zero-for-o'], [3, null], noteOfO('plate')),
  boundPair('choose/step.ts: count < FEWEST_USES', [10, true], [9, false], isFirst),
  boundPair('appointment/step.ts: from < NOON', ['11:59', 'morning'], ['12:00', 'afternoon'], halfOf),
  boundPair('appointment/step.ts: from >= NOON', ['12:00', 'afternoon'], ['11:59', 'morning'], halfOf),
  boundPair('appointment/choosing.ts: (free?.places.length ?? 0) <= 1', [1, true], [2, false], (length) =>
    hasOnePlace({ free: { places: Array.from({ length }) } } as never),
  ),
  boundPair('requirements/step.ts: service.tiers.length > 1', [1, 0], [2, 1], rowsOfTerms),
];

/** These are a guard, the order of the questions, or values that the type or another comparison bounds. */
export const STEPS_WITHOUT_PAIR: readonly string[] = [
  'choose/choose.machine.ts: [...query].length > LONGEST_QUERY',
  'due/due.machine.ts: owing.tickedDues(context).length > 1',
  'identify/identify.machine.ts: fullYears(event.result.value.document.birthDate, today) < (service.minimumAge ?? 0)',
  'form/answering.ts: place(each) > question',
  'form/answering.ts: questions.indexOf(each) < question',
  'form/dates.ts: part.length >= MONTH_LETTERS',
  'form/view.ts: draft.length >= letters',
  'requirements/step.ts: quoteOn(context.service, context.tier, context).total > 0',
];
