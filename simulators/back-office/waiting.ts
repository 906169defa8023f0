/* The same for a window and a day. A seed stands for earlier people. */

const SEEDS = 20;
const SHORTEST_MINUTES = 3;
const LONGEST_MINUTES = 17;
const MINUTES_EACH = 3;

interface ArrivalCount {
  readonly ahead: number;
  readonly people: number;
}

/** Waiting times at a window today: half are no longer than the first figure, nine of ten no longer than the second. */
export function waitingTimeAt(
  window: string,
  day: string,
  came: readonly ArrivalCount[],
): { medianMinutes: number; nineOfTenMinutes: number } {
  const own = came.map(({ ahead, people }) => ({ minutes: ahead * MINUTES_EACH, people }));
  const seeds = seedsOf(window, day).map((minutes) => ({ minutes, people: 1 }));
  const waits = [...seeds, ...own].sort((a, b) => a.minutes - b.minutes);
  return { medianMinutes: rank(waits, 0.5), nineOfTenMinutes: rank(waits, 0.9) };
}

function rank(sorted: readonly { readonly minutes: number; readonly people: number }[], part: number): number {
  let left = Math.ceil(sorted.reduce((sum, { people }) => sum + people, 0) * part);
  for (const { minutes, people } of sorted) {
    left -= people;
    if (left <= 0) return minutes;
  }
  return 0;
}

function seedsOf(window: string, day: string): readonly number[] {
  let state = 0;
  for (const symbol of `${day} ${window}`) state = (state * 31 + symbol.charCodeAt(0)) >>> 0;
  return Array.from({ length: SEEDS }, () => {
    // Numerical Recipes' generator: its upper bits are evenly distributed.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return SHORTEST_MINUTES + ((state >>> 16) % (LONGEST_MINUTES - SHORTEST_MINUTES + 1));
  });
}
