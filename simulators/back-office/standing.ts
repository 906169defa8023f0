import { DAY_MS } from '../../drivers/durations.ts';
import { centreDay } from './centre-day.ts';
import { cancelMoney, isReplyDue, isResultDue, mayMoveAppointment } from './changes.ts';
import { centreTime, checkInStateAt, checkInTimes } from './check-in.ts';
import { applicationStateOf } from './continuing.ts';
import type { RegisterEntry } from './entry.ts';
import { CANCELLED_REASON, changesAfterLodgingOf } from './later.ts';
import type { OfferedService } from './services.ts';
import { INFORMATION_WINDOW, windowOfGroup } from './windows.ts';
import type { WireFoundApplication } from './wire.ts';
import type { WireApplicationStatus, WireReply } from './wire-own.ts';

/* No officers: progress follows from the day. */

const LIES_DAYS = 60;

function standingOf(entry: RegisterEntry, offered: OfferedService | undefined, now: Date): WireApplicationStatus {
  const { cancelled, rated } = changesAfterLodgingOf(entry);
  const reply = isReplyDue(entry, offered, now) ? { at: entry.request.ready ?? '', rated, again: information() } : null;
  const lies = reply === null ? placeOf(entry, offered, now) : null;
  const missing = lies || reply ? [] : missingOf(entry, offered, now);
  return {
    stage: stageOf({ lies: lies !== null, reply: reply !== null, missing: missing.length > 0 }),
    missing,
    lies,
    reply,
    cancel: cancelMoney(entry, offered, now),
    cancelled: cancelled && { at: cancelled.at, money: cancelled.money },
    appointment: appointmentOf(entry, now),
  };
}

function stageOf(has: {
  readonly lies: boolean;
  readonly reply: boolean;
  readonly missing: boolean;
}): WireApplicationStatus['stage'] {
  if (has.reply) return 'answered';
  if (has.lies) return 'ready';
  return has.missing ? 'waits-for-you' : 'in-work';
}

function missingOf(entry: RegisterEntry, offered: OfferedService | undefined, now: Date): readonly string[] {
  const { registered, slot } = entry;
  if (applicationStateOf(entry) !== 'registered' || !registered || !offered) return [];
  const day = slot?.day ?? centreDay(new Date(registered.registeredAt));
  const awaited = registered.appointment !== null && centreDay(now) <= day;
  return awaited ? (offered.bring ?? []) : [];
}

function information() {
  const [, window, floor] = INFORMATION_WINDOW;
  return { window, floor };
}

/** From the promised day; a window prints a certificate from the first day. */
function placeOf(entry: RegisterEntry, offered: OfferedService | undefined, now: Date): WireApplicationStatus['lies'] {
  const { registered } = entry;
  if (applicationStateOf(entry) !== 'registered' || !registered || !offered) return null;
  const from = registered.document ? centreDay(new Date(registered.registeredAt)) : readyDay(entry, offered, now);
  if (from === null) return null;
  const until = new Date(Date.parse(`${from}T00:00:00Z`) + LIES_DAYS * DAY_MS).toISOString().slice(0, 10);
  if (centreDay(now) > until) return null;
  const [, window, floor] = windowOfGroup(offered.group);
  return { window, floor, from, until };
}

const readyDay = (entry: RegisterEntry, { paper }: OfferedService, now: Date): string | null =>
  paper === 'receipt' && isResultDue(entry, now) ? entry.request.ready : null;

function appointmentOf(entry: RegisterEntry, now: Date): WireApplicationStatus['appointment'] {
  const { slot } = entry;
  if (!slot || applicationStateOf(entry) !== 'registered') return null;
  const { day, from, until, window, floor } = slot;
  const { opens, closes } = checkInTimes(slot);
  return {
    day,
    from,
    until,
    window,
    floor,
    entry: changesAfterLodgingOf(entry).checkedIn === null ? checkInStateAt(slot, now) : 'checked-in',
    opens: centreTime(opens),
    closes: centreTime(closes),
    move: mayMoveAppointment(entry),
  };
}

/** The officer's letter, in Azerbaijani, like every letter of the state. It is a sample, and says so. */
export function replyOf(key: string, entry: RegisterEntry): WireReply {
  return {
    key,
    reference: entry.reference,
    at: entry.request.ready ?? '',
    rated: changesAfterLodgingOf(entry).rated,
    lines: [
      'NÜMUNƏ: bu cavab sınaq mərkəzindəndir, hüquqi qüvvəsi yoxdur.',
      `${entry.reference} nömrəli müraciətiniz araşdırılıb.`,
      'Göstərdiyiniz məsələ təsdiqlənib, görülən tədbirlər barədə mərkəzin rəhbərliyinə məlumat verilib.',
      'Cavabla razı deyilsinizsə, müraciətin yenidən araşdırılmasını tələb edə bilərsiniz.',
    ],
  };
}

export function applicationView(
  key: string,
  entry: RegisterEntry,
  { now, services = [] }: { readonly now: () => Date; readonly services?: readonly OfferedService[] },
): WireFoundApplication {
  const { request, reference, payment, withdrawn } = entry;
  const registered = withSlot(entry);
  const { cancelled } = changesAfterLodgingOf(entry);
  const { kiosk, service, tier, tariffDate, amount, ready, answers } = request;
  const state = applicationStateOf(entry);
  return {
    key,
    reference,
    kiosk,
    state,
    withdrawn: withdrawn?.reason ?? (cancelled ? CANCELLED_REASON : null),
    service,
    tier,
    tariffDate,
    amount,
    ready,
    answers: state === 'open' ? answers : {},
    payment: state === 'registered' || cancelled ? payment : null,
    registered: state === 'registered' ? registered : null,
    standing: standingOf(
      entry,
      services.find(({ id }) => id === service),
      now(),
    ),
  };
}

/** With the present appointment. */
function withSlot({ registered, slot }: RegisterEntry): RegisterEntry['registered'] {
  if (!registered?.appointment || !slot) return registered;
  const { window, floor, day, from, until } = slot;
  return { ...registered, appointment: { ...registered.appointment, window, floor, slot: { day, from, until } } };
}
