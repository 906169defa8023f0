import { err, ok, type Result } from '../../result.ts';
import type { IdentityDocument } from '../contract.ts';
import { parseZone, type Zone } from '../mrz/codec.ts';
import { isoBirthDate, isoExpiryDate } from '../mrz/dates.ts';
import { type MrzPassword, mrzInformation } from './kdf.ts';
import type { MalformedTlv } from './tlv.ts';

/** The document of a signed zone. `today`: the day that two-digit years are read against. */
export function documentOfZone(
  lines: readonly string[],
  today: Date,
  finAlphabet?: string,
): Result<IdentityDocument, MalformedTlv> {
  const parsed = parseZone(lines, finAlphabet === undefined ? {} : { finAlphabet });
  if (!parsed.ok) return err({ why: parsed.error.detail });
  const zone = parsed.value;
  if (!zone.valid) return err({ why: `checks that fail: ${failures(zone).join(', ')}` });
  const birthDate = isoBirthDate(zone.birthDate, today);
  const expiryDate = zone.expiryDate === null ? null : isoExpiryDate(zone.expiryDate, today);
  if (birthDate === null || (zone.expiryDate !== null && expiryDate === null))
    return err({ why: 'a date that is none' });
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

const failures = (zone: Zone): readonly string[] => [
  ...Object.entries(zone.checks).flatMap(([name, holds]) => (holds === false ? [name] : [])),
  ...zone.implausible,
];

/** What opens the chip of a document whose zone was read. Names of fields, not of persons, go into the key. */
export function passwordOf({
  documentNumber,
  birthDate,
  expiryDate,
}: Pick<IdentityDocument, 'documentNumber' | 'birthDate' | 'expiryDate'>): MrzPassword {
  return {
    kind: 'mrz',
    information: mrzInformation({
      documentNumber,
      birthDate: zoneDate(birthDate),
      expiryDate: expiryDate === null ? null : zoneDate(expiryDate),
    }),
  };
}

/** `YYYY-MM-DD` as the zone has it. */
const zoneDate = (iso: string): string => iso.slice(2).replaceAll('-', '');
