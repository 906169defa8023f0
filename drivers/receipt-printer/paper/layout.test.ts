import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReceiptLine } from '../contract.ts';
import { layOut, wrap } from './layout.ts';

const rows = (line: ReceiptLine, columns = 20): readonly string[] =>
  layOut({ lines: [line], cut: false }, columns).lines.map((row) => (row.kind === 'text' ? row.text : row.kind));

describe('wrapping', () => {
  test('at spaces', () => {
    expect(wrap('Vəsiqə hazır olanda SMS göndəriləcək', 20)).toEqual(['Vəsiqə hazır olanda', 'SMS göndəriləcək']);
  });

  test('a word longer than the line is cut between letters', () => {
    expect(wrap('az şəxsiyyətvəsiqəsinin', 10)).toEqual(['az', 'şəxsiyyətv', 'əsiqəsinin']);
  });

  test('spaces inside a line stay, those at its end go', () => {
    expect(wrap('Müraciət  K5', 12)).toEqual(['Müraciət  K5']);
    expect(wrap('abc   def', 4)).toEqual(['abc', 'def']);
    expect(wrap('abcd   e', 5)).toEqual(['abcd', 'e']);
  });

  test('an empty text is an empty line', () => {
    expect(wrap('', 10)).toEqual(['']);
    expect(wrap('   ', 2)).toEqual(['']);
  });

  test('no line is wider, no letter is lost', () => {
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
  test('the first cell takes the room that is left', () => {
    expect(rows({ columns: ['Dövlət rüsumu', '5,00 ₼'] }, 24)).toEqual(['Dövlət rüsumu     5,00 ₼']);
  });

  test('a long first cell goes on below', () => {
    expect(rows({ columns: ['Dövlət rüsumu', '5,00 ₼'] })).toEqual(['Dövlət        5,00 ₼', 'rüsumu']);
  });

  test('where nothing fits beside it, the rest stands below at the right', () => {
    expect(rows({ columns: ['Terminal', '52005312/000041'] })).toEqual(['Terminal', '     52005312/000041']);
  });

  test('three cells', () => {
    expect(rows({ columns: ['A', '12', '3,00'] })).toEqual(['A           12  3,00']);
  });
});

describe('sizes', () => {
  const style = (line: ReceiptLine, columns: number) => {
    const [first] = layOut({ lines: [line], cut: false }, columns).lines;
    return first?.kind === 'text' ? first.style.width : 0;
  };

  test('large is as large as the line allows, between 2 and 4', () => {
    expect(style({ text: 'A042', style: 'large' }, 48)).toBe(4);
    expect(style({ text: 'K5-7QF2-41', style: 'large' }, 32)).toBe(3);
    expect(style({ text: 'Bu sətir çox uzundur, sığmır', style: 'large' }, 48)).toBe(2);
  });

  test('a title wraps at half the columns', () => {
    expect(rows({ text: 'DÖVLƏT XİDMƏTLƏRİ', style: 'title' }, 24)).toEqual(['DÖVLƏT', 'XİDMƏTLƏRİ']);
  });
});

test('line breaks are kept, other control letters are spaces', () => {
  expect(rows({ text: 'a\nb\tc' })).toEqual(['a', 'b c']);
});

test('a text in parts is composed first', () => {
  expect(rows({ text: 'G\u0306o\u0308c\u0327' })).toEqual(['Ğöç']);
});
