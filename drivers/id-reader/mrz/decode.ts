import { ok, type Result } from '../../result.ts';
import { parseZone, type Zone, type ZoneSettings, type ZoneTrouble } from './codec.ts';
import { normaliseLine, splitJoinedZone } from './zone-text.ts';

/** Output of `asan-kiosk decode mrz --json`, which other programs read. */
export type DecodedZone = Omit<Zone, 'implausible'>;

/**
 * Decodes typed or piped lines into fields and checks. Accepts empty lines, blanks around a line, lower case, and every form of the filler.
 * Splits a zone in one string into lines. A zone with wrong check digits is decoded with `valid: false`.
 */
export function decodeMrz(lines: readonly string[], settings: ZoneSettings = {}): Result<DecodedZone, ZoneTrouble> {
  const present: string[] = [];
  for (const piece of lines) {
    for (const line of /[\r\n]/.test(piece) ? piece.split(/[\r\n]+/) : [piece]) {
      const tidy = normaliseLine(line.trim()).replace(/[a-z]/g, (letter) => letter.toUpperCase());
      if (tidy !== '') present.push(tidy);
    }
  }
  const zone = parseZone(splitJoinedZone(present), settings);
  if (!zone.ok) return zone;
  return ok(shown(zone.value));
}

/** Written out: faster. */
const shown = (zone: Zone): DecodedZone => ({
  format: zone.format,
  documentCode: zone.documentCode,
  issuer: zone.issuer,
  documentNumber: zone.documentNumber,
  nationality: zone.nationality,
  surname: zone.surname,
  givenNames: zone.givenNames,
  sex: zone.sex,
  birthDate: zone.birthDate,
  expiryDate: zone.expiryDate,
  optional: zone.optional,
  fin: zone.fin,
  checks: zone.checks,
  valid: zone.valid,
  repairs: zone.repairs,
});
