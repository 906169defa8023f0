import { hidden } from './codes-table.ts';
import { personKey } from './continuing.ts';
import type { AccessEntry } from './record-tables.ts';
import type { RegisterEntry } from './register.ts';
import type { OfferedService } from './services.ts';
import type { Tables } from './store.ts';
import type { WireAccess, WireApplicant, WireLodgeRequest } from './wire.ts';

interface Reading {
  readonly kiosk: string;
  readonly who: Pick<WireApplicant, 'fin' | 'documentNumber'>;
  /** What it was read for: the key of an application, or of a code as `ofCode` has it. */
  readonly about: string;
  /** ISO date-time. */
  readonly at: string;
}

/** The key of a code stands nowhere: who has it could try out its digits. */
export const ofCode = (code: string): string => `code ${hidden(code)}`;

/** A phone number was looked up, for a code or a message. */
export const phoneRead = ({ kiosk, who, about, at }: Reading): AccessEntry => ({
  ...{ key: `${about} phone-numbers`, kiosk, at, person: personKey(who), application: about },
  register: 'phone-numbers',
  title: 'Telefon nömrələrinin reyestri',
  reader: 'ASAN xidmət',
});

/** The registers that the agency of a service reads when it is applied for; none where nobody is named. */
export function registersRead(
  service: OfferedService | undefined,
  { kiosk, applicant }: WireLodgeRequest,
  { about, at }: Pick<Reading, 'about' | 'at'>,
): readonly AccessEntry[] {
  if (!applicant || !service?.reads) return [];
  const { agency, registers } = service.reads;
  return registers.map(({ id, title }) => ({
    ...{ key: `${about} ${id}`, kiosk, at, person: personKey(applicant), application: about },
    ...{ register: id, title, reader: agency },
  }));
}

/** What was read for an application, and to confirm who lodged it. Oldest first. */
export async function readFor({ accesses }: Tables, { key, request }: RegisterEntry): Promise<readonly WireAccess[]> {
  const { confirmation } = request;
  const ofItsCode = confirmation === null ? [] : await accesses.ofApplication(ofCode(confirmation));
  const read = [...ofItsCode, ...(await accesses.ofApplication(key))];
  return read.map(({ register, title, reader, at }) => ({ register, title, reader, at }));
}
