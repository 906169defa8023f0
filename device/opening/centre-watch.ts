import { type Clock, createTimer } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { HoursProfile, NoticesProfile } from '../config/opening.ts';
import type { LocalizedText } from '../config/words.ts';
import type { IsoDate } from '../words/date.ts';
import { type KioskClosure, momentAt, type OpeningMoment, type OpeningState } from '../words/opening.ts';
import { readClosure, type StaffClosure } from './closure-file.ts';
import { noticesOn, openingStateAt } from './hours.ts';

export interface CentreState {
  /** `null`: the clock is not believed. */
  readonly now: OpeningMoment | null;
  /** `null`: unknown, or not in the profile. */
  readonly hours: OpeningState | null;
  readonly notices: readonly LocalizedText[];
  /** `null`: the kiosk may begin visits. */
  readonly closure: KioskClosure | null;
}

export const CENTRE_STATE_UNKNOWN: CentreState = { now: null, hours: null, notices: [], closure: null };

/** Interval of the checks in ms: a technician waits for the page. */
export const CENTRE_CHECK_MS = 1_000;

interface Watched {
  readonly ledgerFile: string;
  readonly hours?: HoursProfile | undefined;
  readonly noticeList?: NoticesProfile | undefined;
  readonly isHoliday: (day: IsoDate) => boolean;
  readonly localTime: () => string;
  readonly clockBelieved: () => boolean;
  readonly clock: Clock;
  readonly read?: (ledgerFile: string) => StaffClosure | null;
}

/** Watches time, hours, notices and the order of staff to close. `current` is known at once. */
export function watchCentre(watched: Watched) {
  const { clock, read = readClosure } = watched;
  const changed = emitter<void>();
  let current = centreNow(watched, read(watched.ledgerFile));
  let key = JSON.stringify(current);
  const timer = createTimer(clock, look);
  timer.start(CENTRE_CHECK_MS);

  function look(): void {
    timer.start(CENTRE_CHECK_MS);
    const next = centreNow(watched, read(watched.ledgerFile));
    const nextKey = JSON.stringify(next);
    if (nextKey === key) return;
    // An equal closure stays the same object: the machine compares objects.
    const isSame = JSON.stringify(next.closure) === JSON.stringify(current.closure);
    current = isSame ? { ...next, closure: current.closure } : next;
    key = nextKey;
    changed.emit();
  }

  return {
    current: () => current,
    onChange: changed.on,
    close(): void {
      timer.stop();
      changed.clear();
    },
  };
}

export type CentreWatch = ReturnType<typeof watchCentre>;

function centreNow(
  { hours: week, noticeList = [], isHoliday, localTime, clockBelieved }: Watched,
  staff: StaffClosure | null,
): CentreState {
  if (!clockBelieved()) return { ...CENTRE_STATE_UNKNOWN, closure: staff && { ...staff, since: null, until: null } };
  const local = localTime();
  const now = momentAt(local);
  const hours = week ? openingStateAt(local, week, isHoliday) : null;
  const isOutside = week?.outside === 'closed' && hours?.state === 'closed';
  return {
    now,
    hours,
    notices: noticesOn(now.day, noticeList),
    closure: staff ? honest(staff, local) : isOutside ? { by: 'hours' } : null,
  };
}

const honest = (staff: StaffClosure, local: string): StaffClosure =>
  staff.until !== null && staff.until <= local ? { ...staff, until: null } : staff;
