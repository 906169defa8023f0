import { describe, expect, it } from 'vitest';
import { isIcon, shapesInSvg } from './icon.ts';

describe('icons', () => {
  it('when a lucide file is read, then only its shapes remain', () => {
    const file = '<!-- @license x > y -->\n<svg\n  class="lucide"\n  fill="none"\n>\n  <path d="M1 1" />\n</svg>\n';
    expect(shapesInSvg(file)).toBe('<path d="M1 1" />');
  });

  it('when the catalogue uses a name, then it is an icon', () => {
    expect(['id-card', 'file-check', 'ticket'].every(isIcon)).toBe(true);
  });

  it('when a name is a property of every object, then it is no icon', () => {
    expect(['toString', 'no-such-icon', ''].some(isIcon)).toBe(false);
  });
});
