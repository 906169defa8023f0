/*
 * People omit Azerbaijani diacritics, type Russian in Latin letters and Azerbaijani in Cyrillic: query and catalogue are folded to the same
 * few letters.
 */

export interface FoldedWord {
  readonly folded: string;
  /** Beginning of the word in the text, in code units. */
  readonly from: number;
  /** End of each folded letter in the text, in code units. */
  readonly ends: readonly number[];
}

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'c',
  ш: 's',
  щ: 'sc',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ә: 'e',
  ө: 'o',
  ү: 'u',
  ғ: 'g',
  ҝ: 'g',
  һ: 'h',
  ҹ: 'c',
  ј: 'i',
};

/** Letters with the same sound. Latin y stands for й, ы and и. */
const LATIN: Readonly<Record<string, string>> = { ə: 'e', ı: 'i', q: 'g', x: 'h', w: 'v', y: 'i' };

const PAIRS: Readonly<Record<string, string>> = { sh: 's', ch: 'c', zh: 'j', kh: 'h' };

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`][\p{L}\p{M}\p{N}]+)*/gu;

/** Folded words of a text, in order. Words that fold to nothing are dropped. */
export function foldedWords(text: string): readonly FoldedWord[] {
  const words: FoldedWord[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const { folded, ends } = fold(word, index);
    if (folded !== '') words.push({ folded, from: index, ends });
  }
  return words;
}

function fold(word: string, from: number): Pick<FoldedWord, 'folded' | 'ends'> {
  const ends: number[] = [];
  let folded = '';
  let at = from;
  let before = '';
  for (const letter of word) {
    at += letter.length;
    const plain = plainOf(letter);
    if (plain === '') {
      if (folded !== '') ends[folded.length - 1] = at;
      continue;
    }
    const pair = PAIRS[before + plain];
    before = plain;
    if (pair !== undefined && folded !== '') {
      folded = folded.slice(0, -1) + pair;
      ends[folded.length - 1] = at;
      continue;
    }
    for (const each of lettersOf(plain)) {
      const again = folded.endsWith(each) && !/\p{N}/u.test(each);
      if (!again) folded += each;
      ends[folded.length - 1] = at;
    }
  }
  return { folded, ends };
}

const PLAIN: string[] = [];
const LAST_CYRILLIC = 0x52f;

/** The letter in lower case and without marks: İ becomes i, ş s, ё е, й и. */
function plainOf(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code > LAST_CYRILLIC) return madePlain(letter);
  PLAIN[code] ??= madePlain(letter);
  return PLAIN[code];
}

const madePlain = (letter: string): string =>
  letter
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ`]/gu, '');

function lettersOf(plain: string): string {
  let letters = '';
  for (const each of plain) letters += CYRILLIC[each] ?? LATIN[each] ?? each;
  return letters;
}

/** Two keyboard layouts, one above the other; Azerbaijani letters as on the kiosk's keyboard. */
const ON_KEYS = [
  ["qwertyuiop[]asdfghjkl;'zxcvbnm,.", 'йцукенгшщзхъфывапролджэячсмитьбю'],
  ['üöğıəçş', 'цхъжэбю'],
] as const;
const TO_CYRILLIC = new Map(
  ON_KEYS.flatMap(([latin, cyrillic]) => Array.from(latin, (each, at) => [each, cyrillic[at]!] as const)),
);
const TO_LATIN = new Map(Array.from(ON_KEYS[0][1], (each, at) => [each, ON_KEYS[0][0][at]!] as const));

/** Text that the same keys write in the other layout: *gfcgjhn* is паспорт, *зфыызщке* is passport. */
export function toOtherKeyboardLayout(text: string): string {
  const small = text.toLowerCase();
  const keys = /\p{Script=Cyrillic}/u.test(small) ? TO_LATIN : TO_CYRILLIC;
  return Array.from(small, (each) => keys.get(each) ?? each).join('');
}

/** Number of typing errors that are forgiven in a word of this length. */
export const forgivenErrors = (letters: number): number => (letters < 4 ? 0 : letters < 7 ? 1 : 2);

/** Longest word that is compared letter by letter: no query is longer. */
const LONGEST = 40;
const WIDTH = LONGEST + 1;
const ROWS = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/**
 * Number of missing, extra, wrong or swapped letters (Damerau-Levenshtein, each place touched once), or `null` above `most`. With
 * `beginning`, `typed` is compared with the beginning of `word`.
 */
export function countTypingErrors(typed: string, word: string, most: number, beginning: boolean): number | null {
  const across = Math.min(word.length, typed.length + most);
  if (typed.length > LONGEST || across > LONGEST || typed.length - word.length > most) return null;
  if (!beginning && word.length - typed.length > most) return null;
  let [before, above, row] = ROWS as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= across; column++) above[column] = column;
  for (let line = 1; line <= typed.length; line++) {
    const least = fillRow(row, above, before, typed, word, line, across);
    if (least > most) return null;
    [before, above, row] = [above, row, before];
  }
  const last = above.subarray(0, across + 1);
  const errors = beginning ? Math.min(...last) : last[across]!;
  return errors <= most ? errors : null;
}

function fillRow(
  row: Uint8Array,
  above: Uint8Array,
  before: Uint8Array,
  typed: string,
  word: string,
  line: number,
  across: number,
): number {
  row[0] = line;
  let least = line;
  const letter = typed.charCodeAt(line - 1);
  const letterBefore = line > 1 ? typed.charCodeAt(line - 2) : -1;
  for (let column = 1; column <= across; column++) {
    const other = word.charCodeAt(column - 1);
    let errors = Math.min(row[column - 1]! + 1, above[column]! + 1, above[column - 1]! + (letter === other ? 0 : 1));
    const exchanged = column > 1 && other === letterBefore && word.charCodeAt(column - 2) === letter;
    if (exchanged) errors = Math.min(errors, before[column - 2]! + 1);
    row[column] = errors;
    if (errors < least) least = errors;
  }
  return least;
}
