import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { code128Data, code128Modules, code128Runs, fitsCode128, readCode128Data } from './code128.ts';

const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
});
const textOf = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join('');

test('only ASCII that prints fits, and not nothing', () => {
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
  ])('%s', (text, runs) => expect(code128Runs(text)).toEqual(runs));

  test('keep every letter in its place', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        expect(textOf(code128Runs(text))).toBe(text);
      }),
    );
  });
});

test('the data of GS k is read back', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      const runs = code128Runs(text);
      expect(readCode128Data(code128Data(runs))).toEqual(runs);
    }),
  );
});

test.each(['', '41', '7B43FF', '7B4280', '7B417B42'])('%s is no data we know', (bytes) =>
  expect(readCode128Data(fromHex(bytes))).toBeUndefined(),
);

// ISO/IEC 15417: start, check and each letter have eleven modules, the stop has thirteen; it ends in a bar of two.
test('a letter is eleven modules wide and two digits are as much', () => {
  const width = (text: string) => code128Modules(code128Runs(text)).length;
  expect([width('A'), width('AB'), width('1234'), width('123456')]).toEqual([46, 57, 57, 68]);
  expect(code128Modules(code128Runs('A')).slice(-13).map(Number).join('')).toBe('1100011101011');
});
