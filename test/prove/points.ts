/** Number of points of each kind. A chunk of bytes has one point more than bytes. */
export type PointCounts = Readonly<Record<string, number>>;

/** Point at which the process dies: the nth of its kind, from 1. Wires and writes are counted apart: their order may differ between runs. */
export interface FatalPoint {
  readonly kind: string;
  readonly nth: number;
}

export interface PointCounter {
  /** Starts the count; `null`: count only. Before this call no point counts, and the process does not die. */
  begin(fatal: FatalPoint | null): void;
  /** Counts so many points. Returns the index of the fatal point among them, or `null`. */
  within(kind: string, count: number): number | null;
  at(kind: string): void;
  /** Kills the process: nothing is flushed, closed or reported. */
  die(): never;
  passed(): PointCounts;
}

export function createPoints(): PointCounter {
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
