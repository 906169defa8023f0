import { describe, expect, it } from 'vitest';
import {
  compareShapes,
  higherLevel,
  levelOf,
  mayFollow,
  requiredPart,
  requiredPartText,
  shapeDifferenceLines,
  shapesOf,
} from './shapes.mjs';

const named = (name: string, shape: string) => ({
  id: `a.d.ts ${name}`,
  name,
  about: '',
  text: shape,
  shape,
  isType: false,
});
const api = (
  exported: readonly (readonly [string, string])[],
  inside: readonly (readonly [string, string])[] = [],
) => ({
  doors: [{ folder: 'drivers/x', about: '', names: exported.map(([name, shape]) => named(name, shape)) }],
  others: inside.map(([name, shape]) => named(name, shape)),
});
const difference = (before: Parameters<typeof shapesOf>[0], now: Parameters<typeof shapesOf>[0]) =>
  compareShapes(shapesOf(before), shapesOf(now));

const BEFORE = api([['open', 'function open(): void;']], [['Inner', 'interface Inner { a: 1 }']]);

describe('change of the shapes', () => {
  it.each([
    ['nothing', BEFORE, '', 'nothing', 'nothing'],
    [
      'a new name',
      api(
        [
          ['open', 'function open(): void;'],
          ['shut', 'const shut: 1;'],
        ],
        [['Inner', 'interface Inner { a: 1 }']],
      ),
      'added: drivers/x shut',
      'minor',
      'minor',
    ],
    ['a name that is gone', api([], [['Inner', 'interface Inner { a: 1 }']]), 'gone: drivers/x open', 'major', 'major'],
    [
      'another shape',
      api([['open', 'function open(a: 1): void;']], [['Inner', 'interface Inner { a: 1 }']]),
      'changed: drivers/x open',
      'major',
      'minor',
    ],
    [
      'another shape inside',
      api([['open', 'function open(): void;']], [['Inner', 'interface Inner { a: 2 }']]),
      'changed: inside Inner',
      'major',
      'minor',
    ],
    ['one inside that is gone', api([['open', 'function open(): void;']]), 'gone: inside Inner', 'minor', 'minor'],
  ] as const)(
    'when the change is %s, then the report names it and the version step follows',
    (_, now, words, level, vouched) => {
      const found = difference(BEFORE, now);
      expect(shapeDifferenceLines(found)).toBe(words);
      expect(levelOf(found, false)).toBe(level);
      expect(levelOf(found, true)).toBe(vouched);
    },
  );

  it('when several changes are recorded, then the next version owes the highest step', () => {
    expect(higherLevel('major', 'minor')).toBe('major');
    expect(higherLevel('nothing', 'minor')).toBe('minor');
  });
});

it('when an earlier change was major and this one is minor, then each has its own line', () => {
  const now = api([['open', 'function open(a: 1): void;']], [['Inner', 'interface Inner { a: 1 }']]);
  const owed = requiredPart({ since: '0.1.0', owes: 'major', shapes: shapesOf(BEFORE) }, difference(BEFORE, now), true);
  expect(requiredPartText(owed, '0.1.0').split('\n')).toEqual([
    'this change owes: minor (compared with docs/api-shapes.json)',
    'with all other changes since 0.1.0, the next version owes: major',
  ]);
});

describe('the next version', () => {
  it.each([
    ['1.2.4', '1.2.3', 'nothing', true],
    ['1.2.4', '1.2.3', 'minor', false],
    ['1.3.0', '1.2.3', 'minor', true],
    ['1.3.0', '1.2.3', 'major', false],
    ['2.0.0', '1.2.3', 'major', true],
    ['1.2.2', '1.2.3', 'nothing', false],
    ['1.1.9', '1.2.3', 'minor', false],
    ['0.1.1', '0.1.0', 'minor', true],
    ['0.1.1', '0.1.0', 'major', false],
    ['0.2.0', '0.1.0', 'major', true],
    ['1.0.0', '0.1.0', 'major', true],
    ['0.9.0', '1.0.0', 'nothing', false],
  ] as const)('version %s after %s with a change that owes %s is allowed: %s', (version, since, owes, may) => {
    expect(mayFollow(version, since, owes)).toBe(may);
  });
});
