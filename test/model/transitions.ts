import { type RemovedTransition, withoutTransition, withTransitionListener } from './drops.ts';
import type { MoveListener, PageMove } from './ways.ts';

export interface DropReport {
  readonly dropped: number;
  readonly byLaw: number;
  /** Number of removed transitions that only `ways.json` shows. */
  readonly byWay: number;
  /** Transitions that nothing shows. `never taken`: the walk does not use them. */
  readonly unnoticed: readonly string[];
}

interface EdgesOf<Edge> {
  readonly drops: readonly RemovedTransition[];
  readonly walk: (ear: MoveListener<Edge>) => unknown;
  readonly wayOf: (edge: Edge) => PageMove;
  readonly again: (edge: Edge) => Edge;
  readonly problems: (edge: Edge) => readonly string[];
}

const FIRST = 20;
const EACH = 100;

interface Taken<Edge> {
  count: number;
  readonly edges: { readonly edge: Edge; readonly before: readonly string[] }[];
}

/** Walks once, then removes each transition in turn and repeats the edges that used it. */
export function dropEach<Edge>({ drops, walk, wayOf, again, problems }: EdgesOf<Edge>): DropReport {
  const keyOf = (edge: Edge) => JSON.stringify(wayOf(edge));
  const all = new Map<string, number>();
  const taken = new Map<RemovedTransition, Map<string, Taken<Edge>>>();
  const now = new Set<RemovedTransition>();
  const note = (edge: Edge) => {
    const way = keyOf(edge);
    all.set(way, (all.get(way) ?? 0) + 1);
    for (const drop of [...now]) keep(taken, drop, way, edge, problems);
  };
  withTransitionListener(
    drops,
    (drop) => now.add(drop),
    () => walk({ before: () => now.clear(), after: note }),
  );
  const noticed = drops.map((drop) => ({ drop, by: withoutTransition(drop, () => noticeOf(taken.get(drop))) }));
  const count = (by: string) => noticed.filter((each) => each.by === by).length;
  const unnoticed = noticed.flatMap(({ drop, by }) => (by === 'law' || by === 'way' ? [] : [`${drop.name}: ${by}`]));
  return { dropped: drops.length, byLaw: count('law'), byWay: count('way'), unnoticed };

  function noticeOf(ways: ReadonlyMap<string, Taken<Edge>> | undefined): 'law' | 'way' | 'not noticed' | 'never taken' {
    if (!ways) return 'never taken';
    let leadsElsewhere = false;
    for (const [way, { count: times, edges }] of ways) {
      let isLost = true;
      for (const { edge, before } of edges) {
        const other = againOr(edge);
        if (other === null || isWorse(before, problems(other))) return 'law';
        const next = keyOf(other);
        if (next === way) isLost = false;
        else if (!all.has(next) && wayOf(other).leads !== null) leadsElsewhere = true;
      }
      if (isLost && wayOf(edges[0]!.edge).leads !== null && all.get(way) === times) leadsElsewhere = true;
    }
    return leadsElsewhere ? 'way' : 'not noticed';
  }

  function againOr(edge: Edge): Edge | null {
    try {
      return again(edge);
    } catch {
      return null;
    }
  }
}

function keep<Edge>(
  taken: Map<RemovedTransition, Map<string, Taken<Edge>>>,
  drop: RemovedTransition,
  way: string,
  edge: Edge,
  problems: (edge: Edge) => readonly string[],
): void {
  const ways = taken.get(drop) ?? new Map<string, Taken<Edge>>();
  taken.set(drop, ways);
  const its = ways.get(way) ?? { count: 0, edges: [] };
  ways.set(way, its);
  its.count += 1;
  if (its.count <= FIRST || its.count % EACH === 0) its.edges.push({ edge, before: problems(edge) });
}

const isWorse = (before: readonly string[], after: readonly string[]): boolean =>
  after.some((problem) => !before.includes(problem));
