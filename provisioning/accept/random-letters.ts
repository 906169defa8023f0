import { randomBytes } from 'node:crypto';

/** Capitals that nobody takes for another letter or a digit. */
const LETTERS = 'ACDEFHJKLMNPRTUVWXY';

/** Some letters that are printed and typed back; three of them can be guessed by nobody who has not seen the paper. */
export const randomLetters = (count: number): string =>
  [...randomBytes(count)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');

export const sameLetters = (typed: string, printed: string): boolean =>
  typed.toUpperCase().replace(/[^A-Z]/g, '') === printed;
