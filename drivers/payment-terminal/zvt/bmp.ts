import { concat, hexDigits } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { type DecodeErrorText, readTlvLength, writeTlvLength } from './tlv.ts';

/** One field. `data`: contents without length; of `06`, the inside of the TLV container. */
export interface BmpField {
  readonly id: number;
  readonly data: Uint8Array;
}

type Size = number | 'LL' | 'LLL' | 'TLV';

function sized(size: Size, ids: string): readonly (readonly [number, Size])[] {
  return ids.split(' ').map((id) => [Number.parseInt(id, 16), size] as const);
}

/** Field sizes in bytes [PA00P015 13.08, chapter 13]. */
const SIZES: ReadonlyMap<number, Size> = new Map<number, Size>([
  ...sized(1, '01 02 03 05 19 27 72 73 74 75 8A 8C A0 D0 D2 D3 E0 E9 EA F0 F9 FA FB FC FD'),
  ...sized(2, '0D 0E 17 3A 49 87'),
  ...sized(3, '0B 0C 37 3D 88 AA'),
  ...sized(4, '29 70 71'),
  ...sized(5, 'BA'),
  ...sized(6, '04'),
  ...sized(8, '3B EB'),
  ...sized(15, '2A'),
  ...sized('LL', '22 23 2D 8B A7 D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8'),
  ...sized('LLL', '24 2E 3C 60 9A AF'),
  ...sized('TLV', '06'),
]);

/** Whether the manual has a field with this id, two hex digits. */
export const isFieldId = (id: string): boolean => SIZES.has(Number.parseInt(id, 16));

/** Splits the data of an APDU into fields, in order. An unknown or cut-short field is an error for all of it. */
export function readBmps(bytes: Uint8Array): Result<readonly BmpField[], DecodeErrorText> {
  const { bmps, stop } = scan(bytes);
  return stop ? err(stop.why) : ok(bmps);
}

/** From the first unknown field on. Or an invalid or contradictory field that decides about a sale. */
export interface UnreadFields {
  /** Two hex digits. */
  readonly field: string;
  readonly bytes: number;
}

/**
 * Fields before the first unknown one, and the unread rest: the length of an unknown field is unknown, so nothing after it can be read. A
 * field that is cut short is still malformed.
 */
export function readLeadingBmps(
  bytes: Uint8Array,
): Result<{ readonly bmps: readonly BmpField[]; readonly unread?: UnreadFields }, DecodeErrorText> {
  const { bmps, at, stop } = scan(bytes);
  if (!stop) return ok({ bmps });
  if (!stop.unknown) return err(stop.why);
  return ok({ bmps, unread: { field: hexDigits(bytes[at] ?? 0, 2), bytes: bytes.length - at } });
}

/** `whole`: number of bytes in whole fields. `unknown`: the rest is no field, even with more bytes. */
export function measureBmps(bytes: Uint8Array): { readonly whole: number; readonly unknown: boolean } {
  const { at, stop } = scan(bytes);
  return { whole: at, unknown: stop?.unknown === true };
}

function scan(bytes: Uint8Array): {
  readonly bmps: readonly BmpField[];
  /** First field that is not whole. */
  readonly at: number;
  readonly stop?: { readonly why: DecodeErrorText; readonly unknown: boolean };
} {
  const bmps: BmpField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const id = bytes[at] ?? 0;
    const name = hexDigits(id, 2);
    const size = SIZES.get(id);
    if (size === undefined) return { bmps, at, stop: { why: `unknown field ${name}`, unknown: true } };
    const length = readLength(bytes, at + 1, size);
    if (!length || length.next + length.value > bytes.length)
      return { bmps, at, stop: { why: `field ${name} is cut short`, unknown: false } };
    bmps.push({ id, data: bytes.slice(length.next, length.next + length.value) });
    at = length.next + length.value;
  }
  return { bmps, at };
}

function readLength(bytes: Uint8Array, at: number, size: Size): { value: number; next: number } | undefined {
  if (typeof size === 'number') return { value: size, next: at };
  if (size === 'TLV') return readTlvLength(bytes, at);
  return readVarLength(bytes, at, size === 'LL' ? 2 : 3);
}

/** Reads an LLVAR or LLLVAR length: one byte `Fd` per decimal digit; `undefined`: not such a length. */
export function readVarLength(
  bytes: Uint8Array,
  at: number,
  digits: 2 | 3,
): { value: number; next: number } | undefined {
  let value = 0;
  for (let i = 0; i < digits; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined || (byte & 0xf0) !== 0xf0 || (byte & 0x0f) > 9) return undefined;
    value = value * 10 + (byte & 0x0f);
  }
  return { value, next: at + digits };
}

export function writeVarLength(length: number, digits: 2 | 3): readonly number[] {
  const text = String(length).padStart(digits, '0');
  if (text.length > digits) throw new Error(`${length} bytes do not fit a length of ${digits} digits`);
  return Array.from(text, (digit) => 0xf0 | Number(digit));
}

/** Writes a field. Throws if the data has the wrong size: a bug of the caller. */
export function writeBmp({ id, data }: BmpField): Uint8Array {
  const size = SIZES.get(id);
  if (size === undefined) throw new Error(`no such field: ${id.toString(16)}`);
  if (size === 'TLV') return concat([id], writeTlvLength(data.length), data);
  if (size === 'LL' || size === 'LLL') return concat([id], writeVarLength(data.length, size === 'LL' ? 2 : 3), data);
  if (data.length !== size) throw new Error(`field ${id.toString(16)} has ${size} bytes, not ${data.length}`);
  return concat([id], data);
}
