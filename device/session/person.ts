import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';

/** Whose card was read in a visit, as far as papers need to know. */
export type Person = Pick<IdentityDocument, 'fin' | 'surname' | 'givenNames'>;

/** Whom a paper names. */
export interface Named {
  readonly name: string;
  readonly fin: string;
}

/** Letters of the name field of a TD1 zone, the shortest there is; a longer name is cut off there (ICAO 9303-5, 4.2.2). */
const ZONE_NAME_LETTERS = 30;
/** Between surname and given names. */
const ZONE_SEPARATOR = 2;

/**
 * Whether a paper names the person of the visit: the same FIN, and every name of the card among those of the paper. The paper
 * may say more (a patronymic, which no zone has).
 */
export function isNamed(named: Named, person: Person | null): boolean {
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
 * Ways of writing one letter in a zone, in the order in which they are undone: ICAO 9303-3 (6.A) has Ə as E, papers of the country
 * often A, and Ü and Ö as UE and OE or without their dots; Ş, Ç, X, Ğ and Q are found as SH, CH, KH, GH and G, C as J. A fold makes two
 * names equal more often, never less: the FIN is what tells people apart.
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

/** An apostrophe is left out of a zone, and what it parted is one name there (ICAO 9303-3, 4.6). */
const NOT_IN_A_ZONE = /[\p{M}'’ʼ‘`´]/gu;

function namesIn(text: string): readonly string[] {
  const plain = text.toLocaleLowerCase('az').normalize('NFD').replace(NOT_IN_A_ZONE, '');
  const folded = FOLDS.reduce((name, [from, to]) => name.replace(from, to), plain);
  return [...folded.matchAll(/\p{L}+/gu)].map(([name]) => name);
}
