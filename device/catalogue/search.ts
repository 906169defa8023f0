import { LANGUAGE_CODES, type Language } from '../words/language.ts';
import { errorsBetween, type FoldedWord, foldedWords, forgivenIn } from './folded-words.ts';
import type { Catalogue, Service } from './schema.ts';

/** Letters that a query may have; what is longer is cut. */
export const LONGEST_QUERY = 40;

/** From one place of a title to another, in code units. */
export type Marked = readonly [from: number, to: number];

export interface Found {
  readonly service: Service;
  /** What of its title was looked for, in the order of the title. */
  readonly marked: readonly Marked[];
}

/** Where a word stands, the most telling first. */
const FIELDS = ['title', 'alias', 'group', 'summary'] as const;
type Field = (typeof FIELDS)[number];

/** How a word was found, the surest first: as it is, as far as it is typed, with one error, but for its ending, with two errors. */
const WAYS = ['whole', 'beginning', 'oneError', 'ending', 'twoErrors'] as const;
type Way = (typeof WAYS)[number];

interface Use {
  /** Its place among the services. */
  readonly service: number;
  readonly field: Field;
  readonly language: Language;
}

interface Word {
  readonly folded: string;
  readonly letters: number;
  readonly uses: Use[];
}

/** A catalogue as it is looked through. */
interface Index {
  /** Every word once, with who uses it. */
  readonly words: ReadonlyMap<string, Word>;
  /** Whole titles and other names, folded, with whose they are. */
  readonly names: ReadonlyMap<string, readonly Use[]>;
}

/** Made once of each catalogue, and gone with it. */
const INDEXES = new WeakMap<Catalogue, Index>();

/** How far back a word falls by the way it was found, then by where it stands, then by its language. */
const PER_WAY = 100;
const PER_FIELD = 10;
const OF_ANOTHER_LANGUAGE = 1;
/** What somebody calls by its whole name comes before everything. */
const WHOLE_NAME = -100;
/** More than all words of a query can come to. */
const NOT_FOUND = 100_000;

/** So many letters say something by themselves. */
const TELLING_LETTERS = 4;

/** Endings: so many letters must be alike, this part of the shorter word, and no more than so many may differ. */
const STEM_LETTERS = 4;
const STEM_PART = 0.5;
const MOST_ENDING = 6;

/**
 * The services that somebody may mean who has typed so much, the likeliest first and `most` of them. All languages are looked through,
 * one's own first. Of several words some may be nowhere: half of the letters have to be found, or a word that says something.
 */
export function searchServices(
  catalogue: Catalogue,
  query: string,
  language: Language,
  most: number,
): readonly Found[] {
  const typed = foldedWords([...query].slice(0, LONGEST_QUERY).join(''));
  const { words, names } = indexOf(catalogue);
  const called = new Map<number, number>();
  for (const use of names.get(nameOf(typed)) ?? []) noteLeast(called, use.service, WHOLE_NAME + placeOf(use, language));
  const goesOn = /[\p{L}\p{M}\p{N}]$/u.test([...query].slice(0, LONGEST_QUERY).join(''));
  const costs = typed.map((each, index) => costsOf(each.folded, goesOn && index === typed.length - 1, words, language));
  return catalogue.services
    .map((service, index) => ({ service, index, cost: called.get(index) ?? sumFor(index, typed, costs) }))
    .filter(({ cost }) => cost !== null)
    .sort((a, b) => a.cost! - b.cost! || a.index - b.index)
    .slice(0, most)
    .map(({ service }) => ({ service, marked: marksIn(service.title[language], typed, goesOn) }));
}

const nameOf = (words: readonly FoldedWord[]): string => words.map(({ folded }) => folded).join(' ');

function indexOf(catalogue: Catalogue): Index {
  const known = INDEXES.get(catalogue);
  if (known) return known;
  const words = new Map<string, Word>();
  const names = new Map<string, Use[]>();
  for (const [service, each] of catalogue.services.entries())
    for (const language of LANGUAGE_CODES)
      for (const [field, texts] of textsOf(catalogue, each, language))
        for (const text of texts) addText(words, names, foldedWords(text), { service, field, language });
  const index = { words, names };
  INDEXES.set(catalogue, index);
  return index;
}

const textsOf = (
  { groups }: Catalogue,
  { title, aliases, groups: its, summary }: Service,
  language: Language,
): readonly (readonly [Field, readonly string[]])[] => [
  ['title', [title[language]]],
  ['alias', aliases[language]],
  ['group', groups.filter(({ id }) => its.includes(id)).map((group) => group.title[language])],
  ['summary', [summary[language]]],
];

