import type { Layout, Place, ZoneFormat } from './layout.ts';
import { type Repair, replaceAt } from './repair.ts';

const ISSUER = 'AZE';
const FIN_LENGTH = 7;

/**
 * Letters and digits of Azerbaijan's personal identification number (FIN). It never has the letter O; whether
 * it may have I is disputed, so the letter is taken as it is read. A setting, until specimens settle it.
 */
export const FIN_ALPHABET = '0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ';

/**
 * Where Azerbaijan puts the FIN: the first optional field of new cards (TD1, from 2018), old cards (TD2) and
 * passports (TD3, from position 29 of line 2). Visas carry none.
 */
function finPlace(format: ZoneFormat, layout: Layout): Place | null {
  const optional = layout.optional[0];
  if (!optional || format === 'MRVA' || format === 'MRVB') return null;
  return { line: optional.line, from: optional.from, to: optional.from + FIN_LENGTH - 1 };
}

/** The FIN in the first optional field of an Azerbaijani document, or `null` if what stands there cannot be one. */
export function finOf(issuer: string, format: ZoneFormat, optional: string, alphabet: string): string | null {
  if (issuer !== ISSUER || format === 'MRVA' || format === 'MRVB' || optional.length !== FIN_LENGTH) return null;
  return [...optional].every((character) => alphabet.includes(character)) ? optional : null;
}

/**
 * O read for 0 (and I for 1, where the alphabet has no I) inside the FIN: the alphabet leaves one reading only.
 * The caller keeps the result only if the composite check digit, which covers the FIN, then holds.
 */
export function repairFin(
  lines: readonly string[],
  format: ZoneFormat,
  layout: Layout,
  alphabet: string,
): { lines: string[]; repairs: Repair[] } {
  const place = finPlace(format, layout);
  if (!place) return { lines: [...lines], repairs: [] };
  const table: Record<string, string> = {};
  if (!alphabet.includes('O')) table['O'] = '0';
  if (!alphabet.includes('I')) table['I'] = '1';
  return replaceAt(lines, place, 'fin', table);
}

/** Whether this document is one that carries a FIN. */
export function carriesFin(issuer: string): boolean {
  return issuer === ISSUER;
}
