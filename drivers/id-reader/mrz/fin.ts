import type { Place, ZoneFormat, ZoneLayout } from './layout.ts';
import { type Repair, replaceCharacters } from './repair.ts';

const ISSUER = 'AZE';
const FIN_LENGTH = 7;

/** Azerbaijan's personal identification number (FIN), never O. I is disputed and kept: a setting until specimens settle it. */
export const FIN_ALPHABET = '0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ';

/** Visas have none. */
function finPlace(format: ZoneFormat, layout: ZoneLayout): Place | null {
  const optional = layout.optional[0];
  if (!optional || format === 'MRVA' || format === 'MRVB') return null;
  return { line: optional.line, from: optional.from, to: optional.from + FIN_LENGTH - 1 };
}

/**
 * Returns the FIN of an Azerbaijani document, or `null`. The FIN is in the first optional field of new cards (TD1, from 2018), old cards
 * (TD2) and passports (TD3, line 2 from position 29).
 */
export function readFin(issuer: string, format: ZoneFormat, optional: string, alphabet: string): string | null {
  if (issuer !== ISSUER || format === 'MRVA' || format === 'MRVB' || optional.length !== FIN_LENGTH) return null;
  return [...optional].every((character) => alphabet.includes(character)) ? optional : null;
}

/**
 * Replaces O by 0 and I by 1 in the FIN, each only if the alphabet lacks the letter. The caller keeps the result only if the composite
 * check digit, which covers the FIN, then holds.
 */
export function repairFin(
  lines: readonly string[],
  format: ZoneFormat,
  layout: ZoneLayout,
  alphabet: string,
): { lines: string[]; repairs: Repair[] } {
  const place = finPlace(format, layout);
  if (!place) return { lines: [...lines], repairs: [] };
  const table: Record<string, string> = {};
  if (!alphabet.includes('O')) table['O'] = '0';
  if (!alphabet.includes('I')) table['I'] = '1';
  return replaceCharacters(lines, place, 'fin', table);
}

export function doesIssuerUseFin(issuer: string): boolean {
  return issuer === ISSUER;
}
