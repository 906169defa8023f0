import { err, ok, type Result } from '../../result.ts';
import type { IdentityDocument } from '../contract.ts';
import type { Zone } from './codec.ts';
import { isoBirthDate, isoExpiryDate, isZoneDate } from './dates.ts';

/**
 * Returns the document of a zone. `today`: for the century of two-digit years. The error names each field with a wrong check digit or an
 * impossible date, or `birthDateUnknown`: a part is blank (ICAO 9303-3 §4.8). Does not check whether names are plausible.
 */
export function documentOf(zone: Zone, today: Date): Result<IdentityDocument, readonly string[]> {
  const failed = new Set(Object.entries(zone.checks).flatMap(([name, holds]) => (holds === false ? [name] : [])));
  const birthDate = isoBirthDate(zone.birthDate, today);
  const expiryDate = zone.expiryDate === null ? null : isoExpiryDate(zone.expiryDate, today);
  if (birthDate === null) failed.add(isZoneDate(zone.birthDate) ? 'birthDateUnknown' : 'birthDate');
  if (zone.expiryDate !== null && expiryDate === null) failed.add('expiryDate');
  if (failed.size > 0 || birthDate === null) return err([...failed]);
  const { format, documentCode, issuer, documentNumber, surname, givenNames, nationality, sex, fin } = zone;
  return ok({
    format,
    documentCode,
    issuer,
    documentNumber,
    surname,
    givenNames,
    nationality,
    sex,
    birthDate,
    expiryDate,
    fin,
  });
}
