import { rowsOf } from '../device/session/steps/registry.ts';
import type { Intent } from '../device/words/intent.ts';
import { oneOfEachPaper } from './catalogue.ts';
import { FREE_SLOTS } from './free-slots.ts';
import { BILL } from './sample-dues.ts';

/* Of those that the walks tell apart: any other is no service of theirs, and each touch is tried on every place. */
const { services, groups } = oneOfEachPaper();
/** The first that has a button: to the machines one is like another. */
const withServices = groups.filter(({ id }) => services.some((service) => service.groups.includes(id)));
const SLOT = { key: 'hold-1', place: FREE_SLOTS.places[0]!, day: '2026-11-26', from: '09:00', until: '09:30' };
const DUE = { due: BILL, part: null, foundBy: null };
/** Every row of *check your answers* that can be changed, of each service. */
const ROWS = services.flatMap((service) =>
  rowsOf(
    {
      service,
      tier: service.tiers[0]!,
      answers: {},
      ...(service.appointment && { slot: SLOT }),
      ...(service.due && { due: DUE }),
    },
    'az',
  ).flatMap(({ edit }) => (edit === null ? [] : [edit])),
);

/** A place, a day and a time; another day. */
/** What is offered about an application that was found. */
const FOUND_OFFERS = ['move', 'reply', 'cancel'];
const SLOT_ANSWERS = ['window-3', 'window-6', '2026-11-26', '2026-11-27', '09:00', '15:30'];

/** Which of several that are owed; a part of it, and all of it. */
const DUE_ANSWERS = ['0', '1', 'part', 'whole'];

/** What a citizen may do, any time, on any screen: of each intent what the machines can tell apart. */
export const INTENTS: { readonly [D in Intent['do']]: readonly Extract<Intent, { do: D }>[] } = {
  start: [{ do: 'start', language: 'en' }],
  language: [{ do: 'language', language: 'ru' }],
  display: [{ do: 'display', toggle: 'contrast' }],
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
  answer: ['no such option', 'worn-out', 'legal', ...SLOT_ANSWERS, ...FOUND_OFFERS, ...DUE_ANSWERS].map((value) => ({
    do: 'answer',
    value,
  })),
  edit: [...new Set(['tier', ...ROWS])].map((what) => ({ do: 'edit', what })),
  pay: [{ do: 'pay' }],
  again: [{ do: 'again' }],
  method: [
    { do: 'method', method: 'card' },
    { do: 'method', method: 'cash' },
  ],
  cancel: [{ do: 'cancel' }],
  retry: [{ do: 'retry' }],
  'show-qr': [{ do: 'show-qr' }],
  'call-staff': [{ do: 'call-staff' }],
  reprint: [{ do: 'reprint' }],
  survey: [{ do: 'survey', score: 5 }],
  'send-message': [{ do: 'send-message' }],
  another: [{ do: 'another' }],
  finish: [{ do: 'finish' }],
  stay: [{ do: 'stay' }],
};
