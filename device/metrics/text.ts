/** Text format of Prometheus, version 0.0.4 [prometheus.io/docs/instrumenting/exposition_formats]. Why no library: docs/decisions/0036. */
export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export type MetricLabels = Readonly<Record<string, string>>;

export interface MetricSample {
  readonly labels: MetricLabels;
  readonly value: number;
}

/** The name is without its prefix and has base units; a counter ends in `_total` [best practices, naming]. */
export interface MetricFamily {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly HistogramSample[];
}

interface HistogramSample extends MetricSample {
  readonly suffix?: string;
}

const PREFIX = 'asan_kiosk_';

export const renderFamilies = (families: readonly MetricFamily[]): string => families.map(familyText).join('');

/** A family without samples is left out: `0` would be a claim. */
function familyText({ name, type, help, samples }: MetricFamily): string {
  if (samples.length === 0) return '';
  const full = PREFIX + name;
  const lines = samples.map(
    ({ labels, value, suffix = '' }) => `${full}${suffix}${labelText(labels)} ${numberText(value)}\n`,
  );
  return `# HELP ${full} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n# TYPE ${full} ${type}\n${lines.join('')}`;
}

function labelText(labels: MetricLabels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (value: string): string => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}

export type MetricDescription = Omit<MetricFamily, 'samples' | 'type'>;

/** A gauge, without a sample if the value is unknown. */
export const gauge = (about: MetricDescription, value: number | null): MetricFamily => ({
  ...about,
  type: 'gauge',
  samples: value === null ? [] : [{ labels: {}, value }],
});

export const gauges = (about: MetricDescription, samples: readonly MetricSample[]): MetricFamily => ({
  ...about,
  type: 'gauge',
  samples,
});

/** A sample for each value of `all`: 1 for `is`, 0 for the others. So an alert rule needs no `absent()`. */
export const stateSamples = (
  all: readonly string[],
  is: string,
  label: string,
  labels: MetricLabels = {},
): readonly MetricSample[] => all.map((each) => ({ labels: { ...labels, [label]: each }, value: each === is ? 1 : 0 }));
