import type { Bmp } from './bmp.ts';
import { concat, digitsToBcd, fromBcd, fromHex, toBcd, toHex } from './bytes.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';

/** How one field of PA00P015 13.08, chapter 13 is read and written. `undefined` from `read`: it makes no sense. */
export interface Field<T> {
  readonly id: number;
  readonly read: (data: Uint8Array, charset: ZvtCharset) => T | undefined;
  readonly write: (value: T, charset: ZvtCharset) => Uint8Array;
}

function byte(id: number): Field<number> {
  return { id, read: (data) => data[0], write: (value) => Uint8Array.of(value) };
}

function number(id: number, size: number): Field<number> {
  return { id, read: fromBcd, write: (value) => toBcd(value, size) };
}

/** Digits that name something, so that their zeros matter. */
function digits(id: number, size: number): Field<string> {
  return { id, read: toHex, write: (value) => digitsToBcd(value, size) };
}

/** `size`: padded with blanks to so many bytes. Terminals end texts with NUL or blanks, which say nothing. */
function text(id: number, size?: number): Field<string> {
  return {
    id,
    read: (data, charset) => decodeText(data, charset).replace(/[\0 ]+$/, ''),
    write: (value, charset) => {
      const bytes = encodeText(value, charset);
      return size === undefined ? bytes : concat(bytes, Array<number>(size - bytes.length).fill(0x20));
    },
  };
}

/**
 * The card number, of which only its length and last four digits leave this module (`*` for the rest). On the wire
 * `E` is a digit that the terminal masked and a final `F` fills an odd length.
 */
const maskedPan: Field<string> = {
  id: 0x22,
  read: (data) => {
    const pan = toHex(data).replace(/f$/, '');
    return '*'.repeat(Math.max(0, pan.length - 4)) + pan.slice(-4).replace(/\D/g, '*');
  },
  write: (value) => {
    const pan = value.replaceAll('*', 'e');
    return fromHex(pan.length % 2 === 0 ? pan : `${pan}f`);
  },
};

/** A result code as two lower-case hex digits, as the tables name it. */
const resultCode: Field<string> = { id: 0x27, read: toHex, write: fromHex };

/** Every field that a message of ours reads or writes. What is not here (tracks, expiry, chip data) is dropped when decoding. */
export const FIELDS = {
  timeout: byte(0x01),
  maxStatusInfos: byte(0x02),
  serviceByte: byte(0x03),
  amount: number(0x04, 6),
  traceNumber: digits(0x0b, 3),
  time: digits(0x0c, 3),
  date: digits(0x0d, 2),
  paymentType: byte(0x19),
  maskedPan,
  resultCode,
  terminalId: digits(0x29, 4),
  merchantId: text(0x2a, 15),
  originalTraceNumber: digits(0x37, 3),
  authorisationCode: text(0x3b, 8),
  additionalText: text(0x3c),
  currency: number(0x49, 2),
  receiptNumber: digits(0x87, 2),
  turnoverNumber: digits(0x88, 3),
  cardType: byte(0x8a),
  cardName: text(0x8b),
} as const satisfies Record<string, Field<never> | Field<number> | Field<string>>;

export type FieldName = keyof typeof FIELDS;
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** Only what was on the wire is there. Amounts are integer qəpik, currencies ISO 4217 numbers, the rest digits or text. */
export type FieldValues<Name extends FieldName> = { readonly [K in Name]?: ValueOf<(typeof FIELDS)[K]> };

export function readFields<Name extends FieldName>(
  bmps: readonly Bmp[],
  names: readonly Name[],
  charset: ZvtCharset,
): FieldValues<Name> {
  const found: [string, unknown][] = [];
  for (const name of names) {
    const field = FIELDS[name];
    const bmp = bmps.find(({ id }) => id === field.id);
    const value = bmp && field.read(bmp.data, charset);
    if (value !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found) as FieldValues<Name>;
}

/** In the order of `names`. */
export function writeFields<Name extends FieldName>(
  values: FieldValues<Name>,
  names: readonly Name[],
  charset: ZvtCharset,
): readonly Bmp[] {
  return names.flatMap((name) => {
    const field = FIELDS[name] as Field<string | number>;
    const value = values[name] as string | number | undefined;
    return value === undefined ? [] : [{ id: field.id, data: field.write(value, charset) }];
  });
}
