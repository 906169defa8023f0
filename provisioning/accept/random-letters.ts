import { randomBytes } from 'node:crypto';

/** Capitals that cannot be mistaken for another letter or a digit. */
const LETTERS = 'ACDEFHJKLMNPRTUVWXY';

/** Random letters to print and type back. Even three letters cannot be guessed without the paper. */
export const randomLetters = (count: number): string =>
  [...randomBytes(count)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');

export const areSameLetters = (typed: string, printed: string): boolean =>
  typed.toUpperCase().replace(/[^A-Z]/g, '') === printed;
