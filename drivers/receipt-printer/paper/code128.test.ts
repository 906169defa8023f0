import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { code128Data, code128Modules, code128Runs, fitsCode128, readCode128Data } from './code128.ts';

const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
});
const textOf = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join('');

test('when a text is not empty and has only printable ASCII, then it fits CODE128', () => {
  expect(['A', ' ~', '', 'ə', 'a\nb'].map(fitsCode128)).toEqual([true, true, false, false, false]);
});

describe('runs', () => {
  test.each([
    ['123', [{ set: 'B', text: '123' }]],
    ['1234', [{ set: 'C', text: '1234' }]],
    [
      '12345',
      [
        { set: 'C', text: '1234' },
        { set: 'B', text: '5' },
      ],
    ],
    [
      'K5-0000',
      [
        { set: 'B', text: 'K5-' },
        { set: 'C', text: '0000' },
      ],
    ],
  ])('the text %s is cut into runs of one code set', (text, runs) => expect(code128Runs(text)).toEqual(runs));

  test('when any text is cut into runs, then its letters keep their order', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        expect(textOf(code128Runs(text))).toBe(text);
      }),
    );
  });
});

test('when runs are encoded for GS k, then the same runs are read', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      const runs = code128Runs(text);
      expect(readCode128Data(code128Data(runs))).toEqual(runs);
    }),
  );
});

test.each(['', '41', '7B43FF', '7B4280', '7B417B42'])('data %s of GS k is refused', (bytes) =>
  expect(readCode128Data(fromHex(bytes))).toBeUndefined(),
);

// ISO/IEC 15417: start, check and letters have eleven modules; the stop thirteen, with a last bar of two.
test('when a letter or two digits are added, then the code is eleven modules wider', () => {
  const width = (text: string) => code128Modules(code128Runs(text)).length;
  expect([width('A'), width('AB'), width('1234'), width('123456')]).toEqual([46, 57, 57, 68]);
  expect(code128Modules(code128Runs('A')).slice(-13).map(Number).join('')).toBe('1100011101011');
});
