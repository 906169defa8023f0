import { err, ok, type Result } from '../../result.ts';
import { checkDigit, checkDigitOver } from './check-digit.ts';
import { isZoneDate } from './dates.ts';
import { doesIssuerUseFin, FIN_ALPHABET, readFin, repairFin } from './fin.ts';
import {
  findZoneFormat,
  readZoneField,
  writeZoneField,
  ZONE_LAYOUTS,
  type ZoneFormat,
  type ZoneLayout,
} from './layout.ts';
import { type Repair, repairDigits } from './repair.ts';

/** Zone fields without padding, after repairs. Dates: `YYMMDD`, unknown parts `<<`. Names: no diacritics, no hyphens. */
export interface ZoneFields {
  readonly format: ZoneFormat;
  readonly documentCode: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly nationality: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly birthDate: string;
  /** `null`: never expires (six fillers). */
  readonly expiryDate: string | null;
  /** One text for each optional field; `''` if empty. */
  readonly optional: readonly string[];
}

/** Whether check digits hold; `null`: none in the format. */
export interface ZoneChecks {
  readonly documentNumber: boolean;
  readonly birthDate: boolean;
  readonly expiryDate: boolean;
  readonly optional: boolean | null;
  readonly composite: boolean | null;
}

/** Decoded zone with its checks. */
export interface Zone extends ZoneFields {
  readonly fin: string | null;
  readonly checks: ZoneChecks;
  /** Impossible values: a 13th month, a digit in a name. */
  readonly implausible: readonly ('birthDate' | 'expiryDate' | 'names')[];
  /** All checks hold, nothing is implausible. */
  readonly valid: boolean;
  readonly repairs: readonly Repair[];
}

/** Not a zone. `detail` repeats no characters: they may be a name. */
export interface ZoneTrouble {
  readonly code: 'MRZ-101';
  readonly kind: 'no-zone';
  readonly detail: string;
}

export type ZoneResult = Result<Zone, ZoneTrouble>;

export interface ZoneSettings {
  /** See `FIN_ALPHABET`. */
  readonly finAlphabet?: string | undefined;
}

/**
 * Reads the lines of a zone (ICAO 9303-3 to -7): only `A-Z 0-9 <`, two or three lines of equal length. A zone with wrong check digits is
 * read too, with `valid: false`. State codes are not checked: specimens (`UTO`) and new states are valid.
 */
export function parseZone(lines: readonly string[], settings: ZoneSettings = {}): ZoneResult {
  for (const line of lines) if (!/^[A-Z0-9<]*$/.test(line)) return noZone(strangeIn(line));
  const format = findZoneFormat(lines);
  if (!format) return noZone(`${lines.length} lines of ${lines.map((line) => line.length).join(', ')} characters`);
  const layout = ZONE_LAYOUTS[format];
  const alphabet = settings.finAlphabet ?? FIN_ALPHABET;
  const repaired = repair(lines, format, layout, alphabet);
  const number = readNumber(repaired.lines, layout);
  const fields = readFields(repaired.lines, format, layout, number);
  const checks = readChecks(repaired, layout, number);
  const implausible = findImplausible(fields);
  return ok({
    format,
    documentCode: fields.documentCode,
    issuer: fields.issuer,
    documentNumber: fields.documentNumber,
    nationality: fields.nationality,
    surname: fields.surname,
    givenNames: fields.givenNames,
    sex: fields.sex,
    birthDate: fields.birthDate,
    expiryDate: fields.expiryDate,
    optional: fields.optional,
    fin: readFin(fields.issuer, format, fields.optional[0] ?? '', alphabet),
    checks,
    implausible,
    valid: allHold(checks) && implausible.length === 0,
    repairs: repaired.repairs,
  });
}

function strangeIn(line: string): string {
  if (/^[A-Za-z0-9<]*$/.test(line)) return 'lower-case letters, and a zone has A-Z, 0-9 and < only';
  if (/[^\P{C}\n\r\t]|[^\P{Z} ]/u.test(line))
    return 'an invisible character, such as a byte order mark or a no-break space';
  return 'characters outside A-Z, 0-9 and <';
}

