import { describe, expect, it } from 'vitest';
import { capital, DIGITS, EMAIL, LAYOUTS, layoutAfter, PAD, SIGNS } from './keyboard-layouts.ts';

const all = (layout: keyof typeof LAYOUTS) => LAYOUTS[layout].flat();

describe('the keyboard layouts', () => {
  it('have the Azerbaijani one of AZS 495-2010', () => {
    expect(LAYOUTS.az.map((row) => row.join(''))).toEqual(['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçşw']);
  });

  it('have every letter of their alphabet once, and the Azerbaijani one a w for addresses', () => {
    expect(all('az').sort()).toEqual([...'abcçdeəfgğhxıijkqlmnoöprsştuüvwyz'].sort());
    expect(all('ru').sort()).toEqual([...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].sort());
    expect(all('en').sort()).toEqual([...'abcdefghijklmnopqrstuvwxyz'].sort());
  });

  it('have no row that is too long for the narrowest panel', () => {
    for (const rows of Object.values(LAYOUTS)) for (const row of rows) expect(row.length).toBeLessThanOrEqual(12);
    // The last one also has shift and erase.
    for (const rows of Object.values(LAYOUTS)) expect(rows[2]!.length + 2).toBeLessThanOrEqual(12);
  });

  it('have all digits', () => {
    expect([...DIGITS].sort()).toEqual([...PAD.flat(), '0'].sort());
  });

  it('make capitals by the rules of their own language', () => {
    expect([...'iıəğş'].map((letter) => capital(letter, 'az')).join('')).toBe('İIƏĞŞ');
    expect(capital('i', 'en')).toBe('I');
    expect(capital('ё', 'ru')).toBe('Ё');
  });

  it('reach what stands in addresses and names of places', () => {
    expect(Object.values(SIGNS).flat()).toEqual(expect.arrayContaining(['-', '.', ',', '/', '№']));
    expect(Object.values(EMAIL).flat()).toEqual(expect.arrayContaining(['@', '.', '-', '_', '.az', '.com']));
  });

  it('follow each other round', () => {
    expect([layoutAfter('az'), layoutAfter('ru'), layoutAfter('en')]).toEqual(['ru', 'en', 'az']);
  });
});
