import { checkDigits, crockfordSymbols } from '../../drivers/crockford.ts';

/** A reference such as `K5-7QF2-62`: kiosk, four symbols, two check digits. `kiosk`: one to six capitals A to Z or digits, a letter first; `random` gives 0 ≤ x < 1. */
export function makeReference(kiosk: string, random: () => number): string {
  const symbols = crockfordSymbols(Array.from({ length: 4 }, () => Math.floor(random() * 32)));
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
  return parts !== null && checkDigits(parts[1]! + parts[2]!) === parts[3];
}
