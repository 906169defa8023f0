/** Most words in a sentence of an easy text. Why 12: the length of a line on the glass or two; chosen, not measured. */
export const EASY_SENTENCE_WORDS = 12;

/** Signs and abbreviations that join two thoughts, or that a slow reader must first spell out. */
const HARD = /[();]|(?<!\p{L})(?:e\.g|i\.e|etc|т\. ?е|т\. ?д|т\. ?п|др|məs|və s)\./u;

/** A small letter continues the sentence after an abbreviation. */
const SENTENCE_END = /(?<=[.?!…])\s+(?!\p{Ll})/u;

/** Sentences of a text that are not easy: too long, or with such a sign. */
export const hardSentences = (text: string): readonly string[] =>
  text.split(SENTENCE_END).filter((sentence) => countedWords(sentence) > EASY_SENTENCE_WORDS || HARD.test(sentence));

const countedWords = (sentence: string): number =>
  sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
