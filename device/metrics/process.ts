import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gauge, type MetricFamily } from './text.ts';

/** Interval of the samples. Each wakes the process; this is a tenth of the load that would show on an idle kiosk. */
const SAMPLE_MS = 100;
const NS_A_SECOND = 1e9;
const US_A_SECOND = 1e6;

/**
 * Memory, processor and event-loop delay of this process. Delays cover the time since the last read. The measured delay includes the
 * interval between samples, which is subtracted.
 */
export function watchProcessMetrics() {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  delay.enable();
  const late = (ns: number) => (Number.isFinite(ns) ? Math.max(0, ns / NS_A_SECOND - SAMPLE_MS / 1_000) : 0);
  return {
    families(): readonly MetricFamily[] {
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed } = process.memoryUsage();
      const found = [
        gauge({ name: 'process_resident_memory_bytes', help: 'Memory of the process that is in RAM.' }, rss),
        gauge({ name: 'process_heap_used_bytes', help: 'Memory of its JavaScript objects.' }, heapUsed),
        gauge({ name: 'process_uptime_seconds', help: 'Seconds since the process began.' }, process.uptime()),
        gauge(
          { name: 'event_loop_delay_max_seconds', help: 'Longest delay of the event loop since the previous scrape.' },
          delay.count === 0 ? null : late(delay.max),
        ),
        gauge(
          {
            name: 'event_loop_delay_p99_seconds',
            help: '99th percentile of the delay of the event loop since the previous scrape.',
          },
          delay.count === 0 ? null : late(delay.percentile(99)),
        ),
        {
          name: 'process_cpu_seconds_total',
          type: 'counter' as const,
          help: 'Processor time of the process, of user and system mode.',
          samples: [{ labels: {}, value: (user + system) / US_A_SECOND }],
        },
      ];
      delay.reset();
      return found;
    },
    close: () => delay.disable(),
  };
}
