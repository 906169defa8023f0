import { err, ok, type Result } from '../../drivers/result.ts';
import type { RegisterEntry } from './entry.ts';
import { changesAfterLodgingOf } from './later.ts';
import type { OfficeTables } from './store.ts';
import type { OfficeRefusal, WireFoundApplication, WireLodgeRequest, WireReferenceAndPerson } from './wire.ts';

/* Continuing at another kiosk, unless a kiosk holds the payment: only this kiosk and its terminal know whether it was paid. */

const LAPSES_AFTER_MS = 24 * 3_600_000;

export const isLapsed = (lodgedAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(lodgedAt) >= LAPSES_AFTER_MS;

/** Reasons of a withdrawal after which no card was charged. */
const MAY_GO_ON: readonly string[] = ['not-lodged', 'not-paid', 'credited'];

/** The entry, or `undefined` if it lapsed. */
export function dropLapsed(entry: RegisterEntry | undefined, now: Date): RegisterEntry | undefined {
  if (!entry || entry.state === 'registered') return entry;
  return isLapsed(entry.lodgedAt, now) ? undefined : entry;
}

type Who = Pick<WireReferenceAndPerson, 'fin' | 'documentNumber'>;

/** Key of a person: the FIN, because it stays when a card is replaced. The document number only if there is no FIN. */
export const personKey = ({ fin, documentNumber }: Who): string =>
  fin === null ? `document ${documentNumber}` : `fin ${fin}`;

export const isSamePerson = (one: Who, other: Who): boolean => personKey(one) === personKey(other);

/**
 * Whether an application belongs to a caller. An appointment or a payment without an applicant names no person; its reference on paper is
 * the only proof. Such a payment belongs to every caller with the reference, such an appointment to every caller without an identity card.
 */
export function belongsTo({ request: { applicant }, slot, state }: RegisterEntry, who: Who): boolean {
  if (applicant !== null) return !isNobody(who) && isSamePerson(applicant, who);
  return slot === undefined ? state === 'registered' : isNobody(who);
}

const isNobody = ({ fin, documentNumber }: Who): boolean => fin === null && documentNumber === null;

/** The last entry of a reference, or the entry of the certificate with this number. */
export async function findByReferenceOrNumber(
  { applications }: OfficeTables,
  claim: WireReferenceAndPerson,
): Promise<RegisterEntry | undefined> {
  const named = await applications.last(claim.reference);
  if (named) return named;
  const given = await applications.of(personKey(claim));
  return given.find(({ registered }) => plainNumber(registered?.document?.number ?? '') === claim.reference);
}

const plainNumber = (number: string): string =>
  number
    .replaceAll('Ə', 'E')
    .normalize('NFD')
    .replaceAll(/[^A-Z0-9]/g, '');

/** While the payment of a registration may still be taken back, the registration is `held`. */
export function applicationStateOf(entry: RegisterEntry): WireFoundApplication['state'] {
  const { state, request, final, withdrawn } = entry;
  if (changesAfterLodgingOf(entry).cancelled) return 'closed';
  if (state === 'registered') return final ? 'registered' : 'held';
  // Open only if free: no second kiosk takes its money.
  if (state === 'lodged') return request.amount === 0 ? 'open' : 'held';
  return withdrawn && MAY_GO_ON.includes(withdrawn.reason) ? 'open' : 'closed';
}

/**
 * Returns the entry as replaced by its continuation. Its old key can never be registered again. `last` is the last entry of the reference.
 */
export function markAsContinued(
  last: RegisterEntry | undefined,
  { applicant, service }: WireLodgeRequest,
  now: Date,
): Result<RegisterEntry, OfficeRefusal> {
  const entry = dropLapsed(last, now);
  if (!entry || !applicant || !belongsTo(entry, applicant) || entry.request.service !== service) {
    return err({ status: 404, code: 'unknown-application' });
  }
  const state = applicationStateOf(entry);
  if (state === 'open') {
    const withdrawn = entry.withdrawn ?? { reason: 'continued', at: now.toISOString() };
    return ok({ ...entry, state: 'withdrawn', withdrawn });
  }
  return err({ status: 409, code: state === 'closed' ? 'withdrawn' : state });
}
