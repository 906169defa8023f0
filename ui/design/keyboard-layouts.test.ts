import { describe, expect, it } from 'vitest';
import {
  capitalOf,
  DIGIT_PAD,
  DIGITS,
  EMAIL_KEYS,
  KEYBOARD_LAYOUTS,
  KEYBOARD_SIGNS,
  nextKeyboardLayout,
} from './keyboard-layouts.ts';

const all = (layout: keyof typeof KEYBOARD_LAYOUTS) => KEYBOARD_LAYOUTS[layout].flat();

describe('the keyboard layouts', () => {
  it('when the layout is Azerbaijani, then it is the layout of AZS 495-2010 with a w', () => {
    expect(KEYBOARD_LAYOUTS.az.map((row) => row.join(''))).toEqual(['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw']);
  });

  it('when a layout is read, then it has every letter of its alphabet once', () => {
    expect(all('az').sort()).toEqual([...'abcçdeəfgğhxıijkqlmnoöprsştuüvwyz'].sort());
    expect(all('ru').sort()).toEqual([...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].sort());
    expect(all('en').sort()).toEqual([...'abcdefghijklmnopqrstuvwxyz'].sort());
  });

  it('when a layout is on the narrowest panel, then no row has more than 12 keys', () => {
    for (const rows of Object.values(KEYBOARD_LAYOUTS))
      for (const row of rows) expect(row.length).toBeLessThanOrEqual(12);
    // The last row also has shift and erase.
    for (const rows of Object.values(KEYBOARD_LAYOUTS)) expect(rows[2]!.length + 2).toBeLessThanOrEqual(12);
  });

  it('when the pad is read, then it has all digits', () => {
    expect([...DIGITS].sort()).toEqual([...DIGIT_PAD.flat(), '0'].sort());
  });

  it('when a letter becomes a capital, then the rules of its own language apply', () => {
    expect([...'iıəğş'].map((letter) => capitalOf(letter, 'az')).join('')).toBe('İIƏĞŞ');
    expect(capitalOf('i', 'en')).toBe('I');
    expect(capitalOf('ё', 'ru')).toBe('Ё');
  });

  it('when addresses and places are typed, then the signs for them are there', () => {
    expect(Object.values(KEYBOARD_SIGNS).flat()).toEqual(expect.arrayContaining(['-', '.', ',', '/', '№']));
    expect(Object.values(EMAIL_KEYS).flat()).toEqual(expect.arrayContaining(['@', '.', '-', '_', '.az', '.com']));
  });

  it('when layouts are switched, then they come in turn', () => {
    expect([nextKeyboardLayout('az'), nextKeyboardLayout('ru'), nextKeyboardLayout('en')]).toEqual(['ru', 'en', 'az']);
  });
});
