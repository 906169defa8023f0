import { countTypingErrors, forgivenErrors } from './folded-words.ts';

/** `ending`: the words differ only in the ending. */
export type WordMatchKind = 'whole' | 'beginning' | 'oneError' | 'ending' | 'twoErrors';

export interface WordWithLetterSet {
  readonly folded: string;
  readonly letters: number;
}

/** Limits for `ending`: least equal letters, least part of the shorter word, most different letters. */
const STEM_LETTERS = 4;
const STEM_PART = 0.5;
const MOST_ENDING = 6;

/** Letters of a word as a bit set; letters may share a bit. */
export function letterSetOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

export const isTypoMatch = (way: WordMatchKind): boolean => way === 'oneError' || way === 'twoErrors';

/** Kind of match between a typed word and a word of the catalogue; `null`: no match. */
export function matchKindOf(
  typed: string,
  letters: number,
  word: WordWithLetterSet,
  goesOn: boolean,
): WordMatchKind | null {
  const { folded } = word;
  if (typed === folded) return 'whole';
  if (goesOn && folded.startsWith(typed)) return 'beginning';
  const forgiven = forgivenErrors(typed.length);
  // Each letter that the other word lacks is an error: this rejects most words quickly.
  const differs = forgiven === 0 || bitsIn(letters & ~word.letters) > forgiven;
  const errors = differs ? null : countTypingErrors(typed, folded, forgiven, goesOn);
  if (errors === 1) return 'oneError';
  if (isSameStem(typed, folded)) return 'ending';
  return errors === null ? null : 'twoErrors';
}

function isSameStem(typed: string, word: string): boolean {
  const shorter = Math.min(typed.length, word.length);
  const alike = commonPrefixLength(typed, word);
  const endings = Math.max(typed.length, word.length) - alike;
  return alike >= STEM_LETTERS && alike >= shorter * STEM_PART && endings <= MOST_ENDING;
}

export function commonPrefixLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let alike = 0;
  while (alike < most && one.charCodeAt(alike) === other.charCodeAt(alike)) alike += 1;
  return alike;
}

function bitsIn(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) count += 1;
  return count;
}
