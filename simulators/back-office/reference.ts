/*
 * References for the phone: `K5-7QF2-62` is kiosk, four symbols, two check digits. Symbols: Crockford's base 32, without I, L, O and U.
 * Check: ISO/IEC 7064 MOD 97-10 over two digits a symbol. It finds every wrong symbol and every exchange of neighbours: 97 is a prime
 * larger than any difference of two symbols.
 */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `kiosk`: one to six capitals A to Z or digits, a letter first; `random` gives 0 ≤ x < 1. */
export function makeReference(kiosk: string, random: () => number): string {
  let symbols = '';
  for (let i = 0; i < 4; i++) symbols += SYMBOLS[Math.floor(random() * SYMBOLS.length)];
  return `${kiosk}-${symbols}-${checkDigits(kiosk + symbols)}`;
}

const MOST_DRAWS = 1_000;

/**
 * A reference that is not taken yet. A kiosk has a million references, so a second draw is rare: only a repeated seed draws the same again.
 */
export async function newReference(
  kiosk: string,
  random: () => number,
  isTaken: (reference: string) => Promise<boolean>,
): Promise<string> {
  for (let tries = 0; tries < MOST_DRAWS; tries++) {
    const reference = makeReference(kiosk, random);
    if (!(await isTaken(reference))) return reference;
  }
  throw new Error(`no free reference after ${MOST_DRAWS} draws: the source of randomness repeats itself`);
}

/** Whether a reference is correct. It must be written as printed, with hyphens and capitals. */
export function isReference(reference: string): boolean {
  const parts = /^([A-Z][A-Z0-9]{0,5})-([0-9A-HJKMNP-TV-Z]{4})-([0-9]{2})$/.exec(reference);
  return parts !== null && (remainder(parts[1]! + parts[2]!) * 100 + Number(parts[3])) % 97 === 1;
}

/** ISO/IEC 7064 MOD 97-10: 0 as 00 … 9 as 09, A as 10 … Z as 35. With check digits: 1. */
function checkDigits(symbols: string): string {
  return String(98 - ((remainder(symbols) * 100) % 97)).padStart(2, '0');
}

function remainder(symbols: string): number {
  let rest = 0;
  for (const symbol of symbols) rest = (rest * 100 + Number.parseInt(symbol, 36)) % 97;
  return rest;
}
