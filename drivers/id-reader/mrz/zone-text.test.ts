import { describe, expect, it } from 'vitest';
import { normaliseLine } from './zone-text.ts';

describe('normaliseLine', () => {
  it('when a reader writes the filler as _ or a space, then it becomes <', () => {
    expect(normaliseLine('I_UTO D2')).toBe('I<UTO<D2');
  });

  it('when a line has a valid length with the blanks at its end, then these blanks become fillers; otherwise they are removed', () => {
    expect(normaliseLine('A'.repeat(28).padEnd(30, ' '))).toBe(`${'A'.repeat(28)}<<`);
    expect(normaliseLine(`${'A'.repeat(30)}  `)).toBe('A'.repeat(30));
    expect(normaliseLine('   ')).toBe('');
  });
});
