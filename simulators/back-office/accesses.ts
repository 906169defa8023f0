import type { OfferedService } from './services.ts';
import type { WireAccess, WireApplicant, WireLodgeRequest } from './wire.ts';

/** One reading of a register about a person, as the office keeps it. */
export interface AccessEntry extends WireAccess {
  readonly kiosk: string;
  readonly who: Pick<WireApplicant, 'fin' | 'documentNumber'>;
  /** The key of the application, or of the code, that it was read for. */
  readonly about: string;
}

type Reading = Pick<AccessEntry, 'kiosk' | 'who' | 'about' | 'at'>;

/** A phone number was looked up, for a code or a message. */
export const phoneRead = ({ kiosk, who, about, at }: Reading): AccessEntry => ({
  ...{ kiosk, about, at, who: personOf(who) },
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
    ...{ kiosk, about, at, who: personOf(applicant) },
    ...{ register: id, title, reader: agency },
  }));
}

const personOf = ({ fin, documentNumber }: AccessEntry['who']): AccessEntry['who'] => ({ fin, documentNumber });

/** What was read for an application, and to confirm who lodged it. Oldest first. */
export function readFor(
  log: readonly AccessEntry[],
  application: { readonly key: string; readonly request: Pick<WireLodgeRequest, 'confirmation'> },
): readonly WireAccess[] {
  const { key, request } = application;
  return log
    .filter(({ about }) => about === key || about === request.confirmation)
    .map(({ register, title, reader, at }) => ({ register, title, reader, at }));
}
