import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ControlBox, type ControlPlace, type Direction, neighbour } from './places.ts';

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'left', 'right'];

const SCROLLER = { box: { left: 0, top: 200, right: 500, bottom: 600 } };
const boxOf = (region: object): ControlBox => (region as typeof SCROLLER).box;

const place = (control: string, left: number, top: number, width = 90, height = 40, region: object | null = null) => ({
  control,
  region,
  box: { left, top, right: left + width, bottom: top + height },
});

const KEYBOARD: readonly ControlPlace<string>[] = [
  place('q', 0, 700),
  place('w', 100, 700),
  place('e', 200, 700),
  place('a', 50, 750),
  place('s', 150, 750),
  place('space', 0, 800, 290),
];

describe('the way of the focus', () => {
  it.each<[string, Direction, string]>([
    ['q', 'right', 'w'],
    ['w', 'left', 'q'],
    ['e', 'right', 'a'],
    ['q', 'left', 'space'],
    ['q', 'down', 'a'],
    ['e', 'down', 's'],
    ['a', 'down', 'space'],
    ['space', 'down', 'w'],
    ['q', 'up', 'space'],
  ])('when the focus is on %s of a keyboard, then %s leads to %s', (from, direction, to) => {
    expect(neighbour(from, direction, KEYBOARD, boxOf)).toBe(to);
  });

  const columns: readonly ControlPlace<string>[] = [
    place('language', 900, 10),
    place('first', 0, 210, 400, 100, SCROLLER),
    place('second', 0, 350, 400, 100, SCROLLER),
    place('hidden', 0, 900, 400, 100, SCROLLER),
    ...KEYBOARD.map((each) => ({
      ...each,
      box: { ...each.box, left: each.box.left + 600, right: each.box.right + 600 },
    })),
    place('back', 0, 620),
  ];
  it.each<[string, Direction, string]>([
    ['first', 'down', 'second'],
    ['second', 'down', 'hidden'],
    ['hidden', 'down', 'back'],
    ['back', 'down', 'q'],
    ['language', 'down', 'first'],
    ['back', 'up', 'hidden'],
  ])('when the focus is on %s beside a scrolling list, then %s leads to %s', (from, direction, to) => {
    expect(neighbour(from, direction, columns, boxOf)).toBe(to);
  });

  it('when a column stands beside another, then left and right change the column', () => {
    const beside = [place('card', 0, 250, 400, 100, SCROLLER), place('key', 600, 280), place('lower key', 600, 500)];
    expect(neighbour('card', 'right', beside, boxOf)).toBe('key');
    expect(neighbour('key', 'left', beside, boxOf)).toBe('card');
  });

  it('when the page has one control, then every direction stays on it', () => {
    for (const direction of DIRECTIONS) expect(neighbour('a', direction, [place('a', 0, 0)], boxOf)).toBe('a');
  });

  it('when the control is not on the page, then there is no next control', () => {
    expect(neighbour('gone', 'down', KEYBOARD, boxOf)).toBeUndefined();
  });

  it('when controls lie anywhere, then each is reached from each other control', () => {
    const anywhere = fc.array(
      fc.record({
        left: fc.integer({ min: 0, max: 1000 }),
        top: fc.integer({ min: 0, max: 1000 }),
        width: fc.integer({ min: 1, max: 400 }),
        height: fc.integer({ min: 1, max: 400 }),
        scrolls: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(anywhere, (boxes) => {
        const places = boxes.map(({ left, top, width, height, scrolls }, nth) =>
          place(String(nth), left, top, width, height, scrolls ? SCROLLER : null),
        );
        for (const { control } of places) expect(reachedFrom(control, places).size).toBe(places.length);
      }),
      { numRuns: 300 },
    );
  });
});

function reachedFrom(start: string, places: readonly ControlPlace<string>[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const control of reached)
    for (const direction of DIRECTIONS) {
      const next = neighbour(control, direction, places, boxOf);
      if (next !== undefined) reached.add(next);
    }
  return reached;
}
