import type { SnapshotFrom } from 'xstate';
import { shownServiceText } from '../../../catalogue/easy.ts';
import type { IsoDate } from '../../../words/date.ts';
import { dateText, timeSpanText } from '../../../words/format.ts';
import { fillLanguages, type Language } from '../../../words/language.ts';
import type { SlotPlace } from '../../../words/slot.ts';
import { isUnanswered, type UnansweredCode } from '../../../words/trouble.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type AnswerReviewRow, defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { type AppointmentContext, type AppointmentProblem, appointmentMachine } from './appointment.machine.ts';
import { chosenDayOf, chosenPlaceOf, hasOnePlace, isTimeChosen } from './choosing.ts';

interface DayTile {
  readonly day: IsoDate;
  readonly free: number;
}

/** `free`: number of citizens who can still come. */
interface TimeTile {
  readonly from: string;
  readonly until: string;
  readonly free: number;
}

export type AppointmentView =
  | {
      readonly show: 'readingSlots';
      readonly service: string;
      /** `null`: the back office is being asked. */
      readonly trouble: UnansweredCode | null;
    }
  | {
      readonly show: 'choosingPlace';
      readonly service: string;
      /** `first`: first day with a free time. */
      readonly places: readonly (SlotPlace & { readonly first: IsoDate | null })[];
      readonly problem: 'taken' | 'lost' | null;
    }
  | {
      readonly show: 'choosingSlot';
      readonly service: string;
      readonly place: SlotPlace;
      readonly days: readonly DayTile[];
      readonly day: IsoDate | null;
      readonly morning: readonly TimeTile[];
      readonly afternoon: readonly TimeTile[];
      readonly from: string | null;
      readonly holding: boolean;
      readonly problem: AppointmentProblem | null;
    };

type Snapshot = SnapshotFrom<typeof appointmentMachine>;

function view({ value, context }: Snapshot, seen: StepViewInput): AppointmentView {
  const service = shownServiceText(context.service, 'title', seen);
  const { problem } = context;
  const gone = problem === 'taken' || problem === 'lost' ? problem : null;
  switch (value) {
    case 'choosingPlace':
      return { show: 'choosingPlace', service, places: placesOf(context), problem: gone };
    case 'choosingTime':
    case 'holding':
      return slotView(context, service, value === 'holding');
    default:
      return {
        show: 'readingSlots',
        service,
        trouble: value === 'unanswered' && isUnanswered(problem) ? problem : null,
      };
  }
}

const placesOf = ({ free }: AppointmentContext) =>
  (free?.places ?? []).map(({ days, id, window, floor }) => ({
    id,
    window,
    floor,
    first: days.find(({ slots }) => slots.length > 0)?.day ?? null,
  }));

function slotView(context: AppointmentContext, service: string, holding: boolean): AppointmentView {
  const place = chosenPlaceOf(context);
  if (!place) throw new Error('the page of times needs a chosen place');
  const { id, window, floor, days } = place;
  const times = chosenDayOf(context)?.slots ?? [];
  return {
    show: 'choosingSlot',
    service,
    place: { id, window, floor },
    days: days.map(({ day, slots }) => ({ day, free: slots.length })),
    day: context.day,
    morning: times.filter(({ from }) => from < NOON),
    afternoon: times.filter(({ from }) => from >= NOON),
    from: context.time,
    holding,
    problem: holding ? null : context.problem,
  };
}

const NOON = '12:00';

const ROWS = fillLanguages({
  az: {
    appointment: 'Vaxtınız',
    where: 'Harada',
    at: (window: string) => `${window} nömrəli pəncərə`,
    floor: 'mərtəbə',
  },
  ru: { appointment: 'Ваше время', where: 'Где', at: (window: string) => `Окно ${window}`, floor: 'этаж' },
  en: { appointment: 'Your time', where: 'Where', at: (window: string) => `Window ${window}`, floor: 'floor' },
});

const ROW = 'appointment';

function rows({ slot }: Partial<VisitFacts>, language: Language): readonly AnswerReviewRow[] {
  if (!slot) return [];
  const words = ROWS[language];
  const { window, floor } = slot.place;
  const where = floor === null ? words.at(window) : `${words.at(window)}, ${words.floor} ${floor}`;
  return [
    { label: words.appointment, value: `${dateText(slot.day, language)}, ${timeSpanText(slot)}`, edit: ROW },
    { label: words.where, value: where, edit: null },
  ];
}

/** Key without the problem, which no guard of these pages reads. */
const key = ({ value, context }: Snapshot): unknown =>
  value === 'choosingTime' ? [isTimeChosen(context), context.day !== null, hasOnePlace(context)] : null;

export const appointmentStepDefinition = defineVisitStep({
  needs: ['service'],
  adds: ['slot'],
  reopens: true,
  progress: 'appointment',
  // A registered application has its appointment already.
  holds: ({ slot, found }) => found?.state === 'registered' || (slot !== undefined && !slot.lost),
  machine: appointmentMachine,
  takes: ['citizen.answer', 'citizen.next', 'citizen.retry', 'citizen.back'],
  view,
  key,
  examples: ['window-3', 'window-6', '2026-11-26', '2026-11-27', '09:00', '15:30'].map((value) => ({
    type: 'citizen.answer',
    value,
  })),
  rows,
  edits: (row, { slot }) => row === ROW && slot !== undefined,
});
