import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPAQUE_POS_DESCRIPTOR, POS_DESCRIPTOR } from '../../simulators/scanner/descriptors.ts';
import { fromHex } from '../bytes.ts';
import { BOOT_KEYBOARD_DESCRIPTOR } from '../keypad/hid-keys/codec.ts';
import { parseReportDescriptor, type ReportDescriptor, usageOf } from './descriptor.ts';
import { findUsage, listActiveUsages, matchReport, readBitField } from './fields.ts';
import { describeUsage, HID_USAGES } from './usages.ts';

function parsed(descriptor: Uint8Array): ReportDescriptor {
  const result = parseReportDescriptor(descriptor);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('parseReportDescriptor', () => {
  it('the descriptor of a boot mouse is decoded as USB HID 1.11, appendix E.10, explains it', () => {
    const mouse = parsed(
      fromHex(
        '05 01 09 02 a1 01 09 01 a1 00 05 09 19 01 29 03 15 00 25 01 95 03 75 01 81 02 95 01 75 05 81 01 05 01 09 30 09 31 15 81 25 7f 75 08 95 02 81 06 c0 c0',
      ),
    );
    expect(mouse.topUsages).toEqual([usageOf(1, 2)]);
    expect(mouse.numbered).toBe(false);
    expect(mouse.reports).toHaveLength(1);
    expect(mouse.reports[0]).toMatchObject({ kind: 'input', id: 0, bytes: 3 });
    const [buttons, padding, motion] = mouse.reports[0]!.fields;
    expect(buttons).toMatchObject({ bitOffset: 0, bitsPerCell: 1, cells: 3, variable: true, constant: false });
    expect(buttons?.usages).toEqual([usageOf(9, 1), usageOf(9, 2), usageOf(9, 3)]);
    expect(padding).toMatchObject({ bitOffset: 3, constant: true });
    expect(motion).toMatchObject({ bitOffset: 8, logicalMin: -127, logicalMax: 127 });
    expect(listActiveUsages(mouse.reports[0]!, Uint8Array.of(0b101, 5, 250))).toEqual([usageOf(9, 1), usageOf(9, 3)]);
  });

  it('a boot keyboard is decoded as 8 bytes of input, 1 byte of output and an array of 6 keys up to 255', () => {
    const keyboard = parsed(BOOT_KEYBOARD_DESCRIPTOR);
    expect(keyboard.topUsages).toEqual([HID_USAGES.keyboard]);
    expect(keyboard.reports.map(({ kind, bytes: length }) => [kind, length])).toEqual([
      ['input', 8],
      ['output', 1],
    ]);
    expect(keyboard.reports[0]?.fields[2]).toMatchObject({ variable: false, cells: 6, logicalMax: 255 });
  });

  it('the descriptor of a scanner is decoded as numbered reports, with the fields of a code at their offsets', () => {
    const scanner = parsed(POS_DESCRIPTOR);
    expect(scanner.topUsages.map(describeUsage)).toEqual(['8C:02 bar code scanner']);
    expect(scanner.numbered).toBe(true);
    expect(scanner.reports.map(({ kind, id, bytes: length }) => [kind, id, length])).toEqual([
      ['input', 2, 63],
      ['feature', 254, 1],
    ]);
    expect(findUsage(scanner, 'input', HID_USAGES.decodedData)).toMatchObject({ bitOffset: 4 * 8, cells: 56 });
    expect(findUsage(scanner, 'input', HID_USAGES.decodedDataContinued)).toMatchObject({ bitOffset: 62 * 8, cells: 1 });
    expect(findUsage(scanner, 'feature', HID_USAGES.decodedData)).toBeNull();
    expect(matchReport(scanner, 'input', Uint8Array.of(2, 7))?.body).toEqual(Uint8Array.of(7));
    expect(matchReport(scanner, 'input', Uint8Array.of(9, 7))).toBeNull();
  });

  it('when a descriptor has pushed state, a long item and a usage with its own page, then the usage keeps that page', () => {
    const value = parsed(fromHex('05 01 09 06 a1 01 a4 05 0c fe 02 f0 aa bb b4 0b 01 00 8c 00 75 08 95 01 81 02 c0'));
    expect(value.reports[0]?.fields[0]?.usages).toEqual([usageOf(0x8c, 1)]);
  });

  it.each([
    ['05', 'cut-short', 0],
    ['05 01 26 ff', 'cut-short', 2],
    ['fe 05 00 01', 'cut-short', 0],
    ['05 01 09 06 a1 01', 'unbalanced', 6],
    ['c0', 'unbalanced', 0],
    ['b4', 'unbalanced', 0],
    ['85 00', 'bad-value', 0],
    ['96 ff ff', 'too-big', 0],
    ['77 01 01 00 00', 'bad-value', 0],
    ['19 05 29 04', 'bad-value', 2],
    [`75 ff 96 00 10 ${'81 02 '.repeat(4)}`, 'too-big', 5],
    ['a1 01 '.repeat(17), 'too-big', 32],
    ['09 01 '.repeat(2049), 'too-big', 4096],
  ])('when the descriptor is %s, then it is refused as %s', (hex, kind, at) => {
    expect(parseReportDescriptor(fromHex(hex))).toEqual({ ok: false, error: { kind, at } });
  });

  it('for any bytes, the parser does not throw and no report is longer than 16,384 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 64 }), (descriptor, report) => {
        const result = parseReportDescriptor(descriptor);
        if (!result.ok) return;
        for (const each of result.value.reports) {
          expect(each.bytes).toBeLessThanOrEqual(16_384);
          listActiveUsages(each, report);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('when a descriptor declares any fields, then the report has the same fields at the right bits', () => {
    const field = fc.record({
      page: fc.integer({ min: 1, max: 0xffff }),
      usage: fc.integer({ min: 1, max: 0xffff }),
      size: fc.integer({ min: 1, max: 32 }),
      count: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 255 }), (fields, id) => {
        const le16 = (value: number) => [value & 0xff, value >> 8];
        const body = fields.flatMap(({ page, usage, size, count }) => [
          0x06,
          ...le16(page),
          0x0a,
          ...le16(usage),
          0x75,
          size,
          0x95,
          count,
          0x81,
          0x02,
        ]);
        const value = parsed(Uint8Array.from([0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, id, ...body, 0xc0]));
        let bit = 0;
        const expected = fields.map(({ page, usage, size, count }) => {
          const bitOffset = bit;
          bit += size * count;
          return { bitOffset, bitsPerCell: size, cells: count, usages: [usageOf(page, usage)] };
        });
        expect(value.reports).toMatchObject([{ kind: 'input', id, bytes: Math.ceil(bit / 8), fields: expected }]);
      }),
    );
  });

  it('when a scanner does not describe its bytes, then it is still decoded as a scanner', () => {
    expect(parsed(OPAQUE_POS_DESCRIPTOR)).toMatchObject({ topUsages: [HID_USAGES.barcodeScanner], numbered: true });
  });
});

describe('readBitField', () => {
  it('readBitField reads across bytes, lowest bit first, and reads zeros after the end', () => {
    expect(readBitField(Uint8Array.of(0b1010_0000, 0b0000_0011), 5, 5)).toBe(0b11101);
    expect(readBitField(Uint8Array.of(0xff), 4, 8)).toBe(0x0f);
    expect(readBitField(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 0, 32)).toBe(0xffff_ffff);
  });
});
