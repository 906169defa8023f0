import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';

export type PersonOfVisit = Pick<IdentityDocument, 'fin' | 'surname' | 'givenNames'>;

export interface NameOnPaper {
  readonly name: string;
  readonly fin: string;
}

/** Letters for a name in a TD1 zone, the shortest zone; longer names are cut (ICAO 9303-5, 4.2.2). */
const ZONE_NAME_LETTERS = 30;
const ZONE_SEPARATOR = 2;

/**
 * Whether a paper names the person of the visit: the same FIN, and all names of the card. The paper may have more, such as a patronymic,
 * which no zone has.
 */
export function isPersonNamedOnPaper(named: NameOnPaper, person: PersonOfVisit | null): boolean {
  if (!person?.fin || normalFin(named.fin) !== normalFin(person.fin)) return false;
  const theirs = namesIn(named.name);
  const own = namesIn(`${person.surname} ${person.givenNames}`);
  const cut = person.surname.length + person.givenNames.length + ZONE_SEPARATOR >= ZONE_NAME_LETTERS;
  return own.length > 0 && own.every((name, at) => has(theirs, name, cut && at === own.length - 1));
}

const normalFin = (fin: string): string => fin.trim().toUpperCase();

const has = (names: readonly string[], name: string, cut: boolean): boolean =>
  names.some((each) => each === name || (cut && each.startsWith(name)));

/**
 * How a zone spells letters, in the order of undoing. ICAO 9303-3 (6.A) writes Ə as E, papers of the country often as A. Ü and Ö are UE and
 * OE, or lose their dots; Ş, Ç, X, Ğ, Q are SH, CH, KH, GH, G; C is J. Folding makes more names equal, never fewer: the FIN tells people
 * apart.
 */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/ue/g, 'u'],
  [/oe/g, 'o'],
  [/sh/g, 's'],
  [/ch/g, 'c'],
  [/kh/g, 'x'],
  [/gh/g, 'g'],
  [/[əe]/g, 'a'],
  [/[ıy]/g, 'i'],
  [/q/g, 'g'],
  [/c/g, 'j'],
];

/** Characters that a zone omits, such as an apostrophe: it joins the parts (ICAO 9303-3, 4.6). */
const NOT_IN_A_ZONE = /[\p{M}'’ʼ‘`´]/gu;

function namesIn(text: string): readonly string[] {
  const plain = text.toLocaleLowerCase('az').normalize('NFD').replace(NOT_IN_A_ZONE, '');
  const folded = FOLDS.reduce((name, [from, to]) => name.replace(from, to), plain);
  return [...folded.matchAll(/\p{L}+/gu)].map(([name]) => name);
}
