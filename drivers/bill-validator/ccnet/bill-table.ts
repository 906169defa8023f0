import type { Qepik } from '../../money.ts';

/** One of 24 kinds of note that a unit can know. Kind 23 stands for a coupon with a barcode. */
export interface BillType {
  /** The leading digits, 0 to 255. */
  readonly digits: number;
  /** Three letters, such as `AZE`. */
  readonly country: string;
  /** Zeros behind the digits; negative: places after the point. */
  readonly exponent: number;
}

/** By number of the kind, 0 to 23; `null` where the unit knows none. */
export type BillTable = readonly (BillType | null)[];

const BILL_TYPES = 24;
const ENTRY_BYTES = 5;
const SIGN = 0x80;

/**
 * 24 times five bytes: the digits, three letters of country, and the exponent with its sign in bit 7 [MAN_CCNET rev.
 * 2.4.3, section 5, GET BILL TABLE]. Not 120 bytes is `null`. An entry without digits or country is no kind of note.
 */
export function decodeBillTable(bytes: Uint8Array): BillTable | null {
  if (bytes.length !== BILL_TYPES * ENTRY_BYTES) return null;
  return Array.from({ length: BILL_TYPES }, (_, type) => decodeEntry(bytes.subarray(type * ENTRY_BYTES)));
}

function decodeEntry([digits = 0, a = 0, b = 0, c = 0, exponent = 0]: Uint8Array): BillType | null {
  const country = String.fromCharCode(a, b, c);
  if (digits === 0 || !/^[A-Z]{3}$/.test(country)) return null;
  const places = exponent & (SIGN - 1);
  return { digits, country, exponent: exponent & SIGN && places > 0 ? -places : places };
}

export function encodeBillTable(table: BillTable): Uint8Array {
  const bytes = new Uint8Array(BILL_TYPES * ENTRY_BYTES);
  table.forEach((entry, type) => {
    if (!entry) return;
    const letters = [...entry.country].map((letter) => letter.charCodeAt(0));
    const exponent = entry.exponent < 0 ? SIGN | -entry.exponent : entry.exponent;
    bytes.set([entry.digits, ...letters, exponent], type * ENTRY_BYTES);
  });
  return bytes;
}

const COUNTRY = 'AZE';
/** The notes of the manat that are taken, in AZN. */
const MANAT_NOTES: ReadonlySet<number> = new Set([1, 5, 10, 20, 50, 100, 200]);

/** What a note of this kind is worth in qəpik; `null` for one that is not taken here. */
export function qepikOf(table: BillTable | null, type: number): Qepik | null {
  const entry = table?.[type];
  if (entry?.country !== COUNTRY) return null;
  const manat = entry.digits * 10 ** entry.exponent;
  return MANAT_NOTES.has(manat) ? manat * 100 : null;
}

/** The kinds that are taken. */
export const takenTypes = (table: BillTable | null): readonly number[] =>
  (table ?? []).flatMap((_, type) => (qepikOf(table, type) === null ? [] : [type]));
