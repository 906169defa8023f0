import { describe, expect, it } from 'vitest';
import { isIcon, shapesOf } from './icon.ts';

describe('icons', () => {
  it('are the shapes of a lucide file, without its frame and its licence comment', () => {
    const file = '<!-- @license x > y -->\n<svg\n  class="lucide"\n  fill="none"\n>\n  <path d="M1 1" />\n</svg>\n';
    expect(shapesOf(file)).toBe('<path d="M1 1" />');
  });

  it('know the names that the catalogue uses', () => {
    expect(['id-card', 'file-check', 'ticket'].every(isIcon)).toBe(true);
  });

  it('do not take a property of every object for an icon', () => {
    expect(['toString', 'no-such-icon', ''].some(isIcon)).toBe(false);
  });
});
