import {
  byte,
  fixedTextField,
  mappedField,
  type PacketLayout,
  packetOfField,
  repeatedField,
  structField,
} from '../../layout.ts';
import type { Qepik } from '../../money.ts';

/** Kind 23 is a coupon with a barcode. */
export interface BillType {
  /** 0 to 255. */
  readonly digits: number;
  readonly country: string;
  /** Number of zeros after the digits. Negative: decimal places. */
  readonly exponent: number;
}

/** By number, 0 to 23. `null`: the unit lacks this kind. */
export type BillTable = readonly (BillType | null)[];

const BILL_TYPES = 24;
const SIGN = 0x80;

const exponent = mappedField(
  byte,
  (value: number) => (value < 0 ? SIGN | -value : value),
  (read) => (read > SIGN ? SIGN - read : read & (SIGN - 1)),
);

const NO_TYPE = { digits: 0, country: '\0\0\0', exponent: 0 };

const billType = mappedField(
  structField({ digits: byte, country: fixedTextField(3), exponent }),
  (entry: BillType | null) => entry ?? NO_TYPE,
  (read) => (read.digits === 0 || !/^[A-Z]{3}$/.test(read.country) ? null : read),
);

/** Digits, three letters of country, exponent with its sign in bit 7 [MAN_CCNET rev. 2.4.3, section 5, GET BILL TABLE]. */
export const billTableLayout: PacketLayout<BillTable> = packetOfField(
  mappedField(
    repeatedField(BILL_TYPES, billType),
    (table: BillTable) => Array.from({ length: BILL_TYPES }, (_, type) => table[type] ?? null),
    (table) => table,
  ),
);

const COUNTRY = 'AZE';
const MANAT_NOTES: ReadonlySet<number> = new Set([1, 5, 10, 20, 50, 100, 200]);

/** Value of this kind of note in qəpik; `null`: the note is not accepted here. */
export function qepikOf(table: BillTable | null, type: number): Qepik | null {
  const entry = table?.[type];
  if (entry?.country !== COUNTRY) return null;
  const manat = entry.digits * 10 ** entry.exponent;
  return MANAT_NOTES.has(manat) ? manat * 100 : null;
}

export const acceptedNoteTypes = (table: BillTable | null): readonly number[] =>
  (table ?? []).flatMap((_, type) => (qepikOf(table, type) === null ? [] : [type]));
