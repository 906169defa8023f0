import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';
import { CERTIFICATE, LONG_TEXTS } from '../../samples/texts.ts';

function offeringCode(speak: PickLanguage): readonly PageSample<'offeringCode'>[] {
  const view: ViewOf<'offeringCode'> = {
    show: 'offeringCode',
    service: speak(CERTIFICATE.title),
    sending: false,
    problem: null,
    takeCard: false,
  };
  const unanswered = { ...view, problem: 'BKO-101' } as const;
  return [
    { name: 'offered', view },
    { name: 'take-card', view: { ...view, takeCard: true } },
    { name: 'sending', view: { ...view, sending: true } },
    { name: 'over', view: { ...view, problem: 'over' } },
    { name: 'unanswered', view: unanswered },
    { name: 'foreign-answer', view: { ...view, problem: 'BKO-110' } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(view, { ...unanswered, takeCard: true }),
    { name: 'long-words', view: { ...view, service: speak(LONG_TEXTS.title) } },
  ];
}

function typingCode(): readonly PageSample<'typingCode'>[] {
  const empty: ViewOf<'typingCode'> = {
    show: 'typingCode',
    number: '+994 •• ••• •• 67',
    digits: '',
    whole: false,
    checking: false,
    minutes: 5,
    tries: 3,
    problem: null,
    more: true,
  };
  const wrong = { ...empty, problem: 'wrong', tries: 2 } as const;
  const whole = { ...empty, digits: '204816', whole: true };
  return [
    { name: 'empty', view: empty },
    { name: 'some', view: { ...empty, digits: '204' } },
    { name: 'whole', view: whole },
    { name: 'the-last', view: { ...whole, more: false } },
    { name: 'checking', view: { ...whole, checking: true } },
    { name: 'wrong', view: wrong },
    { name: 'wrong-twice', view: { ...wrong, tries: 1, more: false } },
    { name: 'unanswered', view: { ...whole, problem: 'BKO-101' } },
    { name: 'foreign-answer', view: { ...whole, problem: 'BKO-110' } },
    { name: 'idle', view: whole, frame: IDLE_WARNING_FRAME },
    { name: 'contrast-wrong', view: wrong, frame: CONTRAST_FRAME },
    ...makeSamplesForDisplays(whole, { ...whole, problem: 'BKO-101' }),
  ];
}

export const samples = (speak: PickLanguage) => ({ offeringCode: offeringCode(speak), typingCode: typingCode() });