const allHold = (checks: ZoneChecks): boolean =>
  checks.documentNumber &&
  checks.birthDate &&
  checks.expiryDate &&
  checks.optional !== false &&
  checks.composite !== false;

const noZone = (detail: string): ZoneResult => err({ code: 'MRZ-101', kind: 'no-zone', detail });

interface Mended {
  readonly lines: readonly string[];
  readonly repairs: readonly Repair[];
  readonly composite: boolean | null;
}

function repair(lines: readonly string[], format: ZoneFormat, layout: ZoneLayout, alphabet: string): Mended {
  const digits = repairDigits(lines, layout);
  const composite = compositeHolds(digits.lines, layout);
  if (composite !== false || !doesIssuerUseFin(readZoneField(lines, layout.issuer)))
    return { lines: digits.lines, repairs: digits.repairs, composite };
  const fin = repairFin(digits.lines, format, layout, alphabet);
  if (fin.repairs.length === 0 || !compositeHolds(fin.lines, layout))
    return { lines: digits.lines, repairs: digits.repairs, composite };
  return { lines: fin.lines, repairs: [...digits.repairs, ...fin.repairs], composite: true };
}

interface DocumentNumber {
  readonly value: string;
  readonly holds: boolean;
  readonly optional: string;
}

function readNumber(lines: readonly string[], layout: ZoneLayout): DocumentNumber {
  const head = readZoneField(lines, layout.documentNumber);
  const check = readZoneField(lines, layout.documentNumberCheck);
  const optional = layout.optional[0] ? readZoneField(lines, layout.optional[0]) : '';
  const mayRunOn = check === '<' && layout.longNumbers && !head.includes('<');
  const tail = mayRunOn ? /^([A-Z0-9]+)([0-9])(?:<(.*))?$/.exec(optional) : null;
  if (!tail) return { value: unfilled(head), holds: checkDigit(head) === check, optional };
  const [, rest = '', digit = '', left = ''] = tail;
  // Portuguese and some Belgian cards omit the filler at the check digit, other Belgian cards count it.
  const holds = checkDigit(head + rest) === digit || checkDigit(`${head}<${rest}`) === digit;
  return { value: head + rest, holds, optional: left };
}

function readFields(
  lines: readonly string[],
  format: ZoneFormat,
  layout: ZoneLayout,
  number: DocumentNumber,
): ZoneFields {
  const [surname = '', givenNames = ''] = splitNames(readZoneField(lines, layout.names));
  const sex = readZoneField(lines, layout.sex);
  const expiryDate = readZoneField(lines, layout.expiryDate);
  const optional = layout.optional.map((place, index) =>
    unfilled(index === 0 ? number.optional : readZoneField(lines, place)),
  );
  return {
    format,
    documentCode: unfilled(readZoneField(lines, layout.documentCode)),
    issuer: unfilled(readZoneField(lines, layout.issuer)),
    documentNumber: number.value,
    nationality: unfilled(readZoneField(lines, layout.nationality)),
    surname,
    givenNames,
    sex: sex === 'F' || sex === 'M' ? sex : 'X',
    birthDate: readZoneField(lines, layout.birthDate),
    expiryDate: expiryDate === '<<<<<<' ? null : expiryDate,
    optional,
  };
}

function readChecks({ lines, composite }: Mended, layout: ZoneLayout, number: DocumentNumber): ZoneChecks {
  return {
    documentNumber: number.holds,
    birthDate: checkDigit(readZoneField(lines, layout.birthDate)) === readZoneField(lines, layout.birthDateCheck),
    expiryDate: checkDigit(readZoneField(lines, layout.expiryDate)) === readZoneField(lines, layout.expiryDateCheck),
    optional: optionalHolds(lines, layout),
    composite,
  };
}

/** A filler is a valid check digit of empty data (ICAO 9303-4 §4.2.2.2, note). */
function optionalHolds(lines: readonly string[], layout: ZoneLayout): boolean | null {
  if (!layout.optionalCheck) return null;
  const check = readZoneField(lines, layout.optionalCheck);
  if (checkDigitOver(lines, layout.optional) === check) return true;
  return check === '<' && layout.optional.every((place) => unfilled(readZoneField(lines, place)) === '');
}

