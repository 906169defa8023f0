import { byte, type Layout, mapped, struct, text, times, whole } from '../../layout.ts';
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
const SIGN = 0x80;

const exponent = mapped(
  byte,
  (value: number) => (value < 0 ? SIGN | -value : value),
  (read) => (read > SIGN ? SIGN - read : read & (SIGN - 1)),
);

const NO_TYPE = { digits: 0, country: '\0\0\0', exponent: 0 };

/** An entry without digits or country is no kind of note. */
const billType = mapped(
  struct({ digits: byte, country: text(3), exponent }),
  (entry: BillType | null) => entry ?? NO_TYPE,
  (read) => (read.digits === 0 || !/^[A-Z]{3}$/.test(read.country) ? null : read),
);

/**
 * The digits, three letters of country, and the exponent with its sign in bit 7, for each kind of note [MAN_CCNET rev. 2.4.3, section 5,
 * GET BILL TABLE]. A shorter table is filled up with entries that are no kind of note.
 */
export const billTable: Layout<BillTable> = whole(
  mapped(
    times(BILL_TYPES, billType),
    (table: BillTable) => Array.from({ length: BILL_TYPES }, (_, type) => table[type] ?? null),
    (table) => table,
  ),
);

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
