import type { IdentityDocument } from '../contract.ts';

export type ZoneFormat = IdentityDocument['format'];

/** Line and positions from 1, as in the manual, both ends included. */
export interface Place {
  readonly line: 1 | 2 | 3;
  readonly from: number;
  readonly to: number;
}

export interface ZoneLayout {
  readonly lineCount: 2 | 3;
  readonly lineLength: 30 | 36 | 44;
  readonly begins: string;
  readonly documentCode: Place;
  readonly issuer: Place;
  readonly names: Place;
  readonly documentNumber: Place;
  readonly documentNumberCheck: Place;
  readonly nationality: Place;
  readonly birthDate: Place;
  readonly birthDateCheck: Place;
  readonly sex: Place;
  readonly expiryDate: Place;
  readonly expiryDateCheck: Place;
  readonly optional: readonly Place[];
  /** Passports only. */
  readonly optionalCheck: Place | null;
  /** Visas have none. */
  readonly composite: { readonly check: Place; readonly over: readonly Place[] } | null;
  /** A number over nine characters continues in the first optional field (9303-5 §4.2.2.1, 9303-6 §4.2.2.2). */
  readonly longNumbers: boolean;
}

const at = (line: 1 | 2 | 3, from: number, to = from): Place => ({ line, from, to });

/** Places in the second line of TD2, TD3 and visas, without optional data. */
const SECOND_LINE = {
  documentNumber: at(2, 1, 9),
  documentNumberCheck: at(2, 10),
  nationality: at(2, 11, 13),
  birthDate: at(2, 14, 19),
  birthDateCheck: at(2, 20),
  sex: at(2, 21),
  expiryDate: at(2, 22, 27),
  expiryDateCheck: at(2, 28),
} as const;

const TWO_LINES = { lineCount: 2, documentCode: at(1, 1, 2), issuer: at(1, 3, 5) } as const;
const FOUR_PARTS_BUT_NUMBER = [at(2, 1, 10), at(2, 14, 20)] as const;

export const ZONE_LAYOUTS: { readonly [F in ZoneFormat]: ZoneLayout } = {
  /** ICAO 9303-5 §4.2.2. */
  TD1: {
    lineCount: 3,
    lineLength: 30,
    begins: 'ACI',
    documentCode: at(1, 1, 2),
    issuer: at(1, 3, 5),
    documentNumber: at(1, 6, 14),
    documentNumberCheck: at(1, 15),
    birthDate: at(2, 1, 6),
    birthDateCheck: at(2, 7),
    sex: at(2, 8),
    expiryDate: at(2, 9, 14),
    expiryDateCheck: at(2, 15),
    nationality: at(2, 16, 18),
    names: at(3, 1, 30),
    optional: [at(1, 16, 30), at(2, 19, 29)],
    optionalCheck: null,
    composite: { check: at(2, 30), over: [at(1, 6, 30), at(2, 1, 7), at(2, 9, 15), at(2, 19, 29)] },
    longNumbers: true,
  },
  /** ICAO 9303-6 §4.2.2. */
  TD2: {
    ...TWO_LINES,
    ...SECOND_LINE,
    lineLength: 36,
    begins: 'ACIP',
    names: at(1, 6, 36),
    optional: [at(2, 29, 35)],
    optionalCheck: null,
    composite: { check: at(2, 36), over: [...FOUR_PARTS_BUT_NUMBER, at(2, 22, 35)] },
    longNumbers: true,
  },
  /** ICAO 9303-4 §4.2.2. */
  TD3: {
    ...TWO_LINES,
    ...SECOND_LINE,
    lineLength: 44,
    begins: 'P',
    names: at(1, 6, 44),
    optional: [at(2, 29, 42)],
    optionalCheck: at(2, 43),
    composite: { check: at(2, 44), over: [...FOUR_PARTS_BUT_NUMBER, at(2, 22, 43)] },
    longNumbers: false,
  },
  /** ICAO 9303-7 §4.2. */
  MRVA: {
    ...TWO_LINES,
    ...SECOND_LINE,
    lineLength: 44,
    begins: 'V',
    names: at(1, 6, 44),
    optional: [at(2, 29, 44)],
    optionalCheck: null,
    composite: null,
    longNumbers: false,
  },
  /** ICAO 9303-7 §5.2. */
  MRVB: {
    ...TWO_LINES,
    ...SECOND_LINE,
    lineLength: 36,
    begins: 'V',
    names: at(1, 6, 36),
    optional: [at(2, 29, 36)],
    optionalCheck: null,
    composite: null,
    longNumbers: false,
  },
};

const FORMATS = Object.keys(ZONE_LAYOUTS) as ZoneFormat[];

const LINE_COUNTS = new Map<number, 2 | 3>(
  FORMATS.map((format) => [ZONE_LAYOUTS[format].lineLength, ZONE_LAYOUTS[format].lineCount]),
);

export function zoneLineCount(lineLength: number): 2 | 3 | undefined {
  return LINE_COUNTS.get(lineLength);
}

/** Returns the format with this number of lines, line length and first letter. */
export function findZoneFormat(lines: readonly string[]): ZoneFormat | undefined {
  const [first = ''] = lines;
  if (zoneLineCount(first.length) !== lines.length) return undefined;
  for (const line of lines) if (line.length !== first.length) return undefined;
  return FORMATS.find(
    (format) =>
      ZONE_LAYOUTS[format].lineLength === first.length && ZONE_LAYOUTS[format].begins.includes(first.charAt(0)),
  );
}

export function readZoneField(lines: readonly string[], place: Place): string {
  return lines[place.line - 1]?.slice(place.from - 1, place.to) ?? '';
}

/** Returns new lines with these characters at a position. A short text is padded with fillers. */
export function writeZoneField(lines: readonly string[], place: Place, text: string): string[] {
  const width = place.to - place.from + 1;
  if (text.length > width) throw new RangeError(`${text.length} characters do not fit into ${width} of a zone`);
  return lines.map((line, index) =>
    index === place.line - 1 ? line.slice(0, place.from - 1) + text.padEnd(width, '<') + line.slice(place.to) : line,
  );
}
