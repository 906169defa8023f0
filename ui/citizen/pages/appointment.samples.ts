import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS, NOTARY } from '../../samples/texts.ts';

const PLACES = [
  { id: 'window-3', window: '3', floor: 1 },
  { id: 'window-6', window: '6', floor: 2 },
] as const;

function readingSlots(speak: PickLanguage): readonly PageSample<'readingSlots'>[] {
  const asking: ViewOf<'readingSlots'> = { show: 'readingSlots', service: speak(NOTARY.title), trouble: null };
  const unanswered: ViewOf<'readingSlots'> = { ...asking, trouble: 'BKO-101' };
  return [
    { name: 'asking', view: asking },
    { name: 'unanswered', view: unanswered },
    { name: 'foreign-answer', view: { ...asking, trouble: 'BKO-110' } },
    { name: 'idle', view: unanswered, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(unanswered),
    { name: 'long-words', view: { ...unanswered, service: speak(LONG_TEXTS.title) } },
  ];
}

function choosingPlace(speak: PickLanguage): readonly PageSample<'choosingPlace'>[] {
  const view: ViewOf<'choosingPlace'> = {
    show: 'choosingPlace',
    service: speak(NOTARY.title),
    places: [
      { ...PLACES[0], first: '2026-11-25' },
      { ...PLACES[1], first: null },
    ],
    problem: null,
  };
  return [
    { name: 'two-places', view },
    { name: 'taken', view: { ...view, problem: 'taken' } },
    { name: 'no-floor', view: { ...view, places: view.places.map((place) => ({ ...place, floor: null })) } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    ...makeSamplesForDisplays(view),
    { name: 'long-words', view: { ...view, service: speak(LONG_TEXTS.title) } },
  ];
}

/** Days of two weeks, Monday to Saturday; the second and seventh day are full. */
const DAYS = [24, 25, 26, 27, 28, 30].map((day) => `2026-11-${day}`);
const MORE_DAYS = [1, 2, 3, 4, 5, 7].map((day) => `2026-12-0${day}`);
const FREE = [3, 0, 9, 12, 4, 16, 0, 5, 8, 16, 2, 1];

const times = (...all: readonly (readonly [string, string, number])[]) =>
  all.map(([from, until, free]) => ({ from, until, free }));

function choosingSlot(speak: PickLanguage): readonly PageSample<'choosingSlot'>[] {
  const view: ViewOf<'choosingSlot'> = {
    show: 'choosingSlot',
    service: speak(NOTARY.title),
    place: PLACES[1],
    days: [...DAYS, ...MORE_DAYS].map((day, nth) => ({ day, free: FREE[nth] ?? 0 })),
    day: '2026-11-26',
    morning: times(['09:00', '09:30', 2], ['09:30', '10:00', 1], ['11:00', '11:30', 1], ['11:30', '12:00', 2]),
    afternoon: times(
      ...([
        ['12:00', '12:30', 1],
        ['14:00', '14:30', 2],
        ['15:30', '16:00', 1],
        ['16:00', '16:30', 1],
        ['17:30', '18:00', 2],
      ] as const),
    ),
    from: null,
    holding: false,
    problem: null,
  };
  const chosen = { ...view, from: '11:30' };
  const none = { ...view, days: view.days.map(({ day }) => ({ day, free: 0 })), day: null, morning: [], afternoon: [] };
  return [
    { name: 'a-day', view },
    { name: 'a-time', view: chosen },
    { name: 'afternoon-alone', view: { ...view, morning: [] } },
    { name: 'holding', view: { ...chosen, holding: true } },
    { name: 'taken', view: { ...view, problem: 'taken' } },
    { name: 'lost', view: { ...view, problem: 'lost' } },
    { name: 'unanswered', view: { ...chosen, problem: 'BKO-101' } },
    { name: 'foreign-answer', view: { ...chosen, problem: 'BKO-110' } },
    { name: 'booked-out', view: none },
    { name: 'idle', view: chosen, frame: IDLE_WARNING_FRAME },
    { name: 'contrast-taken', view: { ...view, problem: 'taken' }, frame: CONTRAST_FRAME },
    ...makeSamplesForDisplays(chosen, { ...chosen, problem: 'taken' }),
    { name: 'long-words', view: { ...chosen, service: speak(LONG_TEXTS.title) } },
  ];
}

export const samples = (speak: PickLanguage) => ({
  readingSlots: readingSlots(speak),
  choosingPlace: choosingPlace(speak),
  choosingSlot: choosingSlot(speak),
});
