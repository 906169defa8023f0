import { CONTRAST, IDLE, LARGE, LARGEST, LOWER, type Sample, type Speak, type ViewOf } from '../../samples/sample.ts';
import { CARD, LONG } from '../../samples/texts.ts';

function prefilling(speak: Speak): readonly Sample<'prefilling'>[] {
  const view: ViewOf<'prefilling'> = { show: 'prefilling', service: speak(CARD.title) };
  return [
    { name: 'asking', view },
    { name: 'idle', view, frame: IDLE },
    { name: 'contrast', view, frame: CONTRAST },
    { name: 'text-130', view, frame: LARGE },
    { name: 'text-200', view, frame: LARGEST },
    { name: 'lower', view, frame: LOWER },
    { name: 'long-words', view: { ...view, service: speak(LONG.title) } },
  ];
}

export const samples = (speak: Speak) => ({ prefilling: prefilling(speak) });
