import { err, type Result } from '../../result.ts';
import type { IdentityDocument } from '../contract.ts';
import { parseZone, type ZoneSettings } from '../mrz/codec.ts';
import { documentOf } from '../mrz/document.ts';
import { type MrzPassword, mrzInformation } from './kdf.ts';
import type { MalformedTlv } from './tlv.ts';

/** Returns the document of a signed zone. `today`: for the century of two-digit years. */
export function documentOfZone(
  lines: readonly string[],
  today: Date,
  settings: ZoneSettings = {},
): Result<IdentityDocument, MalformedTlv> {
  const parsed = parseZone(lines, settings);
  if (!parsed.ok) return err({ why: parsed.error.detail });
  const document = documentOf(parsed.value, today);
  if (!document.ok) return err({ why: `checks that fail: ${document.error.join(', ')}` });
  return parsed.value.implausible.includes('names') ? err({ why: 'a digit in a name' }) : document;
}

/** Returns the password for the chip of a document after its zone was read. The key is made of document number and dates, without names. */
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

/** Adds the name of DG11, `SURNAME<<GIVEN<NAMES` (ICAO 9303-10, 4.7.11). */
export function addWrittenName(document: IdentityDocument, fullName: string | undefined): IdentityDocument {
  const writtenName = fullName?.split('<').filter(Boolean).join(' ').trim();
  return writtenName ? { ...document, writtenName } : document;
}

const zoneDate = (iso: string): string => iso.slice(2).replaceAll('-', '');
