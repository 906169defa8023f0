import { describe, expect, it } from 'vitest';
import { normaliseLine } from './zone-text.ts';

describe('a normalised line', () => {
  it('has one kind of filler', () => {
    expect(normaliseLine('I_UTO D2')).toBe('I<UTO<D2');
  });

  it('keeps blanks as fillers where they make the length, and loses padding where they do not', () => {
    expect(normaliseLine('A'.repeat(28).padEnd(30, ' '))).toBe(`${'A'.repeat(28)}<<`);
    expect(normaliseLine(`${'A'.repeat(30)}  `)).toBe('A'.repeat(30));
    expect(normaliseLine('   ')).toBe('');
  });
});
