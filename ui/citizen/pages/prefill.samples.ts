import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';
import { CARD, LONG_TEXTS } from '../../samples/texts.ts';

function prefilling(speak: PickLanguage): readonly PageSample<'prefilling'>[] {
  const view: ViewOf<'prefilling'> = { show: 'prefilling', service: speak(CARD.title) };
  return [
    { name: 'asking', view },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
    { name: 'long-words', view: { ...view, service: speak(LONG_TEXTS.title) } },
  ];
}

export const samples = (speak: PickLanguage) => ({ prefilling: prefilling(speak) });
