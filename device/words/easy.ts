/** Most words in a sentence of an easy text. Why 12: such a sentence fills one line of the page or two. Chosen, not measured. */
export const EASY_SENTENCE_WORDS = 12;

/** Signs that join two thoughts, and abbreviations that a slow reader must first spell out. */
const HARD = /[();]|(?<!\p{L})(?:e\.g|i\.e|etc|т\. ?е|т\. ?д|т\. ?п|др|məs|və s)\./u;

/** A small letter continues the sentence after an abbreviation. */
const SENTENCE_END = /(?<=[.?!…])\s+(?!\p{Ll})/u;

/** Sentences of a text that are not easy: too long, or with a bracket, semicolon or abbreviation. */
export const hardSentences = (text: string): readonly string[] =>
  text.split(SENTENCE_END).filter((sentence) => countedWords(sentence) > EASY_SENTENCE_WORDS || HARD.test(sentence));

const countedWords = (sentence: string): number =>
  sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