function compositeHolds(lines: readonly string[], layout: ZoneLayout): boolean | null {
  if (!layout.composite) return null;
  return checkDigitOver(lines, layout.composite.over) === readZoneField(lines, layout.composite.check);
}

function findImplausible(fields: ZoneFields): Zone['implausible'] {
  const found: ('birthDate' | 'expiryDate' | 'names')[] = [];
  if (!isZoneDate(fields.birthDate)) found.push('birthDate');
  if (fields.expiryDate !== null && !isZoneDate(fields.expiryDate)) found.push('expiryDate');
  if (/[0-9]/.test(fields.surname) || /[0-9]/.test(fields.givenNames)) found.push('names');
  return found;
}

/** Two fillers separate surname and given names; one filler is a space (ICAO 9303-3 §4.6). */
function splitNames(text: string): [string, string] {
  const end = text.indexOf('<<');
  const spaced = (part: string) => {
    const whole = trimmed(part);
    return whole.includes('<') ? whole.replace(/<+/g, ' ') : whole;
  };
  return end < 0 ? [spaced(text), ''] : [spaced(text.slice(0, end)), spaced(text.slice(end))];
}

function unfilled(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === FILLER) end -= 1;
  return text.slice(0, end);
}

function trimmed(text: string): string {
  let from = 0;
  while (from < text.length && text.charCodeAt(from) === FILLER) from += 1;
  return unfilled(text.slice(from));
}

const FILLER = 0x3c;

/** See `readNumber`. */
export type LongNumberRule = 'skip-filler' | 'count-filler';

/**
 * Writes a zone with all check digits, the inverse of `parseZone`. Throws if a field has characters other than `A-Z 0-9` (and spaces in
 * names) or does not fit. Names that are too long are cut.
 */
export function formatZone(fields: ZoneFields, longNumbers: LongNumberRule = 'skip-filler'): string[] {
  const layout = ZONE_LAYOUTS[fields.format];
  const split = splitNumber(fields, layout, longNumbers);
  let lines = Array.from({ length: layout.lineCount }, () => '<'.repeat(layout.lineLength));
  const set = (place: Parameters<typeof writeZoneField>[1], text: string) => {
    lines = writeZoneField(lines, place, text.replaceAll(' ', '<'));
  };
  set(layout.documentCode, fields.documentCode);
  set(layout.issuer, fields.issuer);
  set(layout.nationality, fields.nationality);
  set(layout.names, namesOf(fields, layout));
  set(layout.documentNumber, split.head);
  set(layout.documentNumberCheck, split.check);
  set(layout.birthDate, fields.birthDate);
  set(layout.birthDateCheck, checkDigit(fields.birthDate));
  set(layout.sex, fields.sex === 'X' ? '<' : fields.sex);
  set(layout.expiryDate, fields.expiryDate ?? '');
  set(layout.expiryDateCheck, checkDigit(fields.expiryDate ?? ''));
  layout.optional.forEach((place, index) => {
    set(place, index === 0 ? split.optional : (fields.optional[index] ?? ''));
  });
  if (layout.optionalCheck) set(layout.optionalCheck, checkDigit(split.optional));
  if (layout.composite) set(layout.composite.check, checkDigitOver(lines, layout.composite.over));
  if (!lines.every((line) => /^[A-Z0-9<]+$/.test(line))) throw new RangeError('a zone has only A-Z, 0-9 and fillers');
  return lines;
}

function namesOf(fields: ZoneFields, layout: ZoneLayout): string {
  const names = fields.givenNames === '' ? fields.surname : `${fields.surname}<<${fields.givenNames}`;
  return names.slice(0, layout.names.to - layout.names.from + 1);
}

function splitNumber(fields: ZoneFields, layout: ZoneLayout, rule: LongNumberRule) {
  const { documentNumber } = fields;
  const optional = fields.optional[0] ?? '';
  const head = documentNumber.slice(0, 9);
  const rest = documentNumber.slice(9);
  if (rest === '') return { head, check: checkDigit(head), optional };
  if (!layout.longNumbers) throw new RangeError(`a ${fields.format} number has at most 9 characters`);
  const digit = checkDigit(rule === 'skip-filler' ? head + rest : `${head}<${rest}`);
  return { head, check: '<', optional: optional === '' ? rest + digit : `${rest}${digit}<${optional}` };
}
