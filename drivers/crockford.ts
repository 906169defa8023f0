/** Crockford's base 32: no letter looks like a digit. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** One symbol, of five bits, for each number. */
export const crockfordSymbols = (numbers: Iterable<number>): string =>
  Array.from(numbers, (number) => SYMBOLS.charAt(number % SYMBOLS.length)).join('');

/** The digits in place of the letters that look like them: O, I and L. */
export const digitsForLookAlikes = (symbols: string): string => symbols.replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** A typed code in capitals, without separators, with digits for letters that look like them. */
export const readTypedCode = (typed: string): string =>
  digitsForLookAlikes(typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));

/** Two check digits (ISO/IEC 7064 MOD 97-10). They find each wrong symbol and each exchange of neighbours. */
export const checkDigits = (symbols: string): string => String(98 - ((remainder(symbols) * 100) % 97)).padStart(2, '0');

/** Remainder modulo 97; symbols count as 0 = 00 … 9 = 09, A = 10 … Z = 35. */
function remainder(symbols: string): number {
  let rest = 0;
  for (const symbol of symbols) rest = (rest * 100 + Number.parseInt(symbol, 36)) % 97;
  return rest;
}
