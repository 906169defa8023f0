import { CONTRAST, IDLE, LARGE, LARGEST, LOWER, type Sample, type Speak, type ViewOf } from '../../samples/sample.ts';
import { CARD, LONG } from '../../samples/texts.ts';

function quoting(speak: Speak): readonly Sample<'quoting'>[] {
  const asking: ViewOf<'quoting'> = { show: 'quoting', service: speak(CARD.title), trouble: null, staffCalled: false };
  const unanswered: ViewOf<'quoting'> = { ...asking, trouble: 'BKO-101' };
  return [
    { name: 'asking', view: asking },
    { name: 'unanswered', view: unanswered },
    { name: 'staff-called', view: { ...unanswered, staffCalled: true } },
    { name: 'foreign-answer', view: { ...asking, trouble: 'BKO-110' } },
    { name: 'idle', view: unanswered, frame: IDLE },
    { name: 'contrast', view: unanswered, frame: CONTRAST },
    { name: 'text-130', view: unanswered, frame: LARGE },
    { name: 'text-200', view: unanswered, frame: LARGEST },
    { name: 'lower', view: unanswered, frame: LOWER },
    { name: 'long-words', view: { ...unanswered, service: speak(LONG.title) } },
  ];
}

export const samples = (speak: Speak) => ({ quoting: quoting(speak) });
