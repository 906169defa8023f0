import { describe, expect, it } from 'vitest';
import { capital, DIGITS, EMAIL, LAYOUTS, layoutAfter, PAD, SIGNS } from './keyboard-layouts.ts';

const all = (layout: keyof typeof LAYOUTS) => LAYOUTS[layout].flat();

describe('the keyboard layouts', () => {
  it('when the layout is Azerbaijani, then it is the layout of AZS 495-2010 with a w', () => {
    expect(LAYOUTS.az.map((row) => row.join(''))).toEqual(['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw']);
  });

  it('when a layout is read, then it has every letter of its alphabet once', () => {
    expect(all('az').sort()).toEqual([...'abcçdeəfgğhxıijkqlmnoöprsştuüvwyz'].sort());
    expect(all('ru').sort()).toEqual([...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].sort());
    expect(all('en').sort()).toEqual([...'abcdefghijklmnopqrstuvwxyz'].sort());
  });

  it('when a layout is on the narrowest panel, then no row is too long', () => {
    for (const rows of Object.values(LAYOUTS)) for (const row of rows) expect(row.length).toBeLessThanOrEqual(12);
    // The last row also has shift and erase.
    for (const rows of Object.values(LAYOUTS)) expect(rows[2]!.length + 2).toBeLessThanOrEqual(12);
  });

  it('when the pad is read, then it has all digits', () => {
    expect([...DIGITS].sort()).toEqual([...PAD.flat(), '0'].sort());
  });

  it('when a letter becomes a capital, then the rules of its own language apply', () => {
    expect([...'iıəğş'].map((letter) => capital(letter, 'az')).join('')).toBe('İIƏĞŞ');
    expect(capital('i', 'en')).toBe('I');
    expect(capital('ё', 'ru')).toBe('Ё');
  });

  it('when addresses and places are typed, then the signs for them are there', () => {
    expect(Object.values(SIGNS).flat()).toEqual(expect.arrayContaining(['-', '.', ',', '/', '№']));
    expect(Object.values(EMAIL).flat()).toEqual(expect.arrayContaining(['@', '.', '-', '_', '.az', '.com']));
  });

  it('when layouts are switched, then they come in turn', () => {
    expect([layoutAfter('az'), layoutAfter('ru'), layoutAfter('en')]).toEqual(['ru', 'en', 'az']);
  });
});
