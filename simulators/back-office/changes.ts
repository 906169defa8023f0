import { err, ok, type Result } from '../../drivers/result.ts';
import type { ApplicationsTable } from './applications-table.ts';
import { centreDay } from './centre-day.ts';
import { checkInStateAt } from './check-in.ts';
import { applicationStateOf, dropLapsed, personKey } from './continuing.ts';
import type { RegisterEntry } from './entry.ts';
import { type ApplicationChange, CANCELLED_REASON, changesAfterLodgingOf } from './later.ts';
import { isEqualJson } from './same.ts';
import type { OfferedService } from './services.ts';
import type { BookedSlot } from './slot-calendar.ts';
import type { OfficeRefusal, WireLodgeRequest, WireReferenceAndPerson } from './wire.ts';
import type { WireCancelMoney } from './wire-own.ts';

/* Pure functions, except `findBookedApplication`. */

const refusal = (status: 404 | 409 | 422, code: OfficeRefusal['code']) => err({ status, code } as const);

export const hasChangeUnderKey = (entry: RegisterEntry, key: string): boolean =>
  changesAfterLodgingOf(entry).done.some((each) => each.key === key);

/** Whether the same change was already made under this key. */
export const isRepeated = (entry: RegisterEntry, key: string, change: ApplicationChange): boolean =>
  changesAfterLodgingOf(entry).done.some((each) => each.key === key && isEqualJson(each.change, change));

export interface ApplicationChangeInput {
  readonly entry: RegisterEntry;
  readonly key: string;
  readonly change: ApplicationChange;
  readonly now: Date;
  readonly offered: OfferedService | undefined;
  readonly held: BookedSlot | null;
}

/** Returns the changed entry, or the reason for a refusal. */
export function applyChange(changing: ApplicationChangeInput): Result<RegisterEntry, OfficeRefusal> {
  const { entry, key, change } = changing;
  const made = withChange(changing);
  if (!made.ok) return made;
  const later = changesAfterLodgingOf(made.value);
  return ok({ ...entry, ...made.value, later: { ...later, done: [...later.done, { key, change }] } });
}

function withChange(changing: ApplicationChangeInput): Result<RegisterEntry, OfficeRefusal> {
  const { entry, change, now } = changing;
  const later = changesAfterLodgingOf(entry);
  switch (change.do) {
    case 'cancel':
      return withCancelled(changing);
    case 'move':
      return withMoved(changing);
    case 'check-in': {
      if (!entry.slot || applicationStateOf(entry) !== 'registered') return refusal(422, 'no-appointment');
      const at = checkInStateAt(entry.slot, now);
      if (later.checkedIn === null && at !== 'open') return refusal(422, at === 'early' ? 'too-early' : 'too-late');
      return ok({ ...entry, later: { ...later, checkedIn: later.checkedIn ?? now.toISOString() } });
    }
    case 'rate':
      if (!isReplyDue(entry, changing.offered, now)) return refusal(422, 'no-reply');
      return ok({ ...entry, later: { ...later, rated: change.score } });
    default:
      return change satisfies never;
  }
}

function withCancelled({ entry, now, offered }: ApplicationChangeInput): Result<RegisterEntry, OfficeRefusal> {
  const money = cancelMoney(entry, offered, now);
  if (money === null) return refusal(409, applicationStateOf(entry) === 'held' ? 'held' : 'not-cancellable');
  const at = now.toISOString();
  const later = { ...changesAfterLodgingOf(entry), cancelled: { at, money } };
  // Stays registered: its kiosk took the money, the office decides.
  if (entry.state === 'registered') return ok({ ...entry, later });
  return ok({ ...entry, state: 'withdrawn', withdrawn: { reason: CANCELLED_REASON, at }, later });
}

function withMoved({ entry, held }: ApplicationChangeInput): Result<RegisterEntry, OfficeRefusal> {
  if (!mayMoveAppointment(entry)) return refusal(422, 'no-appointment');
  return held ? ok({ ...entry, slot: held }) : refusal(422, 'slot-lost');
}

/** Whether the appointment can be moved: its citizen has not checked in. A missed appointment can be moved too. */
export const mayMoveAppointment = (entry: RegisterEntry): boolean =>
  entry.slot !== undefined &&
  applicationStateOf(entry) === 'registered' &&
  changesAfterLodgingOf(entry).checkedIn === null;

/** What happens to the money if the application is cancelled now; `null`: it cannot be cancelled. A document on paper is not taken back. */
export function cancelMoney(
  entry: RegisterEntry,
  offered: OfferedService | undefined,
  now: Date,
): WireCancelMoney | null {
  const state = applicationStateOf(entry);
  if (state === 'open') return 'none';
  if (state !== 'registered' || changesAfterLodgingOf(entry).checkedIn !== null) return null;
  if (entry.registered?.document || isResultDue(entry, now) || isReplyDue(entry, offered, now)) return null;
  if (entry.payment === null) return 'none';
  // Work begins on the next day: from then, the office keeps the duty.
  if (centreDay(now) > centreDay(new Date(entry.registered?.registeredAt ?? now))) return 'kept';
  // A terminal gives back only money that it took.
  return 'terminalId' in entry.payment && entry.payment.credit === undefined ? 'to-card' : 'at-window';
}

/** Whether the day promised for the result has come; `false` for an appointment. */
export const isResultDue = ({ request: { ready }, registered }: RegisterEntry, now: Date): boolean =>
  ready !== null && registered !== null && registered.appointment?.slot === undefined && centreDay(now) >= ready;

/** Whether an application that is only filed (a complaint, for example) is answered: its citizen brings and collects nothing. */
export const isReplyDue = (entry: RegisterEntry, offered: OfferedService | undefined, now: Date): boolean =>
  offered !== undefined &&
  offered.paper === 'receipt' &&
  (offered.bring ?? []).length === 0 &&
  isResultDue(entry, now) &&
  applicationStateOf(entry) === 'registered';

/** The application of this person with an appointment for this service that is not over; `undefined`: none. */
export async function findBookedApplication(
  applications: Pick<ApplicationsTable, 'bookedFor'>,
  { applicant, service, continues }: Booking,
  now: Date,
): Promise<RegisterEntry | undefined> {
  if (!applicant) return undefined;
  return (await applications.bookedFor(personKey(applicant))).find(
    (entry) =>
      entry.request.service === service &&
      entry.reference !== continues &&
      dropLapsed(entry, now) !== undefined &&
      entry.slot !== undefined &&
      checkInStateAt(entry.slot, now) !== 'late' &&
      changesAfterLodgingOf(entry).checkedIn === null,
  );
}

interface Booking extends Pick<WireLodgeRequest, 'service' | 'continues'> {
  readonly applicant: Pick<WireReferenceAndPerson, 'fin' | 'documentNumber'> | null;
}
