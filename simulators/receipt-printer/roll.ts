/** Length of a new roll of 80 mm width. */
export const ROLL_MM = 80_000;
/** Length at which the near-end sensor sees the core. */
export const NEAR_END_MM = 6_000;

export type Roll = ReturnType<typeof createRoll>;

/** Paper on its roll, in mm. The paper may be torn inside, although the roll looks full from outside: `reach` is less than `left` then. */
export function createRoll(mm: number) {
  let left = mm;
  let tornAt = Number.POSITIVE_INFINITY;
  const load = (length: number): void => {
    left = length;
    tornAt = Number.POSITIVE_INFINITY;
  };
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
    endAfter(length: number): void {
      if (length <= 0) load(0);
      else tornAt = length;
    },
  };
}
