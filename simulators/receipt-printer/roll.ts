/** A new roll of 80 mm paper. */
export const ROLL_MM = 80_000;
/** The near-end sensor sees the core of the roll: about this much is left then. */
export const NEAR_END_MM = 6_000;

/** Paper on its roll, in mm. */
export interface Roll {
  left(): number;
  /** How far the paper can be pulled now: less than `left` where it is torn inside. */
  reach(): number;
  pull(mm: number): void;
  load(mm: number): void;
  /** The paper ends after this much more, whatever the roll looks like from outside. */
  endAfter(mm: number): void;
}

export function createRoll(mm: number): Roll {
  let left = mm;
  let tornAt = Number.POSITIVE_INFINITY;
  const load = (length: number): void => {
    left = length;
    tornAt = Number.POSITIVE_INFINITY;
  };
  const reach = (): number => Math.min(left, tornAt);
  return {
    left: () => left,
    reach,
    pull(length) {
      if (reach() - length <= 0) load(0);
      else {
        left -= length;
        tornAt -= length;
      }
    },
    load,
    endAfter(length) {
      if (length <= 0) load(0);
      else tornAt = length;
    },
  };
}
