import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS, type DeepReadonly, isoDateSchema, localizedNames } from './words.ts';

/** Days in the order of `Date.getUTCDay`. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const TIME = 'a time such as 09:00';
const time = z.string(TIME).regex(/^([01]\d|2[0-3]):[0-5]\d$/, TIME);
const END = 'a time such as 18:00, at most 24:00';
const end = z.string(END).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, END);

const span = strictShape({ from: time, until: end }).refine(({ from, until }) => from < until, {
  path: ['until'],
  message: 'a time after from; hours over midnight need two days',
  params: CONTRADICTION_PARAMS,
});

/** Hours of one day, in their order; an empty list: closed. */
const day = z
  .array(span)
  .max(4)
  .refine((spans) => spans.every(({ from }, at) => at === 0 || spans[at - 1]!.until <= from), {
    message: 'hours in the order of the day, without overlap',
    params: CONTRADICTION_PARAMS,
  });

interface Days {
  readonly from: string;
  readonly until?: string | undefined;
}

const endsAfterBegin = ({ from, until }: Days): boolean => until === undefined || from <= until;
const BACKWARDS = { path: ['until'], message: 'a day that is not before from', params: CONTRADICTION_PARAMS };

const exception = strictShape({
  from: isoDateSchema,
  /** Absent: one day. */
  until: z.exactOptional(isoDateSchema),
  hours: day,
}).refine(endsAfterBegin, BACKWARDS);

const lastDay = ({ from, until = from }: Days): string => until;

function areApart(list: readonly Days[]): boolean {
  const sorted = [...list].sort((one, other) => (one.from < other.from ? -1 : 1));
  return sorted.every((each, at) => at === 0 || lastDay(sorted[at - 1]!) < each.from);
}

const optionalDay = z.exactOptional(day);

/** A day without a line is closed. */
export const hoursSchema = strictShape({
  week: strictShape({
    monday: optionalDay,
    tuesday: optionalDay,
    wednesday: optionalDay,
    thursday: optionalDay,
    friday: optionalDay,
    saturday: optionalDay,
    sunday: optionalDay,
    /** Holidays of the catalogue. Absent: closed. */
    holiday: optionalDay,
  }),
  /** Exceptions come before holidays and weekdays. */
  exceptions: z.exactOptional(
    z.array(exception).max(100).refine(areApart, {
      message: 'each day once: exceptions do not overlap',
      params: CONTRADICTION_PARAMS,
    }),
  ),
  /** Absent: the kiosk serves, and the first page says that the centre is closed. */
  outside: z.exactOptional(z.literal(['serves', 'closed'])),
});

const NOTICE_LETTERS = 120;
const PLACE_LETTERS = 60;

const MOST_AT_ONCE = 2;

const notice = strictShape({
  from: isoDateSchema,
  until: isoDateSchema,
  text: localizedNames(NOTICE_LETTERS),
}).refine(endsAfterBegin, BACKWARDS);

/** The first page has room for two notices. Most overlap on the first day of a notice. */
const fitThePage = (list: readonly { from: string; until: string }[]): boolean =>
  list.every(({ from }) => list.filter((other) => other.from <= from && from <= other.until).length <= MOST_AT_ONCE);

export const noticesSchema = z
  .array(notice)
  .max(50)
  .refine(fitThePage, {
    message: `at most ${MOST_AT_ONCE} notices on one day`,
    params: CONTRADICTION_PARAMS,
  });

const place = z.exactOptional(localizedNames(PLACE_LETTERS));

/** Places that serve citizens while this kiosk does not. */
export const alternativePlacesSchema = strictShape({ kiosk: place, window: place }).refine(
  ({ kiosk, window }) => kiosk !== undefined || window !== undefined,
  { message: 'a kiosk, a window or both', params: CONTRADICTION_PARAMS },
);

export type HoursProfile = DeepReadonly<z.infer<typeof hoursSchema>>;
export type NoticesProfile = DeepReadonly<z.infer<typeof noticesSchema>>;
