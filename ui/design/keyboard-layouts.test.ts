import { describe, expect, it } from 'vitest';
import { capital, DIGITS, LAYOUTS, layoutAfter, PAD } from './keyboard-layouts.ts';

const all = (layout: keyof typeof LAYOUTS) => LAYOUTS[layout].flat();

describe('the keyboard layouts', () => {
  it('have the Azerbaijani one of AZS 495-2010', () => {
    expect(LAYOUTS.az.map((row) => row.join(''))).toEqual(['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçş']);
  });

  it('have every letter of their alphabet once', () => {
    expect(all('az').sort()).toEqual([...'abcçdeəfgğhxıijkqlmnoöprsştuüvyz'].sort());
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

  it('follow each other round', () => {
    expect([layoutAfter('az'), layoutAfter('ru'), layoutAfter('en')]).toEqual(['ru', 'en', 'az']);
  });
});
