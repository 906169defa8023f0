/** How many points of each kind were come by: `ledger before intent` is one a time, a chunk of bytes one more than it has bytes. */
export type PointCounts = Readonly<Record<string, number>>;

/** The nth point of a kind, counted from 1. Kinds are counted apart, because wires and writes need not keep step with each other. */
export interface FatalPoint {
  readonly kind: string;
  readonly nth: number;
}

/** Where a process may end. A first run tells how many points there are, a later one ends at a given one. */
export interface Points {
  /** Counts from 1 from here on; before it nothing is counted and nobody dies. */
  begin(fatal: FatalPoint | null): void;
  /** Comes by so many points. Which of them is the fatal one, from 0, or `null`. */
  within(kind: string, count: number): number | null;
  /** One point: comes by it, or ends here. */
  at(kind: string): void;
  /** Ends as a process does that is killed: nothing is flushed, closed or said. */
  die(): never;
  passed(): PointCounts;
}

export function createPoints(): Points {
  let counts: Map<string, number> | undefined;
  let fatal: FatalPoint | null = null;

  function within(kind: string, more: number): number | null {
    if (!counts) return null;
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + more);
    if (fatal?.kind !== kind || fatal.nth <= before || fatal.nth > before + more) return null;
    return fatal.nth - before - 1;
  }

  function die(): never {
    process.kill(process.pid, 'SIGKILL');
    throw new Error('a process that was killed goes on');
  }

  return {
    begin(at) {
      counts = new Map();
      fatal = at;
    },
    within,
    at(kind) {
      if (within(kind, 1) !== null) die();
    },
    die,
    passed: () => Object.fromEntries(counts ?? []),
  };
}
