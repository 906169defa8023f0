import { describe, expect, it } from 'vitest';
import { hashPin, isPin, isPinOf, pinWeaknessOf } from './pin.ts';

describe('a PIN', () => {
  it.each([
    ['111111', 'one-digit'],
    ['123456', 'row'],
    ['987654', 'row'],
    ['890123', 'row'],
    ['135791', 'row'],
    ['121212', 'repeated'],
    ['472472', 'repeated'],
    ['114477', 'repeated'],
    ['472274', 'mirrored'],
    ['112111', 'two-digits'],
    ['482915', null],
    ['112358', null],
  ])('when it is %s, then its weakness is %s', (pin, weakness) => {
    expect(pinWeaknessOf(pin, 'T-017')).toBe(weakness);
  });

  it('when it stands on the badge, then its weakness is number', () => {
    expect(pinWeaknessOf('482915', 'B-482-915')).toBe('number');
    expect(pinWeaknessOf('482915', 'B-0482-9157')).toBe('number');
  });

  it.each(['12345', '1234567', '12345a', ' 123456', '١٢٣٤٥٦'])('when the text is %j, then it is no PIN', (text) => {
    expect(isPin(text)).toBe(false);
  });

  it('when key, badge, salt or PIN differ, then the hash does not fit', async () => {
    const key = new Uint8Array(32);
    const other = new Uint8Array(32).fill(1);
    const stored = await hashPin(key, 'T-017', '482915', new Uint8Array(16));
    expect(await isPinOf(key, 'T-017', '482915', stored)).toBe(true);
    expect(await isPinOf(other, 'T-017', '482915', stored)).toBe(false);
    expect(await isPinOf(key, 'T-018', '482915', stored)).toBe(false);
    expect(await isPinOf(key, 'T-017', '482916', stored)).toBe(false);
    expect(await isPinOf(key, 'T-017', '482915', { ...stored, salt: '11'.repeat(16) })).toBe(false);
    expect(JSON.stringify(stored)).not.toContain('482915');
  });
});
