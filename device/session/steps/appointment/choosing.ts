import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type { FreeSlots, SlotDay } from '../../../back-office/slots.ts';
import type {
  AppointmentContext,
  AppointmentEnd,
  AppointmentProblem,
  FreeSlotsAnswer,
  RequestedSlotHold,
  SlotHoldInput,
  SlotHoldOutput,
} from './appointment.machine.ts';

type Change = Partial<AppointmentContext>;
type Place = FreeSlots['places'][number];

/** The chosen place; a single place needs no choice. */
export function chosenPlaceOf({ free, place }: Pick<AppointmentContext, 'free' | 'place'>): Place | undefined {
  return free?.places.find(({ id }) => id === place);
}

export const chosenDayOf = (context: Pick<AppointmentContext, 'free' | 'place' | 'day'>): SlotDay | undefined =>
  chosenPlaceOf(context)?.days.find(({ day }) => day === context.day);

export const isTimeChosen = (context: AppointmentContext): boolean =>
  chosenDayOf(context)?.slots.some(({ from }) => from === context.time) ?? false;

/** The free times from the office. A choice is kept if it is still there. */
export function takeFreeSlots(context: AppointmentContext, output: FreeSlotsAnswer): Change {
  if (!output.ok) return refused(output.error) ?? { problem: problemOf(output.error) };
  const free = output.value;
  const [only, another] = free.places;
  const kept = free.places.find((each) => each.id === context.place && hasFree(each));
  const place = another ? (kept?.id ?? null) : (only?.id ?? null);
  const change = opened({ ...context, free, place });
  const isGone = context.time !== null && change.time === null;
  const problem = context.problem === 'taken' || context.problem === 'lost' ? context.problem : null;
  return { free, problem: problem ?? (isGone ? 'lost' : null), ...change };
}

function opened(context: AppointmentContext): Change {
  const { place, time } = context;
  const days = chosenPlaceOf(context)?.days ?? [];
  const open = days.filter(({ slots }) => slots.length > 0);
  const day = open.find((each) => each.day === context.day) ?? open[0];
  const kept = day?.day === context.day && day?.slots.some(({ from }) => from === time);
  return { place, day: day?.day ?? null, time: kept ? time : null };
}

/** Chooses one of several places, if it has a free time. */
export const choosePlace = (context: AppointmentContext, value: string): Change =>
  context.free?.places.some((each) => each.id === value && hasFree(each)) ? opened({ ...context, place: value }) : {};

const hasFree = ({ days }: Place): boolean => days.some(({ slots }) => slots.length > 0);

export function chooseDayOrTime(context: AppointmentContext, value: string): Change {
  const day = chosenPlaceOf(context)?.days.find((each) => each.day === value && each.slots.length > 0);
  if (day) return day.day === context.day ? {} : { day: day.day, time: null, problem: null };
  return chosenDayOf(context)?.slots.some(({ from }) => from === value) ? { time: value, problem: null } : {};
}

export const clearChosenPlace = (): Change => ({ place: null, problem: null });

export const hasOnePlace = ({ free }: AppointmentContext): boolean => (free?.places.length ?? 0) <= 1;

/** A held time, or a time without an answer, keeps its key; another time gets a new key. */
export function holdRequestOf({ service, place, day, time: from, asked }: AppointmentContext): SlotHoldInput {
  if (place === null || day === null || from === null) throw new Error('a hold needs a chosen place, day and time');
  const isSame = asked !== null && asked.place === place && asked.day === day && asked.from === from;
  return { key: isSame ? asked.key : null, service: service.id, place, day, from };
}

export function takeHoldAnswer(context: AppointmentContext, { key, result }: SlotHoldOutput): Change {
  const { place, day, time } = context;
  if (result.ok) return { asked: null, end: done(key, result.value) };
  if (result.error.kind === 'refused' && (result.error.reason === 'slot-taken' || result.error.reason === 'slot-lost'))
    return { asked: null, time: null, problem: 'taken' };
  const asked: RequestedSlotHold = { key, place: place ?? '', day: day ?? '', from: time ?? '' };
  return refused(result.error) ?? { asked, problem: problemOf(result.error) };
}

const done = (
  key: string,
  { place: id, window, floor, day, from, until }: Extract<SlotHoldOutput['result'], { ok: true }>['value'],
): AppointmentEnd => ({
  end: 'done',
  facts: { slot: { key, place: { id, window, floor }, day, from, until } },
});

/** End of the step after a refusal; `null`: no refusal, another try may help. */
const refused = (error: BackOfficeTrouble): Change | null =>
  error.kind === 'refused' ? { end: { end: 'cannot', code: 'BKO-102' } } : null;

const problemOf = (error: BackOfficeTrouble): AppointmentProblem | null =>
  error.kind === 'refused' ? null : error.code;
