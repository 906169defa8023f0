import { type Place, readZoneField, writeZoneField, ZONE_LAYOUTS, type ZoneLayout } from './layout.ts';

/** A replaced character. `position`: from 1. */
export interface Repair {
  readonly field: 'birthDate' | 'expiryDate' | 'checkDigit' | 'fin';
  readonly line: number;
  readonly position: number;
  readonly read: string;
  readonly taken: string;
}

/** Confusions of OCR-B readers. */
const DIGIT_FOR: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
};

function digitPlaces(layout: ZoneLayout): readonly (readonly [Repair['field'], Place])[] {
  const checks = [layout.documentNumberCheck, layout.birthDateCheck, layout.expiryDateCheck];
  if (layout.optionalCheck) checks.push(layout.optionalCheck);
  if (layout.composite) checks.push(layout.composite.check);
  return [
    ['birthDate', layout.birthDate],
    ['expiryDate', layout.expiryDate],
    ...checks.map((place): [Repair['field'], Place] => ['checkDigit', place]),
  ];
}

const DIGIT_PLACES = new Map(Object.values(ZONE_LAYOUTS).map((layout) => [layout, digitPlaces(layout)]));

const CODE_A = 0x41;

/** Letters have higher codes than digits and filler. */
function hasLetter(lines: readonly string[], place: Place): boolean {
  const line = lines[place.line - 1] ?? '';
  for (let at = place.from - 1; at < place.to; at += 1) if (line.charCodeAt(at) >= CODE_A) return true;
  return false;
}

/**
 * Repairs letters in dates and check digits, where only digits are valid. Other fields stay: a guess in a number or a name could make
 * another person (G and 6 have the same check digit).
 */
export function repairDigits(
  lines: readonly string[],
  layout: ZoneLayout,
): { readonly lines: readonly string[]; readonly repairs: readonly Repair[] } {
  let repaired = lines;
  const repairs: Repair[] = [];
  for (const [field, place] of DIGIT_PLACES.get(layout) ?? []) {
    // Cheap check: few zones need repair.
    if (!hasLetter(repaired, place)) continue;
    const done = replaceCharacters(repaired, place, field, DIGIT_FOR);
    repaired = done.lines;
    repairs.push(...done.repairs);
  }
  return { lines: repaired, repairs };
}

export function replaceCharacters(
  lines: readonly string[],
  place: Place,
  field: Repair['field'],
  table: Readonly<Record<string, string>>,
): { lines: string[]; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const text = [...readZoneField(lines, place)].map((character, index) => {
    const taken = Object.hasOwn(table, character) ? table[character] : undefined;
    if (taken === undefined) return character;
    repairs.push({ field, line: place.line, position: place.from + index, read: character, taken });
    return taken;
  });
  return { lines: writeZoneField(lines, place, text.join('')), repairs };
}
