import {
  CONTRAST,
  IDLE,
  LARGE_TEXT,
  LARGEST_TEXT,
  LOWER_SCREEN,
  type PickLanguage,
  type Sample,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, LONG_TEXTS } from '../../samples/texts.ts';

function prefilling(speak: PickLanguage): readonly Sample<'prefilling'>[] {
  const view: ViewOf<'prefilling'> = { show: 'prefilling', service: speak(CARD.title) };
  return [
    { name: 'asking', view },
    { name: 'idle', view, frame: IDLE },
    { name: 'contrast', view, frame: CONTRAST },
    { name: 'text-130', view, frame: LARGE_TEXT },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN },
    { name: 'long-words', view: { ...view, service: speak(LONG_TEXTS.title) } },
  ];
}

export const samples = (speak: PickLanguage) => ({ prefilling: prefilling(speak) });
