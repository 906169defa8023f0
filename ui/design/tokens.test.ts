import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { COLOUR_SETS } from '../../device/words/display.ts';

/** Least contrast of what shows a control or its state (WCAG 1.4.11). */
const LEAST = 3;

/** Lines, marks and symbols with what is beside them. */
const PAIRS = [
  ['focus', 'paper'],
  ['focus', 'card'],
  ['on-deep', 'deep'],
  ['edge', 'card'],
  ['edge', 'paper'],
  ['edge', 'sand'],
  ['deep-edge', 'deep'],
  ['ink-2', 'card'],
  ['teal', 'card'],
  ['teal', 'mist'],
  ['chosen-bg', 'card'],
  ['saffron', 'deep'],
  ['pomegranate', 'card'],
  ['amber', 'saffron-mist'],
] as const;

/** Colours of each set by name. A set has what it changes; the rest comes from `light`. */
function coloursOf(set: string): ReadonlyMap<string, string> {
  const sheet = readFileSync(packageFile('ui/design/tokens.css'), 'utf8');
  const rules = [...sheet.matchAll(/:host(?:\(\[colours="(\w+)"\]\))? \{([^}]*)\}/g)];
  const own = rules.filter(([, name = 'light']) => name === 'light' || name === set);
  return new Map(
    own.flatMap(([, , body = '']) =>
      [...body.matchAll(/--k-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour] as const),
    ),
  );
}

/** Relative luminance of sRGB, from 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

it('when black is on white, then the contrast is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

it.each(COLOUR_SETS)(
  'when the colours are %s, then lines of controls and of the focus have a contrast of 3:1',
  (set) => {
    const colours = coloursOf(set);
    const faint = PAIRS.flatMap(([one, other]) => {
      const value = contrast(colours.get(one) ?? '', colours.get(other) ?? '');
      return value >= LEAST ? [] : [`${one} on ${other}: ${value.toFixed(2)}`];
    });
    expect(faint).toEqual([]);
  },
);
