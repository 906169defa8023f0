import type { QuestionView } from '../../../device/screen/screen.ts';
import { yearsByDecade } from '../../../device/words/decades.ts';
import { PLAIN_DISPLAY } from '../../../device/words/display.ts';
import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  TYPED_SHOWN_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, CERTIFICATE, LONG_TEXTS, QUESTIONS, say, TICKET_SERVICE_TEXTS } from '../../samples/texts.ts';

function answering(speak: PickLanguage): readonly PageSample<'answering'>[] {
  const of = (number: number, count: number, question: QuestionView): ViewOf<'answering'> => ({
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
    { name: 'text-200-take-card', view: { ...of(1, 2, reason), takeCard: true }, frame: LARGEST_TEXT },
    { name: 'choice-made', view: of(1, 2, reasonQuestion(speak, 'data-changed')) },
    { name: 'topic', view: of(1, 1, topicQuestion(speak)) },
    { name: 'digits', view: of(2, 2, { ...mobile, value: '' }) },
    { name: 'digits-typed', view: of(2, 2, mobile) },
    { name: 'digits-shown', view: of(2, 2, mobile), frame: TYPED_SHOWN_FRAME },
    { name: 'digits-refused', view: of(2, 2, { ...mobile, value: '50 12', problem: speak(CARD.mobile.problem) }) },
    { name: 'letters', view: of(1, 1, { ...place, value: '' }) },
    { name: 'letters-typed', view: of(1, 1, place) },
    { name: 'name', view: of(1, 1, { ...place, value: 'MAMMADOV', keyboard: 'names', personal: true }) },
    {
      name: 'letters-refused',
      view: of(1, 1, { ...place, value: 'a', problem: speak(CERTIFICATE.presentedTo.problem) }),
    },
    { name: 'letters-long', view: of(1, 1, { ...place, value: speak(LONG_TEXTS.place) }) },
    { name: 'idle', view: of(1, 1, place), frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view: of(1, 1, place), frame: CONTRAST_FRAME },
    { name: 'contrast-choice', view: of(1, 2, reasonQuestion(speak, 'expired')), frame: CONTRAST_FRAME },
    { name: 'text-130', view: of(1, 1, place), frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: of(1, 1, place), frame: LARGEST_TEXT },
    { name: 'text-200-digits', view: of(2, 2, mobile), frame: LARGEST_TEXT },
    { name: 'lower', view: of(1, 1, place), frame: LOWER_SCREEN_FRAME },
    ...[...childrenSamples(speak), ...phoneSamples(speak)].map(({ name, question, frame }) => ({
      name,
      view: of(1, 2, question),
      ...(frame && { frame }),
    })),
    ...kinds(speak).map(({ name, question, frame }) => ({ name, view: of(2, 5, question), ...(frame && { frame }) })),
    {
      name: 'long-words',
      view: of(1, 2, {
        ...reason,
        options: reason.options.map((option) => ({
          ...option,
          label: speak(LONG_TEXTS.option),
          hint: speak(LONG_TEXTS.summary),
        })),
      }),
    },
  ];
}

function reasonQuestion(speak: PickLanguage, chosen: string | null): Extract<QuestionView, { kind: 'choice' }> {
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

function topicQuestion(speak: PickLanguage): QuestionView {
  const { topic } = TICKET_SERVICE_TEXTS;
  return {
    kind: 'choice',
    id: 'topic',
    title: speak(topic.title),
    hint: null,
    options: topic.options.map(({ value, label, hint }) => ({
      value,
      label: speak(label),
      hint: hint && speak(hint),
    })),
    chosen: 'legal',
  };
}

function childrenSamples(speak: PickLanguage): readonly KindSample[] {
  const three = childrenQuestion(speak, ['Nigar', 'Tunar', 'Elvin'], null);
  const many = Array.from({ length: 12 }, (_, nth) => ['Nigar', 'Tunar', 'Məhəmmədəli'][nth % 3]!);
  return [
    { name: 'children', question: three },
    { name: 'children-one', question: childrenQuestion(speak, ['Tunar'], null) },
    { name: 'children-chosen', question: childrenQuestion(speak, ['Nigar', 'Tunar'], 1) },
    { name: 'children-twelve', question: childrenQuestion(speak, many, null) },
    { name: 'children-200', question: three, frame: LARGEST_TEXT },
    { name: 'children-contrast', question: three, frame: CONTRAST_FRAME },
  ];
}

function childrenQuestion(speak: PickLanguage, names: readonly string[], chosen: number | null): QuestionView {
  const { title, hint, born, another } = QUESTIONS.children;
  return {
    kind: 'children',
    id: 'child-surname',
    title: speak(title),
    hint: speak(hint),
    options: names.map((label, nth) => ({
      value: `child-${nth}`,
      label,
      hint: `${speak(born)} ${2024 - nth}`,
      chosen: nth === chosen,
    })),
    another: { value: 'another', label: speak(another), hint: null },
  };
}

function phoneSamples(speak: PickLanguage): readonly KindSample[] {
  const known = knownPhone(speak, false);
  const typed = { ...mobileQuestion(speak), value: '', hint: speak(QUESTIONS.knownPhone.typed) };
  return [
    { name: 'phone', question: known },
    { name: 'phone-chosen', question: knownPhone(speak, true) },
    { name: 'phone-200', question: known, frame: LARGEST_TEXT },
    { name: 'phone-contrast', question: known, frame: CONTRAST_FRAME },
    { name: 'phone-another', question: typed },
    { name: 'phone-another-200', question: typed, frame: LARGEST_TEXT },
  ];
}

function knownPhone(speak: PickLanguage, chosen: boolean): QuestionView {
  const { hint, another, anotherHint } = QUESTIONS.knownPhone;
  const { title, hint: why } = CARD.mobile;
  return {
    kind: 'known-phone',
    id: 'mobile',
    title: speak(title),
    hint: speak(why),
    options: [{ value: 'registered', label: '+994 •• ••• •• 14', hint: speak(hint), chosen }],
    another: { value: 'another', label: speak(another), hint: speak(anotherHint) },
  };
}

interface KindSample {
  readonly name: string;
  readonly question: QuestionView;
  readonly frame?: PageSample<'answering'>['frame'];
}

function kinds(speak: PickLanguage): readonly KindSample[] {
  const several = severalQuestion(speak, []);
  const fin = { ...typedQuestion(speak, 'fin', 'capitals'), personal: true };
  const email = { ...typedQuestion(speak, 'email', 'email'), personal: true };
  const longText = { ...typedQuestion(speak, 'complaint', 'letters'), lines: true };
  const amount = { ...typedQuestion(speak, 'amount', 'amount'), suffix: '₼' };
  const said = speak(QUESTIONS.complaint.said);
  return [
    { name: 'several', question: several },
    { name: 'several-chosen', question: severalQuestion(speak, ['shop', 'cafe']) },
    { name: 'yes-no', question: yesNoQuestion(speak) },
    { name: 'date-year', question: yearQuestion(speak, 1917) },
    { name: 'date-year-of-child', question: yearQuestion(speak, 2008) },
    { name: 'date-month', question: monthQuestion(speak) },
    { name: 'date-day', question: dayQuestion(speak, null) },
    { name: 'date-whole', question: dayQuestion(speak, 24) },
    { name: 'date-of-other-term', question: refusedDay(speak, 'notThisTerm') },
    { name: 'date-of-other-service', question: refusedDay(speak, 'notThisService') },
    { name: 'date-with-term', question: { ...dayQuestion(speak, 24), note: speak(QUESTIONS.birth.fits) } },
    { name: 'fin', question: { ...fin, value: '5ABC10', note: speak(QUESTIONS.fin.zero) } },
    { name: 'fin-one', question: { ...fin, value: '5ABCI0D', note: speak(QUESTIONS.fin.one) } },
    { name: 'fin-refused', question: { ...fin, value: '5ABC', problem: speak(QUESTIONS.fin.problem) } },
    { name: 'email', question: email },
    { name: 'email-typed', question: { ...email, value: 'aysel.quliyeva@example.com' } },
    { name: 'email-shown', question: { ...email, value: 'aysel.quliyeva@example.com' }, frame: TYPED_SHOWN_FRAME },
    { name: 'email-refused', question: { ...email, value: 'aysel@', problem: speak(QUESTIONS.email.problem) } },
    { name: 'amount', question: { ...amount, value: speak(say('1250,50', '1250,50', '1250.50')) } },
    { name: 'amount-refused', question: { ...amount, value: '0', problem: speak(QUESTIONS.amount.problem) } },
    {
      name: 'document-number',
      question: { ...typedQuestion(speak, 'documentNumber', 'capitals'), value: 'AA 1234567', personal: true },
    },
    { name: 'plate', question: { ...typedQuestion(speak, 'plate', 'capitals'), value: '10-AA-123' } },
    { name: 'long-text', question: { ...longText, value: said } },
    {
      name: 'long-text-full',
      question: {
        ...longText,
        value: Array.from({ length: 4 }, () => said)
          .join(' ')
          .slice(0, 500),
      },
    },
    { name: 'region', question: regionQuestion(speak) },
    { name: 'several-200', question: several, frame: LARGEST_TEXT },
    { name: 'date-year-200', question: yearQuestion(speak, 1917), frame: LARGEST_TEXT },
    { name: 'date-month-200', question: monthQuestion(speak), frame: LARGEST_TEXT },
    { name: 'date-day-200', question: dayQuestion(speak, 24), frame: LARGEST_TEXT },
    { name: 'date-of-other-term-200', question: refusedDay(speak, 'notThisTerm'), frame: LARGEST_TEXT },
    { name: 'email-200', question: { ...email, value: 'aysel.quliyeva@example.com' }, frame: LARGEST_TEXT },
    {
      name: 'email-shown-200',
      question: { ...email, value: 'aysel.quliyeva@example.com' },
      frame: { display: { ...PLAIN_DISPLAY, text: 200, typedShown: true } },
    },
    { name: 'long-text-200', question: { ...longText, value: said }, frame: LARGEST_TEXT },
    { name: 'region-200', question: regionQuestion(speak), frame: LARGEST_TEXT },
    { name: 'date-day-contrast', question: dayQuestion(speak, 24), frame: CONTRAST_FRAME },
    { name: 'several-contrast', question: severalQuestion(speak, ['shop']), frame: CONTRAST_FRAME },
  ];
}

type TextQuestion = Extract<QuestionView, { kind: 'text' }>;

const TYPED = {
  kind: 'text',
  value: '',
  prefix: null,
  suffix: null,
  lines: false,
  personal: false,
  problem: null,
  note: null,
} as const;

const typedQuestion = (
  speak: PickLanguage,
  id: 'fin' | 'email' | 'amount' | 'documentNumber' | 'plate' | 'complaint',
  keyboard: TextQuestion['keyboard'],
): TextQuestion => {
  const { title, hint } = QUESTIONS[id];
  return { ...TYPED, id, title: speak(title), hint: hint && speak(hint), keyboard };
};

function mobileQuestion(speak: PickLanguage): TextQuestion {
  const { title, hint } = CARD.mobile;
  const asked = { id: 'mobile', title: speak(title), hint: speak(hint) };
  return { ...TYPED, ...asked, value: '50 123 45 67', keyboard: 'digits', prefix: '+994', personal: true };
}

function placeQuestion(speak: PickLanguage): TextQuestion {
  const { title, hint } = CERTIFICATE.presentedTo;
  const asked = { id: 'presentedTo', title: speak(title), hint: speak(hint) };
  return { ...TYPED, ...asked, value: speak(say('Məktəb № 23', 'Школа № 23', 'School 23')), keyboard: 'letters' };
}

function severalQuestion(speak: PickLanguage, chosen: readonly string[]): QuestionView {
  const { title, hint, ...options } = QUESTIONS.places;
  return {
    kind: 'several',
    id: 'places',
    title: speak(title),
    hint: speak(hint),
    options: Object.entries(options).map(([value, label]) => ({ value, label: speak(label), hint: null })),
    chosen,
  };
}

function yesNoQuestion(speak: PickLanguage): QuestionView {
  const { title, yes, no } = QUESTIONS.more;
  const options = Object.entries({ yes, no }).map(([value, label]) => ({ value, label: speak(label), hint: null }));
  return { kind: 'choice', id: 'more', title: speak(title), hint: null, options, chosen: null };
}

type DateQuestion = Extract<QuestionView, { kind: 'date' }>;

const THIS_YEAR = 2026;
const born = (speak: PickLanguage) =>
  ({
    ...({ kind: 'date', id: 'birth', hint: null, complete: false, parts: [] } as const),
    title: speak(QUESTIONS.birth.title),
    problem: null,
    fitting: [],
    note: null,
  }) as const;
const cell = (value: string, label: string, chosen = false) => ({ value, label, chosen });

function yearQuestion(speak: PickLanguage, first: number): QuestionView {
  const years = Array.from({ length: THIS_YEAR - first + 1 }, (_, at) => cell(`${first + at}`, `${first + at}`));
  return { ...born(speak), part: 'year', groups: yearsByDecade(years) };
}

function monthQuestion(speak: PickLanguage): QuestionView {
  const months = QUESTIONS.birth.months.map((month, at) =>
    cell(`1987-${String(at + 1).padStart(2, '0')}`, speak(month)),
  );
  return { ...born(speak), part: 'month', groups: [months], parts: [{ part: 'year', label: '1987', reopen: '' }] };
}

function dayQuestion(speak: PickLanguage, chosen: number | null): DateQuestion {
  const days = Array.from({ length: 30 }, (_, at) => cell(`1987-09-${at + 1}`, String(at + 1), at + 1 === chosen));
  const parts = [
    { part: 'year', label: '1987', reopen: '' },
    { part: 'month', label: speak(QUESTIONS.birth.months[8]!), reopen: '1987' },
  ] as const;
  return { ...born(speak), part: 'day', groups: [days], parts, complete: chosen !== null };
}

function refusedDay(speak: PickLanguage, why: 'notThisTerm' | 'notThisService'): DateQuestion {
  const { birth } = QUESTIONS;
  const whole = dayQuestion(speak, 24);
  const fitting = why === 'notThisTerm' ? [{ value: 'age-3-to-17', label: speak(birth.fits) }] : [];
  const parts = [...whole.parts, { part: 'day', label: '24', reopen: '1987-09' }] as const;
  return { ...whole, groups: [], parts, problem: speak(birth[why]), fitting };
}

function regionQuestion(speak: PickLanguage): QuestionView {
  const { title, hint, names } = QUESTIONS.region;
  const options = names.map((name, at) => ({ value: `region-${at}`, label: speak(name), hint: null }));
  return { kind: 'choice', id: 'home-region', title: speak(title), hint: speak(hint), options, chosen: 'region-2' };
}

export const samples = (speak: PickLanguage) => ({ answering: answering(speak) });
