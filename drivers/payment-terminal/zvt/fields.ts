import { concat, fromHex, hexDigits, toHex } from '../../bytes.ts';
import { digitsToBcd, fromBcd, toBcd } from './bcd.ts';
import type { BmpField } from './bmp.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { type FieldTotals, readTotals, writeTotals } from './totals.ts';

/** Field of [PA00P015 13.08, chapter 13]. `read` returns `undefined` for invalid data. */
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

/** Field of digits with their leading zeros. */
function digits(id: number, size: number): Field<string> {
  return { id, read: toHex, write: (value) => digitsToBcd(value, size) };
}

/** As hex. */
function binary(id: number): Field<string> {
  return { id, read: toHex, write: fromHex };
}

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

const totals: Field<FieldTotals> = { id: 0x60, read: readTotals, write: writeTotals };

/** All fields that may leave this module. Result codes: two lower-case hex digits. */
export const FIELDS = {
  timeout: byte(0x01),
  maxStatusInfos: byte(0x02),
  serviceByte: byte(0x03),
  amount: number(0x04, 6),
  traceNumber: digits(0x0b, 3),
  time: digits(0x0c, 3),
  date: digits(0x0d, 2),
  cardSequenceNumber: digits(0x17, 2),
  paymentType: byte(0x19),
  maskedPan,
  resultCode: binary(0x27),
  terminalId: digits(0x29, 4),
  merchantId: text(0x2a, 15),
  originalTraceNumber: digits(0x37, 3),
  authorisationCode: text(0x3b, 8),
  additionalText: text(0x3c),
  currency: number(0x49, 2),
  totals,
  receiptNumber: digits(0x87, 2),
  turnoverNumber: digits(0x88, 3),
  cardType: byte(0x8a),
  cardName: text(0x8b),
  networkCardType: byte(0x8c),
  hostResultCode: binary(0xa0),
  fullDate: digits(0xaa, 3),
  aidParameter: binary(0xba),
} as const satisfies Record<string, Field<never> | Field<number> | Field<string> | Field<FieldTotals>>;

const SECRET = [0x0e, 0x23, 0x24, 0x2d, 0x2e, 0x3a, 0x3d, 0x9a, 0xa7, 0xaf, 0xd1];
const FOREIGN = [
  ...[0x05, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0xd0, 0xd2, 0xd3],
  ...[0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb],
  ...[0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd],
];
const WITHHELD: ReadonlySet<number> = new Set([...SECRET, ...FOREIGN]);

export type FieldName = keyof typeof FIELDS;
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** Amounts: integer qəpik; currencies: ISO 4217 numbers; others: numbers, digits, text, totals. */
export type FieldValues<Name extends FieldName> = { readonly [K in Name]?: ValueOf<(typeof FIELDS)[K]> };

/**
 * Reads fields of these names. Of a card number, only its length and last four digits leave this module (`*` for the rest). On the wire,
 * `E` is a masked digit, and a final `F` fills an odd length. Terminals end texts with NUL or blanks; reading drops both.
 */
export function readFields<Name extends FieldName>(
  bmps: readonly BmpField[],
  names: readonly Name[],
  charset: ZvtCharset,
): FieldValues<Name> {
  const found: [string, unknown][] = [];
  for (const name of names) {
    const field = FIELDS[name];
    const bmp = bmps.find(({ id }) => id === field.id);
    const value = bmp && !contradicts(bmps, field.id) ? field.read(bmp.data, charset) : undefined;
    if (value !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found) as FieldValues<Name>;
}

/** Whether a field that decides about a sale came twice, with different data. Texts may come in parts. */
function contradicts(bmps: readonly BmpField[], id: number): boolean {
  if (!JUDGED.some((name) => FIELDS[name].id === id)) return false;
  return new Set(bmps.filter((bmp) => bmp.id === id).map(({ data }) => toHex(data))).size > 1;
}

/** Fields that decide about a sale. */
const JUDGED = [
  ...(['amount', 'resultCode', 'currency', 'traceNumber'] as const),
  ...(['originalTraceNumber', 'receiptNumber', 'terminalId'] as const),
];

/** First field that decides about a sale and is unreadable, or contradicts a field with the same id. */
export function findUnreadableField(bmps: readonly BmpField[], charset: ZvtCharset): BmpField | undefined {
  return bmps.find(({ id, data }) => {
    const name = JUDGED.find((each) => FIELDS[each].id === id);
    return name && (contradicts(bmps, id) || FIELDS[name].read(data, charset) === undefined);
  });
}

/** In the order of `names`. */
export function writeFields<Name extends FieldName>(
  values: FieldValues<Name>,
  names: readonly Name[],
  charset: ZvtCharset,
): readonly BmpField[] {
  return names.flatMap((name) => {
    const field = FIELDS[name] as Field<unknown>;
    const value = values[name] as unknown;
    return value === undefined ? [] : [{ id: field.id, data: field.write(value, charset) }];
  });
}

/**
 * Ids, as two hex digits, of the withheld fields that came. Their contents never leave this module: tracks, expiry, check value, chip data,
 * stored-value records, password, PIN data. Neither do fields of commands that the kiosk does not send: petrol pumps, pictures, PIN pad,
 * display.
 */
export function withheldFieldIdsOf(bmps: readonly BmpField[]): readonly string[] {
  return bmps.filter(({ id }) => WITHHELD.has(id)).map(({ id }) => hexDigits(id, 2));
}
