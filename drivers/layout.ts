import { fromHex, toHex } from './bytes.ts';

/*
 * Fields in a fixed order. One declaration gives type, writer and reader:
 *
 *   const status = packet({ enabled: bits(24), highSecurity: bits(24) });
 *
 * Data with tags (ZVT, IPP, TLV of cards) has its own codecs.
 */

export class ByteCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Next byte, which stays unread. 0 at the end. */
  get next(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  /** Reads a copy of `count` bytes; `undefined`: the packet is too short. */
  take(count: number): Uint8Array | undefined {
    if (count > this.left) return undefined;
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

/** Reads and writes one field. `read`: `undefined` if the bytes are no such field. */
export interface PacketField<T> {
  write(value: T): readonly number[];
  read(from: ByteCursor): T | undefined;
}

/** `read`: `undefined` if the bytes are no such packet, or bytes are left. */
export interface PacketLayout<Fields> {
  write(fields: Fields): readonly number[];
  read(bytes: Uint8Array): Fields | undefined;
}

type FieldTable<Values> = { readonly [K in keyof Values]: PacketField<Values[K]> };

/** Named fields, one after another. */
export function structField<Values extends object>(
  table: FieldTable<Values>,
): PacketField<{ readonly [K in keyof Values]: Values[K] }> {
  const fields = Object.entries(table) as unknown as readonly (readonly [string, PacketField<unknown>])[];
  return {
    write: (values) => fields.flatMap(([name, field]) => field.write((values as Record<string, unknown>)[name])),
    read(from) {
      const values: Record<string, unknown> = {};
      for (const [name, field] of fields) {
        const value = field.read(from);
        if (value === undefined) return undefined;
        values[name] = value;
      }
      return values as Values;
    },
  };
}

/** A packet that consists of this one field. */
export const packetOfField = <T>(field: PacketField<T>): PacketLayout<T> => ({
  write: field.write,
  read(bytes) {
    const from = new ByteCursor(bytes);
    const value = field.read(from);
    return from.left === 0 ? value : undefined;
  },
});

/** A packet of named fields, one after another. */
export const packet = <Values extends object>(
  table: FieldTable<Values>,
): PacketLayout<{ readonly [K in keyof Values]: Values[K] }> => packetOfField(structField(table));

/** The same bytes as another value. `toValue` returns `undefined` for bytes that have no such value. */
export const mappedField = <T, U>(
  field: PacketField<T>,
  toField: (value: U) => T,
  toValue: (read: T) => U | undefined,
): PacketField<U> => ({
  write: (value) => field.write(toField(value)),
  read(from) {
    const read = field.read(from);
    return read === undefined ? undefined : toValue(read);
  },
});

/** A field that refuses some values when it is read. Such values can still be written: simulators need them. */
export const checkedField = <T>(field: PacketField<T>, fits: (value: T) => boolean): PacketField<T> =>
  mappedField(
    field,
    (value: T) => value,
    (value) => (fits(value) ? value : undefined),
  );

const raw = (count: number): PacketField<Uint8Array> => ({
  write: (value) => [...value],
  read: (from) => from.take(count),
});

/** A number of 1 to 4 bytes, the most significant byte first. */
export const uint = (count: number): PacketField<number> =>
  mappedField(
    raw(count),
    (value: number) => Uint8Array.from({ length: count }, (_, at) => value >>> (8 * (count - 1 - at))),
    (bytes) => bytes.reduce((value, byte) => value * 256 + byte, 0),
  );

export const byte = uint(1);

/** 0 is `false`, any other number `true`. */
export const flag: PacketField<boolean> = mappedField(
  byte,
  (value: boolean) => (value ? 1 : 0),
  (read) => read !== 0,
);

/** One byte that counts steps of `size`. */
export const stepCountField = (size: number): PacketField<number> =>
  mappedField(
    byte,
    (value: number) => value / size,
    (read) => read * size,
  );

/** One byte: the index of a value in the list. The first value has the number `first`. */
export const oneOf = <const T>(values: readonly T[], first = 0): PacketField<T> =>
  mappedField(
    byte,
    (value: T) => values.indexOf(value) + first,
    (read) => values[read - first],
  );

/** `count` bits in whole bytes, as the numbers of the set bits. Bit 0 is the lowest bit of the last byte. */
export const bitSetField = (count: 8 | 16 | 24): PacketField<readonly number[]> =>
  mappedField(
    uint(count / 8),
    (set: readonly number[]) => set.reduce((mask, bit) => mask | (1 << bit), 0),
    (mask) => Array.from({ length: count }, (_, bit) => bit).filter((bit) => (mask >> bit) & 1),
  );

/** `count` bytes as lower-case hex. */
export const hexField = (count: number): PacketField<string> => mappedField(raw(count), fromHex, toHex);

/** `count` ASCII letters. Writing pads a shorter text with blanks. Reading replaces other bytes by blanks and trims both ends. */
export const fixedTextField = (count: number): PacketField<string> =>
  mappedField(
    raw(count),
    (value: string) => Uint8Array.from(value.padEnd(count).slice(0, count), (letter) => letter.charCodeAt(0)),
    (bytes) =>
      Array.from(bytes, (code) => (code > 0x20 && code < 0x7f ? String.fromCharCode(code) : ' '))
        .join('')
        .trim(),
  );

/** All bytes that remain, perhaps none. */
export const restField: PacketField<Uint8Array> = {
  write: (value) => [...value],
  read: (from) => from.take(from.left),
};

/** A length byte and as many bytes. */
export const lengthPrefixedField: PacketField<Uint8Array> = {
  write: (value) => [value.length, ...value],
  read(from) {
    const count = byte.read(from);
    return count === undefined ? undefined : from.take(count);
  },
};

/** Reads equal fields until `isEnd`, which gets their number; `undefined`: an invalid field. */
function readMany<T>(
  field: PacketField<T>,
  from: ByteCursor,
  isEnd: (read: number) => boolean,
): readonly T[] | undefined {
  const values: T[] = [];
  while (!isEnd(values.length)) {
    const value = field.read(from);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

const writeMany =
  <T>(field: PacketField<T>) =>
  (values: readonly T[]): readonly number[] =>
    values.flatMap((value) => field.write(value));

/** `count` equal fields. */
export const repeatedField = <T>(count: number, field: PacketField<T>): PacketField<readonly T[]> => ({
  write: writeMany(field),
  read: (from) => readMany(field, from, (read) => read === count),
});

/** A count byte and that many fields. */
export const countPrefixedField = <T>(field: PacketField<T>): PacketField<readonly T[]> => ({
  write: (values) => [values.length, ...writeMany(field)(values)],
  read(from) {
    const count = byte.read(from);
    return count === undefined ? undefined : readMany(field, from, (read) => read === count);
  },
});

/** Equal fields to the end of the packet, at least one. */
export const oneOrMore = <T>(field: PacketField<T>): PacketField<readonly T[]> => ({
  write: writeMany(field),
  read: (from) => (from.left === 0 ? undefined : readMany(field, from, () => from.left === 0)),
});

/** A field at the end. A packet may lack it: then it has the value `absent`. It is always written. */
export const fieldWithDefault = <T>(field: PacketField<T>, absent: T): PacketField<T> => ({
  write: field.write,
  read: (from) => (from.left === 0 ? absent : field.read(from)),
});

/** The last field. It is not written if its value is `absent`. */
export const omittableField = <T>(field: PacketField<T>, absent: T): PacketField<T> => ({
  write: (value) => (value === absent ? [] : field.write(value)),
  read: (from) => (from.left === 0 ? absent : field.read(from)),
});
