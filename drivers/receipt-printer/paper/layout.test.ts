import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReceiptLine } from '../contract.ts';
import { layOut, wrap } from './layout.ts';

const rows = (line: ReceiptLine, columns = 20): readonly string[] =>
  layOut({ lines: [line], cut: false }, columns).lines.map((row) => (row.kind === 'text' ? row.text : row.kind));

describe('wrapping', () => {
  test('when a text is too long, then it breaks at spaces', () => {
    expect(wrap('Vəsiqə hazır olanda SMS göndəriləcək', 20)).toEqual(['Vəsiqə hazır olanda', 'SMS göndəriləcək']);
  });

  test('when a word is longer than the line, then it is cut between letters', () => {
    expect(wrap('az şəxsiyyətvəsiqəsinin', 10)).toEqual(['az', 'şəxsiyyətv', 'əsiqəsinin']);
  });

  test('when spaces are inside a line, then they stay; spaces at its end are dropped', () => {
    expect(wrap('Müraciət  K5', 12)).toEqual(['Müraciət  K5']);
    expect(wrap('abc   def', 4)).toEqual(['abc', 'def']);
    expect(wrap('abcd   e', 5)).toEqual(['abcd', 'e']);
  });

  test('when the text is empty, then there is one empty line', () => {
    expect(wrap('', 10)).toEqual(['']);
    expect(wrap('   ', 2)).toEqual(['']);
  });

  test('property: when any text is wrapped, then no line is too wide and no letter is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ə', 'Ж', ' '), maxLength: 90 }), (text) => {
        const lines = wrap(text, 9);
        expect(lines.every((line) => line.length <= 9)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('rows', () => {
  test('when a row has two cells, then the first takes the remaining width', () => {
    expect(rows({ columns: ['Dövlət rüsumu', '5,00 ₼'] }, 24)).toEqual(['Dövlət rüsumu     5,00 ₼']);
  });

  test('when the first cell is long, then it continues in the next line', () => {
    expect(rows({ columns: ['Dövlət rüsumu', '5,00 ₼'] })).toEqual(['Dövlət        5,00 ₼', 'rüsumu']);
  });

  test('when the other cells leave too little room, then these cells are in the next line at the right', () => {
    expect(rows({ columns: ['Terminal', '52005312/000041'] })).toEqual(['Terminal', '     52005312/000041']);
  });

  test('when a row has three cells, then the last two are at the right', () => {
    expect(rows({ columns: ['A', '12', '3,00'] })).toEqual(['A           12  3,00']);
  });
});

describe('sizes', () => {
  const style = (line: ReceiptLine, columns: number) => {
    const [first] = layOut({ lines: [line], cut: false }, columns).lines;
    return first?.kind === 'text' ? first.style.width : 0;
  };

  test('when large text fits on one line, then its size is the largest that fits, up to 4; otherwise it wraps at size 2', () => {
    expect(style({ text: 'A042', style: 'large' }, 48)).toBe(4);
    expect(style({ text: 'K5-7QF2-41', style: 'large' }, 32)).toBe(3);
    expect(style({ text: 'Bu sətir çox uzundur, sığmır', style: 'large' }, 48)).toBe(2);
  });

  test.each([
    ['K1234-7QF2-7QF2', 2],
    ['K12345-7QF2-7QF2', 2],
    ['K12345-7QF2-7QF2-41', 1],
    ['Kod K12345-7QF2-7QF2-41', 1],
    ['K12345-7QF2-7QF2-41-7QF2-7QF2-41-7QF2', 1],
  ])(
    'when the large text %s is printed on 32 columns, then no code is cut that fits the line, and its size is %i',
    (text, size) => {
      expect(style({ text, style: 'large' }, 32)).toBe(size);
    },
  );

  test('when the style is title, then the text wraps at half the columns', () => {
    expect(rows({ text: 'DÖVLƏT XİDMƏTLƏRİ', style: 'title' }, 24)).toEqual(['DÖVLƏT', 'XİDMƏTLƏRİ']);
  });
});

test('when a text has control characters, then line breaks stay and others become spaces', () => {
  expect(rows({ text: 'a\nb\tc' })).toEqual(['a', 'b c']);
});

test('when letters are decomposed, then they are composed before the layout', () => {
  expect(rows({ text: 'G\u0306o\u0308c\u0327' })).toEqual(['Ğöç']);
});
