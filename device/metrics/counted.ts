import type { MetricDescription, MetricFamily, MetricLabels } from './text.ts';

/** Most series of a metric, more than any catalogue makes; the rest counts under `other` in every label. */
export const MOST_SERIES = 1_000;

const OTHER = 'other';

/** Counter by labels since the process began. `names`: its labels; none: a single number. */
export function counter<const N extends string>(about: MetricDescription, names: readonly N[]) {
  const counts = new Map<string, { readonly labels: MetricLabels; value: number }>();
  if (names.length === 0) counts.set('', { labels: {}, value: 0 });
  return {
    add(labels: Readonly<Record<N, string>>, by = 1): void {
      seriesOf(counts, names, labels, (its) => ({ labels: its, value: 0 })).value += by;
    },
    /** Starts a series at 0: Prometheus sees no rise in a series that first appears with 1. */
    begin(labels: Readonly<Record<N, string>>): void {
      this.add(labels, 0);
    },
    family: (): MetricFamily => ({ ...about, type: 'counter', samples: [...counts.values()] }),
  };
}

interface Distribution {
  readonly labels: MetricLabels;
  /** Not cumulative; the last count is above the highest bound. */
  readonly counts: number[];
  sum: number;
}

/** Histogram of durations. `bounds` of the buckets, ascending, in the unit of its name. */
export function histogram<const N extends string>(
  about: MetricDescription,
  names: readonly N[],
  bounds: readonly number[],
) {
  const series = new Map<string, Distribution>();
  const make = (labels: MetricLabels) => ({ labels, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 });
  return {
    begin(labels: Readonly<Record<N, string>>): void {
      seriesOf(series, names, labels, make);
    },
    observe(labels: Readonly<Record<N, string>>, value: number): void {
      const its = seriesOf(series, names, labels, make);
      const at = bounds.findIndex((bound) => value <= bound);
      its.counts[at < 0 ? bounds.length : at]! += 1;
      its.sum += value;
    },
    family: (): MetricFamily => ({
      ...about,
      type: 'histogram',
      samples: [...series.values()].flatMap((its) => samplesOf(its, bounds)),
    }),
  };
}

function samplesOf({ labels, counts, sum }: Distribution, bounds: readonly number[]) {
  let total = 0;
  const buckets = counts.map((count, nth) => {
    total += count;
    return { suffix: '_bucket', labels: { ...labels, le: String(bounds[nth] ?? '+Inf') }, value: total };
  });
  return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
}

function seriesOf<N extends string, S>(
  all: Map<string, S>,
  names: readonly N[],
  labels: Readonly<Record<N, string>>,
  make: (labels: MetricLabels) => S,
): S {
  const isFull = all.size >= MOST_SERIES && !all.has(keyOf(names, labels));
  const its = Object.fromEntries(names.map((name) => [name, isFull ? OTHER : labels[name]]));
  const key = keyOf(names, its as Record<N, string>);
  const known = all.get(key);
  if (known) return known;
  const made = make(its);
  all.set(key, made);
  return made;
}

const keyOf = <N extends string>(names: readonly N[], labels: Readonly<Record<N, string>>): string =>
  names.map((name) => labels[name]).join('\n');
