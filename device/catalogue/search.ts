import type { Language } from '../words/language.ts';
import { toOtherKeyboardLayout } from './folded-words.ts';
import { dropFillers, type SearchTerm, searchTermsOf } from './meanings.ts';
import type { Catalogue, Service } from './schema.ts';
import {
  type IndexedTarget,
  type SearchField,
  type SearchIndex,
  type SearchTarget,
  type SearchText,
  searchIndexOf,
} from './search-index.ts';
import { findMarks, isIncompleteTerm, type MarkedText, type SearchQuery, type TextRange } from './search-marks.ts';
import { isTypoMatch, letterSetOf, matchKindOf } from './word-ways.ts';

/** Longest query, in letters; the rest is cut. */
export const LONGEST_QUERY = 40;

export interface SearchMatch {
  readonly place: SearchTarget;
  readonly marked: readonly TextRange[];
  /** Text that found the result, if the title does not show why. */
  readonly by: MarkedText | null;
}

const WAY_COSTS = { whole: 0, meaning: 60, beginning: 100, oneError: 200, ending: 300, twoErrors: 400 } as const;

const PER_FIELD: Readonly<Record<SearchField, number>> = { title: 0, alias: 10, kind: 20, group: 30, summary: 40 };
const OF_ANOTHER_LANGUAGE = 1;
/** Costs: a whole name comes first, words of a longer name later. */
const WHOLE_NAME = -100;
const PART_OF_NAME = 25;
const ELSEWHERE = 50;
/** Costs of a missing word, above all other costs. A missing noun costs more than a missing meaning (*lose*, *pay*). */
const WITHOUT_MEANING = 10_000;
const WITHOUT_WORD = 1_000_000;
const NOWHERE = 0xffff;

/** Least matched letters that make a word telling; a whole word needs fewer. */
const TELLING_LETTERS = 4;
const TELLING_WHOLE = 3;

/** Number of results shown at any cost; later ones must cost little more than the first. */
const ALWAYS_SHOWN = 3;
const LITTLE_MORE = 200;

interface Match {
  readonly at: IndexedTarget;
  readonly cost: number;
  readonly text: SearchText;
}

interface Looked extends SearchQuery {
  readonly costs: readonly Uint16Array[];
  readonly matches: readonly Match[];
}

/** Builds the index in advance, in some 10 ms, before the citizen touches the first key. */
export function prepareSearch(catalogue: Catalogue): void {
  searchIndexOf(catalogue);
}

/**
 * At most `most` results for the typed text, likeliest first. All languages are searched. Some words may match nothing: half of the letters
 * or one telling word must match. If only fillers are typed, the result is the first services. A known word is not taken for a typing error
 * of another word. A group or page matches only by its typed name. Among the matching texts of a service, one in the citizen's language is
 * preferred.
 */
export function searchServices(
  catalogue: Catalogue,
  typed: string,
  language: Language,
  most: number,
): readonly SearchMatch[] {
  const index = searchIndexOf(catalogue);
  const cut = [...typed].slice(0, LONGEST_QUERY).join('');
  const asTyped = lookFor(cut, index, language);
  const looked = hasKnownWord(asTyped, index)
    ? asTyped
    : likelierOf(asTyped, lookFor(toOtherKeyboardLayout(cut), index, language));
  const { matches, terms } = looked;
  if (matches.length === 0 && terms.every(({ filler }) => filler))
    return catalogue.services.slice(0, most).map(unasked);
  return matches
    .filter((match, at) => isShown(match, at, matches[0]!))
    .slice(0, most)
    .map((match) => foundBy(match, looked, index));
}

const unasked = (service: Service): SearchMatch => ({ place: { kind: 'service', service }, marked: [], by: null });

/** A match only in group or summary is shown only if the first result is a group or such a match. */
const isShown = ({ cost, text }: Match, at: number, first: Match): boolean =>
  (at < ALWAYS_SHOWN || cost - first.cost < LITTLE_MORE) &&
  (isTelling(text.field) || !isTelling(first.text.field) || first.at.place.kind === 'group');

const isTelling = (field: SearchField): boolean => field !== 'group' && field !== 'summary';

/** Whether a query has a known word: then the keyboard layout is right. */
const hasKnownWord = ({ terms }: SearchQuery, { words }: SearchIndex): boolean =>
  terms.some(({ folded, meaning }) => folded.length >= TELLING_WHOLE && (meaning !== null || words.has(folded)));

const likelierOf = (one: Looked, other: Looked): Looked => (leastOf(other) < leastOf(one) ? other : one);

const leastOf = ({ matches }: Looked): number => matches[0]?.cost ?? Infinity;

function lookFor(typed: string, index: SearchIndex, language: Language): Looked {
  const query = queryOf(typed, language);
  const costs = query.terms.map((term, at) => costsOf(term, isIncompleteTerm(query, at), index));
  const matches = index.places
    .flatMap((place) => matchOf(place, query, costs, index.texts) ?? [])
    .sort((a, b) => a.cost - b.cost);
  return { ...query, costs, matches };
}

function queryOf(typed: string, language: Language): SearchQuery {
  const all = searchTermsOf(typed, language);
  const terms = dropFillers(all);
  const endsInWord = /[\p{L}\p{M}\p{N}]$/u.test(typed);
  return { terms, mayBeIncomplete: endsInWord && terms.at(-1) === all.at(-1), language };
}

