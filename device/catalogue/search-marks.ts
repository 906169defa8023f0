import type { Language } from '../words/language.ts';
import { dropFillers, type SearchTerm, searchTermsOf } from './meanings.ts';
import { commonPrefixLength, isTypoMatch, letterSetOf, matchKindOf } from './word-ways.ts';

export type TextRange = readonly [from: number, to: number];

export interface MarkedText {
  readonly text: string;
  readonly marked: readonly TextRange[];
}

export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
  readonly mayBeIncomplete: boolean;
  readonly language: Language;
}

export const isIncompleteTerm = ({ terms, mayBeIncomplete }: SearchQuery, at: number): boolean =>
  mayBeIncomplete && at === terms.length - 1;

/** Ranges of a text that the query matches. Two ranges with only a space between become one. */
export function findMarks(text: string, language: Language, query: SearchQuery): readonly TextRange[] {
  const words = dropFillers(searchTermsOf(text, language));
  const found = query.terms.map((term, at) => lettersFound(term, words, isIncompleteTerm(query, at)));
  const marks = words.flatMap((word, at): readonly TextRange[] => {
    const letters = Math.max(0, ...found.map((its) => its[at]!));
    return letters === 0 ? [] : [[word.from, word.ends[letters - 1]!]];
  });
  return joined(text, marks);
}

/** Number of matched letters of each word. A prefix counts its typed letters. Meanings count only if no spelling matches. */
function lettersFound(typed: SearchTerm, words: readonly SearchTerm[], goesOn: boolean): readonly number[] {
  const letters = letterSetOf(typed.folded);
  const found = words.map(({ folded }) => {
    const way = matchKindOf(typed.folded, letters, { folded, letters: letterSetOf(folded) }, goesOn);
    if (way === null || (isTypoMatch(way) && typed.meaning !== null)) return 0;
    if (way === 'beginning') return typed.folded.length;
    return way === 'ending' ? commonPrefixLength(typed.folded, folded) : folded.length;
  });
  if (typed.meaning === null || found.some((count) => count > 0)) return found;
  return words.map(({ folded, meaning }) => (meaning === typed.meaning ? folded.length : 0));
}

function joined(text: string, marks: readonly TextRange[]): readonly TextRange[] {
  const all: TextRange[] = [];
  for (const mark of marks) {
    const before = all.at(-1);
    if (before && text.slice(before[1], mark[0]).trim() === '') all[all.length - 1] = [before[0], mark[1]];
    else all.push(mark);
  }
  return all;
}
