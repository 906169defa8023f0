import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitSetField,
  byte,
  checkedField,
  countPrefixedField,
  fieldWithDefault,
  fixedTextField,
  flag,
  hexField,
  lengthPrefixedField,
  omittableField,
  oneOf,
  oneOrMore,
  type PacketLayout,
  packet,
  repeatedField,
  restField,
  stepCountField,
  structField,
  uint,
} from './layout.ts';

const EVERY_FIELD = packet({
  kind: oneOf(['note', 'coin'], 1),
  ms: stepCountField(50),
  wide: uint(3),
  isOpen: flag,
  set: bitSetField(24),
  serial: hexField(2),
  name: fixedTextField(4),
  pair: repeatedField(2, byte),
  list: countPrefixedField(structField({ at: byte, data: lengthPrefixedField })),
  tail: restField,
});

const EXAMPLE = {
  kind: 'coin',
  ms: 150,
  wide: 0x01_02_03,
  isOpen: true,
  set: [0, 9, 23],
  serial: 'beef',
  name: 'AZE',
  pair: [7, 8],
  list: [{ at: 5, data: Uint8Array.of(1, 2) }],
  tail: Uint8Array.of(9),
} as const;

const read = <T>(layout: PacketLayout<T>, ...bytes: readonly number[]) => layout.read(Uint8Array.from(bytes));

describe('a packet', () => {
  it('when a packet is written, then its fields are one after another', () => {
    const bytes = [2, 3, 1, 2, 3, 1, 0x80, 0x02, 0x01, 0xbe, 0xef, 0x41, 0x5a, 0x45, 0x20, 7, 8, 1, 5, 2, 1, 2, 9];
    expect(EVERY_FIELD.write(EXAMPLE)).toEqual(bytes);
    expect(read(EVERY_FIELD, ...bytes)).toEqual(EXAMPLE);
  });

  it('when a packet is cut anywhere before its rest, then read returns undefined', () => {
    const bytes = EVERY_FIELD.write(EXAMPLE);
    for (let length = 0; length < bytes.length - 1; length += 1)
      expect(read(EVERY_FIELD, ...bytes.slice(0, length)), `${length} bytes`).toBeUndefined();
  });

  it('when a byte is left after the last field, then read returns undefined', () => {
    expect(read(packet({ one: byte }), 1)).toEqual({ one: 1 });
    expect(read(packet({ one: byte }), 1, 2)).toBeUndefined();
    expect(read(packet({}))).toEqual({});
    expect(read(packet({}), 1)).toBeUndefined();
  });

  it('when any fields are written, then the same fields are read', () => {
    const fields = fc.record({
      kind: fc.constantFrom('note' as const, 'coin' as const),
      ms: fc.integer({ max: 255, min: 0 }).map((count) => count * 50),
      wide: fc.integer({ max: 0xff_ff_ff, min: 0 }),
      isOpen: fc.boolean(),
      set: fc.uniqueArray(fc.integer({ max: 23, min: 0 })).map((set) => set.toSorted((a, b) => a - b)),
      serial: fc.stringMatching(/^[0-9a-f]{4}$/),
      name: fc.stringMatching(/^[A-Z]{0,4}$/),
      pair: fc.array(fc.integer({ max: 255, min: 0 }), { maxLength: 2, minLength: 2 }),
      list: fc.array(fc.record({ at: fc.integer({ max: 255, min: 0 }), data: fc.uint8Array({ maxLength: 5 }) })),
      tail: fc.uint8Array({ maxLength: 5 }),
    });
    fc.assert(
      fc.property(fields, (given) => {
        expect(read(EVERY_FIELD, ...EVERY_FIELD.write(given))).toEqual(given);
      }),
    );
  });
});

describe('a number', () => {
  it.each([
    [1, 0xff],
    [2, 0xff_fe],
    [4, 0xff_ff_ff_fd],
  ])('when a number has %i bytes, then the most significant byte is first', (count, value) => {
    const layout = packet({ value: uint(count) });
    expect(layout.write({ value })).toEqual([0xff, 0xff, 0xff, 0xff].slice(4 - count).with(-1, value & 0xff));
    expect(layout.read(Uint8Array.from(layout.write({ value })))).toEqual({ value });
  });
});

describe('a field with conditions', () => {
  it('when a byte stands for no value in the list of oneOf, then read returns undefined', () => {
    const layout = packet({ kind: oneOf(['note', 'coin'], 1) });
    expect([0, 1, 2, 3].map((value) => read(layout, value)?.kind)).toEqual([undefined, 'note', 'coin', undefined]);
  });

  it('when a value fails its check, then it can be written but not read', () => {
    const layout = packet({ count: checkedField(byte, (count) => count > 0) });
    expect(layout.write({ count: 0 })).toEqual([0]);
    expect(read(layout, 0)).toBeUndefined();
    expect(read(layout, 1)).toEqual({ count: 1 });
  });

  it('when equal fields fill the packet to its end, then at least one field is needed and a part of a field is refused', () => {
    const layout = packet({ addresses: oneOrMore(uint(2)) });
    expect(read(layout)).toBeUndefined();
    expect(read(layout, 1, 2, 3)).toBeUndefined();
    expect(read(layout, 1, 2, 3, 4)).toEqual({ addresses: [0x0102, 0x0304] });
  });

  it('when the last field is missing, then it has its default value', () => {
    const always = packet({ value: byte, irq: fieldWithDefault(flag, true) });
    const seldom = packet({ value: byte, irq: omittableField(flag, false) });
    expect([always, seldom].map((layout) => read(layout, 1)?.irq)).toEqual([true, false]);
    expect([always, seldom].map((layout) => layout.write({ value: 1, irq: true }))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect([always, seldom].map((layout) => layout.write({ value: 1, irq: false }))).toEqual([[1, 0], [1]]);
  });

  it('when a text has bytes that are not printable ASCII, then they are read as blanks and trimmed', () => {
    expect(read(packet({ name: fixedTextField(5) }), 0x00, 0x41, 0x00, 0x42, 0xff)).toEqual({ name: 'A B' });
    expect(packet({ name: fixedTextField(2) }).write({ name: 'AZE' })).toEqual([0x41, 0x5a]);
  });
});