function costsOf(term: SearchTerm, goesOn: boolean, { words, meanings, texts }: SearchIndex): Uint16Array {
  const costs = new Uint16Array(texts.length).fill(NOWHERE);
  const note = (its: readonly number[], cost: number) => {
    for (const text of its) if (cost < costs[text]!) costs[text] = cost;
  };
  const letters = letterSetOf(term.folded);
  for (const word of words.values()) {
    const way = matchKindOf(term.folded, letters, word, goesOn);
    if (way !== null && !(isTypoMatch(way) && term.meaning !== null)) note(word.texts, WAY_COSTS[way]);
  }
  if (term.meaning !== null) note(meanings.get(term.meaning) ?? [], WAY_COSTS.meaning);
  return costs;
}

function matchOf(
  at: IndexedTarget,
  query: SearchQuery,
  costs: readonly Uint16Array[],
  texts: readonly SearchText[],
): Match | null {
  const anywhere = costs.map((its) => leastIn(its, at, query, texts));
  if (!saysEnough(anywhere, query)) return null;
  let best: Match | null = null;
  for (let text = at.from; text < at.to; text++) {
    if (at.place.kind !== 'service' && !isCalled(text, texts, costs, WAY_COSTS.beginning)) continue;
    const cost = costOf(text, texts, query, costs, anywhere);
    if (cost !== null && (best === null || cost < best.cost)) best = { at, cost, text: texts[text]! };
  }
  return best;
}

function leastIn(
  costs: Uint16Array,
  { from, to }: IndexedTarget,
  query: SearchQuery,
  texts: readonly SearchText[],
): number {
  let least = NOWHERE;
  for (let at = from; at < to; at++)
    if (costs[at] !== NOWHERE) least = Math.min(least, costs[at]! + standing(texts[at]!, query));
  return least;
}

const standing = ({ field, language }: SearchText, query: SearchQuery): number =>
  PER_FIELD[field] + (language === query.language ? 0 : OF_ANOTHER_LANGUAGE);

function costOf(
  at: number,
  texts: readonly SearchText[],
  query: SearchQuery,
  costs: readonly Uint16Array[],
  anywhere: readonly number[],
): number | null {
  const text = texts[at]!;
  const found = foundIn(at, costs);
  if (found === 0) return null;
  let sum = found * standing(text, query);
  for (const [which, { meaning }] of query.terms.entries()) {
    const cost = costs[which]![at]!;
    if (cost !== NOWHERE) sum += cost;
    else if (anywhere[which] !== NOWHERE) sum += anywhere[which]! + ELSEWHERE;
    else sum += meaning === null ? WITHOUT_WORD : WITHOUT_MEANING;
  }
  if (isCalled(at, texts, costs, WAY_COSTS.meaning)) return sum + WHOLE_NAME;
  return text.size > found ? sum + PART_OF_NAME : sum;
}

function foundIn(text: number, costs: readonly Uint16Array[]): number {
  let found = 0;
  for (const its of costs) if (its[text] !== NOWHERE) found += 1;
  return found;
}

function isCalled(at: number, texts: readonly SearchText[], costs: readonly Uint16Array[], most: number): boolean {
  const { field, size } = texts[at]!;
  if ((field !== 'title' && field !== 'alias') || costs.length < size) return false;
  return (
    costs.every((its) => its[at]! <= most) &&
    (most > WAY_COSTS.meaning || costs.some((its) => its[at] === WAY_COSTS.whole))
  );
}

function saysEnough(anywhere: readonly number[], { terms }: SearchQuery): boolean {
  let found = 0;
  let missed = 0;
  for (const [at, { folded, meaning }] of terms.entries()) {
    const cost = anywhere[at]!;
    if (cost === NOWHERE) missed += meaning === null ? folded.length : 0;
    else if (cost < WAY_COSTS.beginning && meaning === null && folded.length >= TELLING_WHOLE) return true;
    else found += folded.length;
  }
  return found >= TELLING_LETTERS || (found > 0 && found >= missed);
}

/** The matched text is marked too, if the title has fewer matches. */
function foundBy({ at, text: best }: Match, looked: Looked, { texts }: SearchIndex): SearchMatch {
  const { place } = at;
  const { language, costs } = looked;
  const own = targetTitle(place, language);
  const said = texts.slice(at.from, at.to).map((text, behind) => ({ text, found: foundIn(at.from + behind, costs) }));
  const mostIn = (is: (text: SearchText) => boolean) =>
    Math.max(0, ...said.filter(({ text }) => is(text)).map(({ found }) => found));
  const inBest = mostIn((text) => text === best);
  const marked = findMarks(own, language, looked);
  if (mostIn(({ field, language: its }) => field === 'title' && its === language) >= inBest || best.text === '')
    return { place, marked, by: null };
  const ownWords = said.find(
    ({ text, found }) => text.language === language && text.field === 'alias' && found >= inBest,
  );
  const { text, language: its } = ownWords?.text ?? best;
  return { place, marked, by: { text, marked: findMarks(text, its, looked) } };
}

export function targetTitle(place: SearchTarget, language: Language): string {
  switch (place.kind) {
    case 'mine':
      return '';
    case 'group':
      return place.group.title[language];
    case 'service':
      return place.service.title[language];
    default:
      return place satisfies never;
  }
}
