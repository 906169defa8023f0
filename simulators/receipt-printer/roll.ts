/** A new roll of 80 mm paper. */
export const ROLL_MM = 80_000;
/** The near-end sensor sees the core of the roll at about this length. */
export const NEAR_END_MM = 6_000;

export type Roll = ReturnType<typeof createRoll>;

/** Paper on its roll, in mm. */
export function createRoll(mm: number) {
  let left = mm;
  let tornAt = Number.POSITIVE_INFINITY;
  const load = (length: number): void => {
    left = length;
    tornAt = Number.POSITIVE_INFINITY;
  };
  /** Length that can be pulled now: less than `left` if the paper is torn inside. */
  const reach = (): number => Math.min(left, tornAt);
  return {
    left: (): number => left,
    reach,
    pull(length: number): void {
      if (reach() - length <= 0) load(0);
      else {
        left -= length;
        tornAt -= length;
      }
    },
    load,
    /** The paper ends after this length, even if the roll looks full from outside. */
    endAfter(length: number): void {
      if (length <= 0) load(0);
      else tornAt = length;
    },
  };
}