function addText(words: Map<string, Word>, names: Map<string, Use[]>, text: readonly FoldedWord[], use: Use): void {
  for (const { folded } of text) {
    const word = words.get(folded) ?? { folded, letters: lettersOf(folded), uses: [] };
    words.set(folded, word);
    word.uses.push(use);
  }
  const name = nameOf(text);
  if (name === '' || (use.field !== 'title' && use.field !== 'alias')) return;
  names.set(name, [...(names.get(name) ?? []), use]);
}

/** What one typed word costs each service that has it; the least, where it has it more than once. */
function costsOf(typed: string, goesOn: boolean, words: Index['words'], own: Language): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  const letters = lettersOf(typed);
  for (const word of words.values()) {
    const way = wayTo(typed, letters, word, goesOn);
    if (way === null) continue;
    for (const use of word.uses) noteLeast(costs, use.service, WAYS.indexOf(way) * PER_WAY + placeOf(use, own));
  }
  return costs;
}

const placeOf = ({ field, language }: Use, own: Language): number =>
  FIELDS.indexOf(field) * PER_FIELD + (language === own ? 0 : OF_ANOTHER_LANGUAGE);

function noteLeast(costs: Map<number, number>, service: number, cost: number): void {
  if (cost < (costs.get(service) ?? NOT_FOUND)) costs.set(service, cost);
}

/** How a typed word finds one of the catalogue, or `null`. */
function wayTo(typed: string, letters: number, word: Pick<Word, 'folded' | 'letters'>, goesOn: boolean): Way | null {
  const { folded } = word;
  if (typed === folded) return 'whole';
  if (goesOn && folded.startsWith(typed)) return 'beginning';
  const forgiven = forgivenIn(typed.length);
  // Each letter that the other word does not have is an error: most words are passed over by this.
  const differs = forgiven === 0 || bitsIn(letters & ~word.letters) > forgiven;
  const errors = differs ? null : errorsBetween(typed, folded, forgiven, goesOn);
  if (errors === 1) return 'oneError';
  if (isSameStem(typed, folded)) return 'ending';
  return errors === null ? null : 'twoErrors';
}

function isSameStem(typed: string, word: string): boolean {
  const shorter = Math.min(typed.length, word.length);
  const alike = lettersAlike(typed, word);
  const endings = Math.max(typed.length, word.length) - alike;
  return alike >= STEM_LETTERS && alike >= shorter * STEM_PART && endings <= MOST_ENDING;
}

function lettersAlike(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let alike = 0;
  while (alike < most && one.charCodeAt(alike) === other.charCodeAt(alike)) alike += 1;
  return alike;
}

/** Which letters a word has, as bits: several letters may share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitsIn(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** What a whole query costs one service; `null`: it is not meant. */
function sumFor(
  service: number,
  typed: readonly FoldedWord[],
  costs: readonly ReadonlyMap<number, number>[],
): number | null {
  let sum = 0;
  let found = 0;
  let missed = 0;
  for (const [index, { folded }] of typed.entries()) {
    const cost = costs[index]!.get(service);
    if (cost === undefined) missed += folded.length;
    else found += folded.length;
    sum += cost ?? NOT_FOUND;
  }
  return found >= TELLING_LETTERS || (found > 0 && found >= missed) ? sum : null;
}

/** Of a title what the typed words found in it. */
function marksIn(title: string, typed: readonly FoldedWord[], goesOn: boolean): readonly Marked[] {
  const marks: Marked[] = [];
  for (const word of foldedWords(title)) {
    const letters = Math.max(
      ...typed.map(({ folded }, index) => lettersFound(folded, word, goesOn && index === typed.length - 1)),
    );
    if (letters > 0) marks.push([word.from, word.ends[letters - 1]!]);
  }
  return joined(title, marks);
}

/** How many letters of a word a typed one found: of a beginning as many as are typed. */
function lettersFound(typed: string, { folded }: FoldedWord, goesOn: boolean): number {
  const way = wayTo(typed, lettersOf(typed), { folded, letters: lettersOf(folded) }, goesOn);
  if (way === null) return 0;
  if (way === 'beginning') return typed.length;
  return way === 'ending' ? lettersAlike(typed, folded) : folded.length;
}

/** Marks with nothing but a space between them are one. */
function joined(title: string, marks: readonly Marked[]): readonly Marked[] {
  const all: Marked[] = [];
  for (const mark of marks) {
    const before = all.at(-1);
    if (before && title.slice(before[1], mark[0]).trim() === '') all[all.length - 1] = [before[0], mark[1]];
    else all.push(mark);
  }
  return all;
}
