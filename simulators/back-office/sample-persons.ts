import type { ZoneFields } from '../../drivers/id-reader/mrz/codec.ts';
import { type DocumentId, documentFields, SIMULATED_DOCUMENTS } from '../id-reader/documents.ts';
import type { WirePhonePerson } from './wire-phone-identity.ts';

/* Invented persons with a digital identity: holders of this country's simulated documents. */

const WITHOUT: readonly DocumentId[] = ['aze-card-forged', 'utopia-card'];

/** ISO date of a zone's `YYMMDD`. */
const dateOf = (zoneDate: string, century: '19' | '20'): string =>
  `${century}${zoneDate.slice(0, 2)}-${zoneDate.slice(2, 4)}-${zoneDate.slice(4)}`;

const personOf = ({ format, documentNumber, surname, givenNames, birthDate, expiryDate, optional }: ZoneFields) => ({
  kind: format === 'TD3' ? ('passport' as const) : ('identity-card' as const),
  documentNumber,
  surname,
  givenNames,
  birthDate: dateOf(birthDate, /^[01]/.test(birthDate) ? '20' : '19'),
  expiryDate: expiryDate === null ? null : dateOf(expiryDate, '20'),
  fin: optional[0] ?? '',
});

export interface SamplePerson extends WirePhonePerson {
  readonly holder: string;
}

export const SAMPLE_PERSONS: readonly SamplePerson[] = SIMULATED_DOCUMENTS.filter(
  ({ id }) => !WITHOUT.includes(id as DocumentId),
).map(({ id, holder }) => ({ ...personOf(documentFields(id)), holder }));

/** Person with this FIN, as a card would show the person; `undefined`: none. */
export function samplePersonOf(fin: string): WirePhonePerson | undefined {
  const person = SAMPLE_PERSONS.find((each) => each.fin === fin);
  if (!person) return undefined;
  const { holder: _, ...its } = person;
  return its;
}
