import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PagePoint } from '../../device/screen/acceptance.ts';
import {
  type Calibration,
  composeCalibrations,
  IDENTITY_CALIBRATION,
  judgeTouches,
  type TouchSample,
} from './touch.ts';

const GLASS = { widthMm: 268, heightMm: 476 };
const CORNERS: readonly PagePoint[] = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];

const touched = (come: (shown: PagePoint) => PagePoint): readonly TouchSample[] =>
  CORNERS.map((shown) => ({ shown, came: come(shown) }));
const moved = ([a, b, c, d, e, f]: Calibration, { x, y }: PagePoint): PagePoint => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
});

const TURNS = { 90: [0, -1, 1, 1, 0, 0], 180: [-1, 0, 1, 0, -1, 1], 270: [0, 1, 0, -1, 0, 1] } as const;

describe('judgeTouches', () => {
  it('when each touch is within a finger of its target, then the panel fits', () => {
    const verdict = judgeTouches(
      touched(({ x, y }) => ({ x: x + 0.02, y: y - 0.01 })),
      GLASS,
    );
    expect(verdict).toEqual({ is: 'fits', farthestMm: expect.closeTo(7.18, 1) });
  });

  it.each([90, 180, 270] as const)(
    'when the panel is turned by %i degrees, then the calibration is the opposite turn',
    (degrees) => {
      const verdict = judgeTouches(
        touched((shown) => moved(TURNS[degrees], shown)),
        GLASS,
      );
      // From libinput's documentation; the opposite turn turns the panel back.
      const back = { 90: TURNS[270], 180: TURNS[180], 270: TURNS[90] }[degrees];
      expect(verdict).toEqual({ is: 'turned', degrees, calibration: [...back] });
    },
  );

  it.each([
    ['left and right', [-1, 0, 1, 0, 1, 0]],
    ['top and bottom', [1, 0, 0, 0, -1, 1]],
    ['both axes', [0, 1, 0, 1, 0, 0]],
    ['both axes, the other way', [0, -1, 1, -1, 0, 1]],
  ] as const)('when the panel is mirrored (%s), then the calibration mirrors it back', (_, as) => {
    const verdict = judgeTouches(
      touched((shown) => moved(as, shown)),
      GLASS,
    );
    expect(verdict).toEqual({ is: 'mirrored', calibration: [...as] });
  });

  it('when touches are scaled and shifted, then the calibration brings them back to their targets', () => {
    const beside = ({ x, y }: PagePoint) => ({ x: x * 0.8 + 0.15, y: y + 0.05 });
    const verdict = judgeTouches(touched(beside), GLASS);
    expect(verdict).toMatchObject({ is: 'beside' });
    if (verdict.is !== 'beside') return;
    for (const shown of CORNERS) {
      const back = moved(verdict.calibration, beside(shown));
      expect([back.x, back.y]).toEqual([expect.closeTo(shown.x, 9), expect.closeTo(shown.y, 9)]);
    }
  });

  it('when one touch is elsewhere or all are at one place, then the panel is erratic', () => {
    const one = CORNERS.map((shown, nth) => ({ shown, came: nth === 2 ? { x: 0.3, y: 0.5 } : shown }));
    expect(judgeTouches(one, GLASS).is).toBe('erratic');
    expect(
      judgeTouches(
        touched(() => ({ x: 0.5, y: 0.5 })),
        GLASS,
      ).is,
    ).toBe('erratic');
  });

  it('when a panel is turned, mirrored, shifted and jittery, then the calibration brings each touch within 10 mm', () => {
    const jitter = fc.double({ min: -0.008, max: 0.008, noNaN: true });
    const way = fc.constantFrom<Calibration>(
      IDENTITY_CALIBRATION,
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
        const calibration = 'calibration' in verdict ? verdict.calibration : IDENTITY_CALIBRATION;
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

it('when one calibration follows another, then composeCalibrations returns their product', () => {
  expect(composeCalibrations(TURNS[90], TURNS[270])).toEqual([1, 0, 0, 0, 1, 0]);
  expect(composeCalibrations([1, 0, 0.1, 0, 1, 0], TURNS[180])).toEqual([-1, 0, 1.1, 0, -1, 1]);
});
