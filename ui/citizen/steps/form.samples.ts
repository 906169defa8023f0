import type { Question } from '../../../device/screen/screen.ts';
import { CONTRAST, IDLE, LARGE, LARGEST, LOWER, type Sample, type Speak, type ViewOf } from '../../samples/sample.ts';
import { CARD, CERTIFICATE, LONG, say, TICKET } from '../../samples/texts.ts';

function answering(speak: Speak): readonly Sample<'answering'>[] {
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
    options: topic.options.map(({ value, label, hint }) => ({
      value,
      label: speak(label),
      hint: hint && speak(hint),
    })),
    chosen: 'legal',
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

export const samples = (speak: Speak) => ({ answering: answering(speak) });
