/** Number of points by kind: `ledger before intent` is one each time, a chunk of bytes one more than its bytes. */
export type PointCounts = Readonly<Record<string, number>>;

/** The nth point of a kind, from 1. Kinds are counted separately, because wires and writes need not keep step. */
export interface FatalPoint {
  readonly kind: string;
  readonly nth: number;
}

/** Points at which a process may die. A first run counts them; a later run dies at one. */
export interface Points {
  /** Starts to count from 1. Before it no process dies. */
  begin(fatal: FatalPoint | null): void;
  /** Passes so many points. Returns the index of the fatal one, or `null`. */
  within(kind: string, count: number): number | null;
  /** Passes one point, or dies. */
  at(kind: string): void;
  /** Dies like a killed process: nothing is flushed, closed or reported. */
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
