import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../device/screen/acceptance.ts';
import { after, type Calibration, IDENTITY, judgeTouches, type Touched } from './touch.ts';

const GLASS = { widthMm: 268, heightMm: 476 };
const CORNERS: readonly Place[] = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];

const touched = (come: (shown: Place) => Place): readonly Touched[] =>
  CORNERS.map((shown) => ({ shown, came: come(shown) }));
const moved = ([a, b, c, d, e, f]: Calibration, { x, y }: Place): Place => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
});

/** Where libinput's own matrices bring a place: they are what somebody would have to write for a panel that is mounted the other way. */
const TURNS = { 90: [0, -1, 1, 1, 0, 0], 180: [-1, 0, 1, 0, -1, 1], 270: [0, 1, 0, -1, 0, 1] } as const;

describe('touches of the four corners', () => {
  it('fit where each is as near as a finger', () => {
    const verdict = judgeTouches(
      touched(({ x, y }) => ({ x: x + 0.02, y: y - 0.01 })),
      GLASS,
    );
    expect(verdict).toEqual({ is: 'fits', farthestMm: expect.closeTo(7.18, 1) });
  });

  it.each([90, 180, 270] as const)(
    'tell of a panel that is turned by %i degrees, and what turns it back',
    (degrees) => {
      const verdict = judgeTouches(
        touched((shown) => moved(TURNS[degrees], shown)),
        GLASS,
      );
      // The matrices of libinput's documentation for rotation: what turns it back is the opposite turn.
      const back = { 90: TURNS[270], 180: TURNS[180], 270: TURNS[90] }[degrees];
      expect(verdict).toEqual({ is: 'turned', degrees, calibration: [...back] });
    },
  );

  it.each([
    ['left and right', [-1, 0, 1, 0, 1, 0]],
    ['top and bottom', [1, 0, 0, 0, -1, 1]],
    ['both axes', [0, 1, 0, 1, 0, 0]],
    ['both axes, the other way', [0, -1, 1, -1, 0, 1]],
  ] as const)('tell of a panel that is mirrored: %s', (_, as) => {
    const verdict = judgeTouches(
      touched((shown) => moved(as, shown)),
      GLASS,
    );
    expect(verdict).toEqual({ is: 'mirrored', calibration: [...as] });
  });

  it('tell of a panel whose touches come beside, and what brings them back', () => {
    const beside = ({ x, y }: Place) => ({ x: x * 0.8 + 0.15, y: y + 0.05 });
    const verdict = judgeTouches(touched(beside), GLASS);
    expect(verdict).toMatchObject({ is: 'beside' });
    if (verdict.is !== 'beside') return;
    for (const shown of CORNERS) {
      const back = moved(verdict.calibration, beside(shown));
      expect([back.x, back.y]).toEqual([expect.closeTo(shown.x, 9), expect.closeTo(shown.y, 9)]);
    }
  });

  it('are erratic where nothing explains them: one is elsewhere, or all are at one place', () => {
    const one = CORNERS.map((shown, nth) => ({ shown, came: nth === 2 ? { x: 0.3, y: 0.5 } : shown }));
    expect(judgeTouches(one, GLASS).is).toBe('erratic');
    expect(
      judgeTouches(
        touched(() => ({ x: 0.5, y: 0.5 })),
        GLASS,
      ).is,
    ).toBe('erratic');
  });

  it('are brought to their targets by what is printed, whatever the panel does with them', () => {
    const jitter = fc.double({ min: -0.008, max: 0.008, noNaN: true });
    const way = fc.constantFrom<Calibration>(
      IDENTITY,
      ...Object.values(TURNS),
      [-1, 0, 1, 0, 1, 0],
      [0, 1, 0, 1, 0, 0],
    );
    const shift = fc.double({ min: -0.2, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(way, shift, shift, fc.array(jitter, { minLength: 8, maxLength: 8 }), (as, dx, dy, by) => {
        const touches = CORNERS.map((shown, nth) => {
          const { x, y } = moved(as, shown);
          return { shown, came: { x: x + dx + (by[nth] ?? 0), y: y + dy + (by[nth + 4] ?? 0) } };
        });
        const verdict = judgeTouches(touches, GLASS);
        expect(verdict.is).not.toBe('erratic');
        const calibration = 'calibration' in verdict ? verdict.calibration : IDENTITY;
        for (const { shown, came } of touches) {
          const back = moved(calibration, came);
          expect(Math.hypot((back.x - shown.x) * GLASS.widthMm, (back.y - shown.y) * GLASS.heightMm)).toBeLessThan(
            10.01,
          );
        }
      }),
    );
  });
});

it('puts a calibration behind the one that is in force', () => {
  expect(after(TURNS[90], TURNS[270])).toEqual([1, 0, 0, 0, 1, 0]);
  expect(after([1, 0, 0.1, 0, 1, 0], TURNS[180])).toEqual([-1, 0, 1.1, 0, -1, 1]);
});
