import { err, ok, type Result } from '../../drivers/result.ts';
import { hashKey } from './codes-table.ts';
import { applicationStateOf, dropLapsed, personKey } from './continuing.ts';
import { isTextWithoutNul } from './database-text.ts';
import type { RegisterEntry } from './entry.ts';
import { countWrongHomeTry, refuseAfterWrongHomeTries, type StatusPageQuestion } from './look-ups.ts';
import type { DataAccessEntry } from './record-tables.ts';
import type { OfferedService } from './services.ts';
import type { OfficeTables } from './store.ts';
import { takesNumberOfRegister } from './terms.ts';
import type { OfficeRefusal, WireApplicant, WireFoundApplication, WireLodgeRequest } from './wire.ts';
import type { WireAccess } from './wire-records.ts';

interface Reading {
  readonly kiosk: string;
  readonly who: Pick<WireApplicant, 'fin' | 'documentNumber'>;
  /** Purpose: application key, or `accessPurposeOfCode`. */
  readonly about: string;
  /** ISO date-time. */
  readonly at: string;
}

/**
 * Name of a reading for a code. The key of the code is hashed and never stored: with the key, an attacker could try all six-digit codes.
 */
export const accessPurposeOfCode = (code: string): string => `code ${hashKey(code)}`;

export const accessPurposeOfKnown = (key: string): string => `known ${key}`;

/** The entry for a phone number that was looked up, for a code or a message. */
export const phoneAccessEntry = ({ kiosk, who, about, at }: Reading): DataAccessEntry => ({
  key: `${about} phone-numbers`,
  kiosk,
  at,
  person: personKey(who),
  application: about,
  register: 'phone-numbers',
  title: 'Telefon nömrələrinin reyestri',
  reader: 'ASAN xidmət',
});

/** Records the registers that the agency of the service reads when a person applies. An application without an applicant records none. */
export async function recordRegisterReadings(
  { accesses }: OfficeTables,
  services: readonly OfferedService[] = [],
  { service, kiosk, applicant, answers }: WireLodgeRequest,
  { about, at }: Pick<Reading, 'about' | 'at'>,
): Promise<void> {
  const { reads } = services.find(({ id }) => id === service) ?? {};
  if (!applicant || !reads) return;
  // If the applicant typed a phone number, the agency looks up none.
  const read = reads.registers.filter(({ id }) => id !== reads.phone?.id || takesNumberOfRegister({ answers }));
  for (const { id, title } of read)
    await accesses.add({
      key: `${about} ${id}`,
      kiosk,
      at,
      person: personKey(applicant),
      application: about,
      register: id,
      title,
      reader: reads.agency,
    });
}

/** Readings for an application's code, then for its form, then for the application itself; each oldest first. */
export async function registerAccessesForApplication(
  { accesses }: OfficeTables,
  { key, request }: RegisterEntry,
): Promise<readonly WireAccess[]> {
  const { confirmation, known, applicant } = request;
  const ofItsCode = confirmation === null ? [] : await accesses.ofApplication(accessPurposeOfCode(confirmation));
  const before = known === undefined || !applicant ? [] : await accesses.ofApplication(accessPurposeOfKnown(known));
  const ofItsForm = before.filter(({ person }) => applicant && person === personKey(applicant));
  const read = [...ofItsCode, ...ofItsForm, ...(await accesses.ofApplication(key))];
  return read.map(({ register, title, reader, at }) => ({ register, title, reader, at }));
}

export interface StatusPageFacts {
  readonly state: WireFoundApplication['state'];
  readonly read: readonly WireAccess[];
}

/**
 * What the applicant sees at home after giving the number of their document. `null`: no such application, or another document. Both are
 * counted.
 */
export async function readStatusPageFacts(
  tables: OfficeTables,
  { documentNumber, ...asked }: StatusPageQuestion & { readonly documentNumber: string },
  at: Date,
): Promise<Result<StatusPageFacts | null, OfficeRefusal>> {
  const { reference } = asked;
  if (!isTextWithoutNul(reference)) return ok(null);
  const tooMany = await refuseAfterWrongHomeTries(tables, asked, at);
  if (tooMany) return err(tooMany);
  const entry = dropLapsed(await tables.applications.last(reference), at);
  if (!entry || entry.request.applicant?.documentNumber !== documentNumber) {
    await countWrongHomeTry(tables, asked, at);
    return ok(null);
  }
  return ok({ state: applicationStateOf(entry), read: await registerAccessesForApplication(tables, entry) });
}
