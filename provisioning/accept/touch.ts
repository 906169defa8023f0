import type { PagePoint } from '../../device/screen/acceptance.ts';

/** Coordinates from 0 to 1 across the page. */
export interface TouchSample {
  readonly shown: PagePoint;
  readonly came: PagePoint;
}

/** First two rows of a matrix on points of the page, in libinput's order: `a b c d e f`. */
export type Calibration = readonly [number, number, number, number, number, number];

export const IDENTITY_CALIBRATION: Calibration = [1, 0, 0, 0, 1, 0];

export type TouchVerdict =
  | { readonly is: 'fits'; readonly farthestMm: number }
  | { readonly is: 'turned'; readonly degrees: 90 | 180 | 270; readonly calibration: Calibration }
  | { readonly is: 'mirrored'; readonly calibration: Calibration }
  | { readonly is: 'beside'; readonly farthestMm: number; readonly calibration: Calibration }
  | { readonly is: 'erratic'; readonly farthestMm: number };

export interface PanelSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Farthest good touch from its target, in mm: a finger is no more exact. */
const NEAR_MM = 10;

/** Each turns or mirrors the unit square into itself, from target to touch. */
const MOUNTED: readonly { readonly is: 'fits' | 'mirrored' | 90 | 180 | 270; readonly as: Calibration }[] = [
  { is: 'fits', as: IDENTITY_CALIBRATION },
  { is: 90, as: [0, -1, 1, 1, 0, 0] },
  { is: 180, as: [-1, 0, 1, 0, -1, 1] },
  { is: 270, as: [0, 1, 0, -1, 0, 1] },
  { is: 'mirrored', as: [-1, 0, 1, 0, 1, 0] },
  { is: 'mirrored', as: [1, 0, 0, 0, -1, 1] },
  { is: 'mirrored', as: [0, 1, 0, 1, 0, 0] },
  { is: 'mirrored', as: [0, -1, 1, -1, 0, 1] },
];

/**
 * Judges from touches in the four corners how the panel is mounted: the best of the eight ways, and whether the touches are near enough.
 */
export function judgeTouches(touches: readonly TouchSample[], glass: PanelSize): TouchVerdict {
  const spread = (as: Calibration) => squares(touches.map(({ shown, came }) => minus(came, move(as, shown))));
  const [best] = [...MOUNTED].sort((one, other) => spread(one.as) - spread(other.as));
  if (!best) throw new Error('there is a way in which a panel is mounted');
  const turnedBack = inverse(best.as);
  const near = farthest(touches, turnedBack, glass);
  if (near <= NEAR_MM) {
    if (best.is === 'fits') return { is: 'fits', farthestMm: near };
    if (best.is === 'mirrored') return { is: 'mirrored', calibration: turnedBack };
    return { is: 'turned', degrees: best.is, calibration: turnedBack };
  }
  const calibration = fitted(touches);
  const left = calibration ? farthest(touches, calibration, glass) : Number.POSITIVE_INFINITY;
  if (!calibration || left > NEAR_MM)
    return { is: 'erratic', farthestMm: farthest(touches, IDENTITY_CALIBRATION, glass) };
  if (best.is === 'fits') return { is: 'beside', farthestMm: near, calibration };
  return best.is === 'mirrored' ? { is: 'mirrored', calibration } : { is: 'turned', degrees: best.is, calibration };
}

const move = ([a, b, c, d, e, f]: Calibration, { x, y }: PagePoint): PagePoint => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
});

const minus = (one: PagePoint, other: PagePoint): PagePoint => ({ x: one.x - other.x, y: one.y - other.y });

/** A panel may be turned and also shifted. */
function squares(differences: readonly PagePoint[]): number {
  const mean = (of: (place: PagePoint) => number) =>
    differences.reduce((sum, each) => sum + of(each), 0) / differences.length;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  return differences.reduce((sum, each) => sum + (each.x - middle.x) ** 2 + (each.y - middle.y) ** 2, 0);
}

function farthest(touches: readonly TouchSample[], by: Calibration, { widthMm, heightMm }: PanelSize): number {
  const distances = touches.map(({ shown, came }) => {
    const { x, y } = minus(move(by, came), shown);
    return Math.hypot(x * widthMm, y * heightMm);
  });
  return Math.max(...distances);
}

/** Product of two calibrations: `first` is applied to the touch first. */
export function composeCalibrations(then: Calibration, first: Calibration): Calibration {
  const [a, b, c] = rowAfter(then.slice(0, 3), first);
  const [d, e, f] = rowAfter(then.slice(3), first);
  return [a, b, c, d, e, f];
}

function rowAfter([p = 0, q = 0, r = 0]: readonly number[], [a, b, c, d, e, f]: Calibration): [number, number, number] {
  return [p * a + q * d, p * b + q * e, p * c + q * f + r];
}

/** Inverse of the calibration of a turned or mirrored square: the determinant is 1 or −1. */
function inverse([a, b, c, d, e, f]: Calibration): Calibration {
  const det = a * e - b * d;
  return [e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det].map(
    (each) => each + 0,
  ) as unknown as Calibration;
}

/** `null`: the touches lie on one line. */
function fitted(touches: readonly TouchSample[]): Calibration | null {
  const rows = touches.map(({ came }) => [came.x, came.y, 1] as const);
  const normal = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + at(row, i) * at(row, j), 0)),
  );
  const solve = (of: (place: PagePoint) => number) =>
    solved(
      normal,
      [0, 1, 2].map((i) => rows.reduce((sum, row, nth) => sum + at(row, i) * of(touches[nth]?.shown ?? ZERO), 0)),
    );
  const [x, y] = [solve((place) => place.x), solve((place) => place.y)];
  return x && y ? [...x, ...y] : null;
}

const ZERO: PagePoint = { x: 0, y: 0 };
const at = (row: readonly number[], index: number): number => row[index] ?? 0;

/** By Cramer's rule; `null` without a unique solution. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): [number, number, number] | null {
  const whole = determinant(matrix);
  if (Math.abs(whole) < SINGULAR) return null;
  const with_ = (column: number) =>
    determinant(matrix.map((row, i) => row.map((value, j) => (j === column ? at(right, i) : value)))) / whole;
  return [with_(0), with_(1), with_(2)];
}

/** A smaller determinant counts as 0: four corners have about 0.1. */
const SINGULAR = 1e-6;

function determinant(matrix: readonly (readonly number[])[]): number {
  const m = (row: number, column: number) => at(matrix[row] ?? [], column);
  return (
    m(0, 0) * (m(1, 1) * m(2, 2) - m(1, 2) * m(2, 1)) -
    m(0, 1) * (m(1, 0) * m(2, 2) - m(1, 2) * m(2, 0)) +
    m(0, 2) * (m(1, 0) * m(2, 1) - m(1, 1) * m(2, 0))
  );
}
