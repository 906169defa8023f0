import { describe, expect, it } from 'vitest';
import { counter, histogram, MOST_SERIES } from './counted.ts';
import { gauge, renderFamilies, stateSamples } from './text.ts';

const lines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('Prometheus text', () => {
  it('when a text has quotes, backslashes or line ends, then they are escaped', () => {
    const samples = [{ labels: { why: 'a "b"\\\nc' }, value: 1 }];
    expect(renderFamilies([{ name: 'x', type: 'gauge', help: 'one\ntwo \\', samples }])).toBe(
      '# HELP asan_kiosk_x one\\ntwo \\\\\n# TYPE asan_kiosk_x gauge\nasan_kiosk_x{why="a \\"b\\"\\\\\\nc"} 1\n',
    );
  });

  it('when a value is unknown, then its metric is absent', () => {
    expect(renderFamilies([gauge({ name: 'x', help: 'x' }, null)])).toBe('');
    expect(lines(renderFamilies([gauge({ name: 'x', help: 'x' }, 0)]))).toEqual(['asan_kiosk_x 0']);
  });

  it('when there are several states, then each has a sample', () => {
    expect(stateSamples(['a', 'b'], 'b', 'state').map(({ value }) => value)).toEqual([0, 1]);
  });

  it('when numbers are infinite or NaN, then they have the names of the format', () => {
    const values = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e21, 0.1];
    const samples = values.map((value) => ({ labels: {}, value }));
    expect(lines(renderFamilies([{ name: 'x', type: 'gauge', help: 'x', samples }]))).toEqual(
      ['+Inf', '-Inf', 'NaN', '1e+21', '0.1'].map((text) => `asan_kiosk_x ${text}`),
    );
  });
});

describe('counters and histograms', () => {
  it('when a counter has no labels, then it starts at 0; with labels, a series appears with its first count', () => {
    expect(counter({ name: 'x_total', help: 'x' }, []).family().samples).toEqual([{ labels: {}, value: 0 }]);
    const by = counter({ name: 'x_total', help: 'x' }, ['kind']);
    expect(by.family().samples).toEqual([]);
    by.add({ kind: 'a' });
    by.add({ kind: 'a' }, 4);
    expect(by.family().samples).toEqual([{ labels: { kind: 'a' }, value: 5 }]);
  });

  it('when there are too many series, then the rest is counted under other', () => {
    const by = counter({ name: 'x_total', help: 'x' }, ['kind']);
    for (let nth = 0; nth < MOST_SERIES + 50; nth += 1) by.add({ kind: `k${nth}` });
    by.add({ kind: 'k0' });
    const { samples } = by.family();
    expect(samples).toHaveLength(MOST_SERIES + 1);
    expect(samples[0]).toEqual({ labels: { kind: 'k0' }, value: 2 });
    expect(samples.at(-1)).toEqual({ labels: { kind: 'other' }, value: 50 });
  });

  it('when a value is observed, then it counts in each bucket with this bound or a higher one', () => {
    const took = histogram({ name: 'step_seconds', help: 'x' }, ['step'], [1, 5]);
    for (const seconds of [0.5, 1, 1.1, 6]) took.observe({ step: 'form' }, seconds);
    expect(lines(renderFamilies([took.family()]))).toEqual([
      'asan_kiosk_step_seconds_bucket{step="form",le="1"} 2',
      'asan_kiosk_step_seconds_bucket{step="form",le="5"} 3',
      'asan_kiosk_step_seconds_bucket{step="form",le="+Inf"} 4',
      'asan_kiosk_step_seconds_sum{step="form"} 8.6',
      'asan_kiosk_step_seconds_count{step="form"} 4',
    ]);
  });
});
