import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  STAFF_CALLED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, LONG_TEXTS } from '../../samples/texts.ts';

function quoting(speak: PickLanguage): readonly PageSample<'quoting'>[] {
  const asking: ViewOf<'quoting'> = { show: 'quoting', service: speak(CARD.title), trouble: null };
  const unanswered: ViewOf<'quoting'> = { ...asking, trouble: 'BKO-101' };
  return [
    { name: 'asking', view: asking },
    { name: 'unanswered', view: unanswered },
    { name: 'staff-called', view: unanswered, frame: STAFF_CALLED_FRAME },
    { name: 'foreign-answer', view: { ...asking, trouble: 'BKO-110' } },
    { name: 'idle', view: unanswered, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view: unanswered, frame: CONTRAST_FRAME },
    { name: 'text-130', view: unanswered, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: unanswered, frame: LARGEST_TEXT },
    { name: 'lower', view: unanswered, frame: LOWER_SCREEN_FRAME },
    { name: 'long-words', view: { ...unanswered, service: speak(LONG_TEXTS.title) } },
  ];
}

export const samples = (speak: PickLanguage) => ({ quoting: quoting(speak) });
