import { type HoursProfile, type NoticesProfile, WEEKDAYS } from '../config/opening.ts';
import type { LocalizedText } from '../config/words.ts';
import { daysLater, type IsoDate } from '../words/date.ts';
import { momentAt, type OpeningMoment, type OpeningState } from '../words/opening.ts';

const DAYS_AHEAD = 14;

type IsHoliday = (day: IsoDate) => boolean;
type Spans = NonNullable<HoursProfile['week']['monday']>;

function spansOn(day: IsoDate, { week, exceptions = [] }: HoursProfile, isHoliday: IsHoliday): Spans {
  const other = exceptions.find(({ from, until = from }) => from <= day && day <= until);
  if (other) return other.hours;
  if (isHoliday(day)) return week.holiday ?? [];
  return week[WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!] ?? [];
}

/** State of the centre at a local time, `YYYY-MM-DDTHH:MM`. */
export function openingStateAt(local: string, hours: HoursProfile, isHoliday: IsHoliday): OpeningState {
  const { day: today, time: now } = momentAt(local);
  const span = spansOn(today, hours, isHoliday).find(({ from, until }) => from <= now && now < until);
  if (!span) return { state: 'closed', opens: nextOpening(today, now, hours, isHoliday) };
  return {
    state: 'open',
    until: span.until === '24:00' ? untilAfterMidnight(span.from, today, hours, isHoliday) : span.until,
  };
}

/** End of a span until midnight; `null`: open all day today or tomorrow. */
function untilAfterMidnight(from: string, today: IsoDate, hours: HoursProfile, isHoliday: IsHoliday): string | null {
  if (from === '00:00') return null;
  const tomorrow = spansOn(daysLater(today, 1), hours, isHoliday).find((span) => span.from === '00:00');
  if (!tomorrow) return '24:00';
  return tomorrow.until === '24:00' ? null : tomorrow.until;
}

/** First opening after a time of a day, within two weeks; `24:00`: after the day. `null`: none. */
export function nextOpening(
  today: IsoDate,
  now: string,
  hours: HoursProfile,
  isHoliday: IsHoliday,
): OpeningMoment | null {
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = daysLater(today, ahead);
    const span = spansOn(day, hours, isHoliday).find(({ from }) => ahead > 0 || now < from);
    if (span) return { day, time: span.from };
  }
  return null;
}

export const noticesOn = (day: IsoDate, notices: NoticesProfile): readonly LocalizedText[] =>
  notices.flatMap(({ from, until, text }) => (from <= day && day <= until ? [text] : []));
