import type { DeviceState } from '../device-status.ts';
import { emitter } from '../emitter.ts';
import type { DriverOptions } from '../supervision/device.ts';
import type { Lines, LinesStatus } from './contract.ts';
import type { LineMap, LinePort, LineSpec } from './port.ts';
import { type LineTimings, SupervisedSignalLine } from './supervised-signal-line.ts';

/** Options of `createLines`. Timings are milliseconds. */
export interface LinesOptions extends DriverOptions {
  readonly map: LineMap;
  readonly port: LinePort;
  readonly timings?: Partial<LineTimings>;
}

const LINE_TIMINGS: LineTimings = { retryFirst: 500, retryCeiling: 5_000, debounce: 30 };

/**
 * Drives a cabinet's lines over one port. Each line is independent: a lost line is retried for ever, with waits up to a ceiling, and delays
 * no other line.
 */
export function createLines({ map, port, clock, random, timings }: LinesOptions): Lines {
  const statuses = emitter<LinesStatus>();
  const closing = new AbortController();
  const world = {
    port,
    clock,
    random,
    timings: { ...LINE_TIMINGS, ...timings },
    closing: closing.signal,
    onNews: () => statuses.emit(status()),
  };
  const all = new Map(Object.entries(map).map(([name, spec]) => [name, new SupervisedSignalLine(spec, world)]));

  const status = (): LinesStatus => ({
    device: deviceOf([...all.values()]),
    lines: Object.fromEntries([...all].map(([name, { state, trouble }]) => [name, { state, trouble }])),
  });

  function named(name: string, direction?: LineSpec['direction']): SupervisedSignalLine {
    const line = all.get(name);
    if (!line) throw new RangeError(`the map has no line called ${name}`);
    if (direction && line.spec.direction !== direction) throw new RangeError(`${name} is no line ${direction}`);
    return line;
  }

  const running = [...all.values()].map((line) => line.run());
  return {
    status,
    onStatus: statuses.on,
    read: (name) => named(name).state,
    watch: (name, listener) => named(name).changes.on(listener),
    set: (name, pattern) => named(name, 'out').show(pattern),
    async close() {
      closing.abort();
      await Promise.all(running);
      statuses.clear();
      for (const { changes } of all.values()) changes.clear();
    },
  };
}

function deviceOf(lines: readonly SupervisedSignalLine[]): DeviceState {
  if (lines.some(({ state }) => state === 'unknown')) return 'starting';
  if (lines.length > 0 && lines.every(({ trouble }) => trouble?.kind === 'no-gpio')) return 'noDevice';
  return lines.some(({ state }) => state === 'lost') ? 'offline' : 'online';
}
