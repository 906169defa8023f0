import { answerReviewRowsOf, STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { Intent } from '../../device/words/intent.ts';
import { oneOfEachPaper } from './catalogue.ts';
import { knownOf } from './example-facts.ts';

/* Each touch is tried at every place of a walk: only services that the walks distinguish. */
const { services, groups } = oneOfEachPaper();
const withServices = groups.filter(({ id }) => services.some((service) => service.groups.includes(id)));
const ROWS = services.flatMap((service) =>
  answerReviewRowsOf(knownOf(service), 'az').flatMap(({ edit }) => (edit === null ? [] : [edit])),
);

const ANSWERS = STEP_KINDS.flatMap((kind) => VISIT_STEPS[kind].examples ?? []).flatMap((event) =>
  event.type === 'citizen.answer' ? [event.value] : [],
);

export const WALKED_INTENTS: { readonly [D in Intent['do']]: readonly Extract<Intent, { do: D }>[] } = {
  start: [
    { do: 'start', language: 'az' },
    { do: 'start', language: 'az', door: 'mine' },
  ],
  language: [{ do: 'language', language: 'ru' }],
  display: [{ do: 'display', set: { colours: 'contrast' } }],
  continue: [{ do: 'continue' }],
  choose: services.map(({ id }) => ({ do: 'choose', service: id })),
  group: withServices.slice(0, 1).map(({ id }) => ({ do: 'group', group: id })),
  search: [{ do: 'search' }],
  tier: [{ do: 'tier', tier: '3-working-days' }],
  'what-is-read': [{ do: 'what-is-read' }],
  next: [{ do: 'next' }],
  back: [{ do: 'back' }],
  key: [{ do: 'key', key: '5' }],
  erase: [{ do: 'erase' }],
  answer: [...new Set(['no such option', 'worn-out', 'legal', ...ANSWERS])].map((value) => ({ do: 'answer', value })),
  edit: [...new Set(['tier', ...ROWS])].map((what) => ({ do: 'edit', what })),
  pay: [{ do: 'pay' }],
  again: [{ do: 'again' }],
  method: [
    { do: 'method', method: 'card' },
    { do: 'method', method: 'cash' },
    { do: 'method', method: 'credit' },
  ],
  cancel: [{ do: 'cancel' }],
  retry: [{ do: 'retry' }],
  'show-qr': [{ do: 'show-qr' }],
  'call-staff': [{ do: 'call-staff' }],
  reprint: [{ do: 'reprint' }],
  survey: [{ do: 'survey', score: 5 }],
  'send-message': [{ do: 'send-message' }],
  another: [{ do: 'another' }],
  park: [{ do: 'park' }],
  finish: [{ do: 'finish' }],
  stay: [{ do: 'stay' }],
};
