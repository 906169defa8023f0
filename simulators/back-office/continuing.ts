import { err, ok, type Result } from '../../drivers/result.ts';
import type { RegisterEntry } from './entry.ts';
import { laterOf } from './later.ts';
import type { Tables } from './store.ts';
import type { Refusal, WireClaim, WireFound, WireLodgeRequest } from './wire.ts';

/*
 * Which application may go on at another kiosk. There is one rule of money in it: what a kiosk holds can't be continued
 * elsewhere, because only that kiosk and its terminal know whether it was paid.
 */

/** What was lodged and never registered lapses after so long. */
const LAPSES_AFTER_MS = 24 * 3_600_000;

export const isLapsed = (lodgedAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(lodgedAt) >= LAPSES_AFTER_MS;

/** Reasons of a kiosk that knows that nothing was paid by card. */
const MAY_GO_ON: readonly string[] = ['not-lodged', 'not-paid', 'credited'];

/** The last entry of a reference, unless it lapsed. */
export function notLapsed(entry: RegisterEntry | undefined, now: Date): RegisterEntry | undefined {
  if (!entry || entry.state === 'registered') return entry;
  return isLapsed(entry.lodgedAt, now) ? undefined : entry;
}

type Who = Pick<WireClaim, 'fin' | 'documentNumber'>;

/** By the FIN, which stays when a card is replaced; by the number of the document only where there is no FIN. */
export const personKey = ({ fin, documentNumber }: Who): string =>
  fin === null ? `document ${documentNumber}` : `fin ${fin}`;

export const samePerson = (one: Who, other: Who): boolean => personKey(one) === personKey(other);

/**
 * An appointment or a payment without a card names no person, and the paper with its reference is the only proof. A payment belongs to
 * everybody who has the reference, an appointment to everybody who also shows no card.
 */
export function belongsTo({ request: { applicant }, slot, state }: RegisterEntry, who: Who): boolean {
  if (applicant !== null) return !isNobody(who) && samePerson(applicant, who);
  return slot === undefined ? state === 'registered' : isNobody(who);
}

const isNobody = ({ fin, documentNumber }: Who): boolean => fin === null && documentNumber === null;

/** The last entry of a reference, or the entry of the certificate with this number. */
export async function claimed({ applications }: Tables, claim: WireClaim): Promise<RegisterEntry | undefined> {
  const named = await applications.last(claim.reference);
  if (named) return named;
  const given = await applications.of(personKey(claim));
  return given.find(({ registered }) => plainNumber(registered?.document?.number ?? '') === claim.reference);
}

/** In plain capitals, without separators. */
const plainNumber = (number: string): string =>
  number
    .replaceAll('Ə', 'E')
    .normalize('NFD')
    .replaceAll(/[^A-Z0-9]/g, '');

/** A registration whose payment may still be taken back is held like one that has not come yet. */
export function stateOf(entry: RegisterEntry): WireFound['state'] {
  const { state, request, final, withdrawn } = entry;
  if (laterOf(entry).cancelled) return 'closed';
  if (state === 'registered') return final ? 'registered' : 'held';
  // Free: there is no money that a second kiosk could take again.
  if (state === 'lodged') return request.amount === 0 ? 'open' : 'held';
  return withdrawn && MAY_GO_ON.includes(withdrawn.reason) ? 'open' : 'closed';
}

/**
 * The entry that gives way to its continuation, as it is from then on; its old key can never be registered again. `last` is the last
 * one of the reference.
 */
export function toContinue(
  last: RegisterEntry | undefined,
  { applicant, service }: WireLodgeRequest,
  now: Date,
): Result<RegisterEntry, Refusal> {
  const entry = notLapsed(last, now);
  if (!entry || !applicant || !belongsTo(entry, applicant) || entry.request.service !== service) {
    return err({ status: 404, code: 'unknown-application' });
  }
  const state = stateOf(entry);
  if (state === 'open') {
    const withdrawn = entry.withdrawn ?? { reason: 'continued', at: now.toISOString() };
    return ok({ ...entry, state: 'withdrawn', withdrawn });
  }
  return err({ status: 409, code: state === 'closed' ? 'withdrawn' : state });
}
