import { type Clock, pause } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { type Emitter, emitter } from '../emitter.ts';
import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineState, Lines, LinesStatus, LineTrouble } from './contract.ts';
import { createDebounce } from './debounce.ts';
import type { LineMap, LinePort, LineSpec, OpenLine, OpenOutput } from './port.ts';

export interface LinesOptions {
  readonly map: LineMap;
  readonly port: LinePort;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  readonly timings?: Partial<LineTimings>;
}

/** All in milliseconds. */
export interface LineTimings {
  /** First wait before a lost line is tried again; doubles up to `retryCeiling`. */
  readonly retryFirst: number;
  readonly retryCeiling: number;
  /** Rest of an input whose map says nothing. Reed contacts and lid switches bounce for 1 to 10 ms. */
  readonly debounce: number;
}

const LINE_TIMINGS: LineTimings = { retryFirst: 500, retryCeiling: 5_000, debounce: 30 };

/** What is known of one line. */
interface Kept {
  readonly spec: LineSpec;
  readonly changes: Emitter<LineState>;
  state: LineState;
  trouble: LineTrouble | null;
  /** What an output shall show. */
  pattern: LinePattern;
  output: OpenOutput | null;
  /** Patterns of one line are shown one after the other. */
  queue: Promise<unknown>;
}

/**
 * The lines of a cabinet over one port. Each line lives for itself: one that is lost is tried again for ever, with a
 * back-off that has a ceiling, and holds up none of the others.
 */
export function createLines(options: LinesOptions): Lines {
  const { map, port, clock, random } = options;
  const timings = { ...LINE_TIMINGS, ...options.timings };
  const statuses = emitter<LinesStatus>();
  const closing = new AbortController();
  const all = new Map(Object.entries(map).map(([name, spec]) => [name, newlyKept(spec)]));

  const status = (): LinesStatus => ({
    device: deviceOf([...all.values()]),
    lines: Object.fromEntries([...all].map(([name, { state, trouble }]) => [name, { state, trouble }])),
  });

  function become(line: Kept, state: LineState, trouble: LineTrouble | null): void {
    const changed = line.state !== state;
    if (!changed && line.trouble?.code === trouble?.code) return;
    line.state = state;
    line.trouble = trouble;
    if (changed) line.changes.emit(state);
    statuses.emit(status());
  }

  const showing = (line: Kept): LineState => (line.pattern === 'off' ? 'inactive' : 'active');

  function openInput(line: Kept, lost: (trouble: LineTrouble) => void): Promise<Result<OpenLine, LineTrouble>> {
    const restMs = line.spec.debounceMs ?? timings.debounce;
    let open = true;
    const debounce = createDebounce(clock, restMs, (active) => become(line, active ? 'active' : 'inactive', null));
    const end = () => {
      open = false;
      debounce.reset();
    };
    const listener = {
      level: (active: boolean) => {
        if (open && !closing.signal.aborted) debounce.level(active);
      },
      lost(trouble: LineTrouble) {
        end();
        lost(trouble);
      },
    };
    return port.openInput(line.spec, listener).then((opened) => {
      if (!opened.ok) {
        end();
        return opened;
      }
      const close = () => {
        end();
        return opened.value.close();
      };
      return ok({ close });
    });
  }

  async function openOutput(line: Kept, lost: (trouble: LineTrouble) => void): Promise<Result<OpenLine, LineTrouble>> {
    const wanted = line.pattern;
    const opened = await port.openOutput(line.spec, wanted, lost);
    if (!opened.ok) return opened;
    line.output = opened.value;
    become(line, showing(line), null);
    if (wanted !== line.pattern) void show(line);
    return opened;
  }

  function show(line: Kept): Promise<Result<void, LineTrouble>> {
    const shown = line.queue.then(async (): Promise<Result<void, LineTrouble>> => {
      if (!line.output) return err(line.trouble ?? NOT_YET);
      const result = await line.output.show(line.pattern);
      if (result.ok && line.output) become(line, showing(line), null);
      return result;
    });
    line.queue = shown;
    return shown;
  }

  /** One line from the first try until `close`. */
  async function keep(line: Kept): Promise<void> {
    let wait = timings.retryFirst;
    while (!closing.signal.aborted) {
      const gone = new AbortController();
      const lost = (trouble: LineTrouble) => {
        if (gone.signal.aborted) return;
        gone.abort();
        line.output = null;
        if (!closing.signal.aborted) become(line, 'lost', trouble);
      };
      const opened = await (line.spec.direction === 'in' ? openInput : openOutput)(line, lost);
      if (opened.ok) {
        wait = timings.retryFirst;
        await eitherAborted(gone.signal, closing.signal);
        await line.queue;
        line.output = null;
        await opened.value.close();
      } else {
        lost(opened.error);
      }
      await pause(clock, wait * (0.75 + random() / 2), closing.signal);
      wait = Math.min(wait * 2, timings.retryCeiling);
    }
  }

  function named(name: string, direction?: LineSpec['direction']): Kept {
    const line = all.get(name);
    if (!line) throw new RangeError(`the map has no line called ${name}`);
    if (direction && line.spec.direction !== direction) throw new RangeError(`${name} is no line ${direction}`);
    return line;
  }

  const keeping = [...all.values()].map(keep);
  return {
    status,
    onStatus: statuses.on,
    read: (name) => named(name).state,
    watch: (name, listener) => named(name).changes.on(listener),
    set(name, pattern) {
      const line = named(name, 'out');
      line.pattern = pattern;
      return show(line);
    },
    async close() {
      closing.abort();
      await Promise.all(keeping);
      statuses.clear();
      for (const { changes } of all.values()) changes.clear();
    },
  };
}

const NOT_YET: LineTrouble = { code: 'LIN-106', kind: 'no-answer', detail: 'the line is not open yet' };

const newlyKept = (spec: LineSpec): Kept => ({
  spec,
  changes: emitter(),
  state: 'unknown',
  trouble: null,
  pattern: 'off',
  output: null,
  queue: Promise.resolve(),
});

function deviceOf(lines: readonly Kept[]): DeviceState {
  if (lines.some(({ state }) => state === 'unknown')) return 'starting';
  if (lines.length > 0 && lines.every(({ trouble }) => trouble?.kind === 'no-gpio')) return 'noDevice';
  return lines.some(({ state }) => state === 'lost') ? 'offline' : 'online';
}

function eitherAborted(first: AbortSignal, second: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const signal of [first, second]) signal.removeEventListener('abort', settle);
      resolve();
    };
    if (first.aborted || second.aborted) return resolve();
    for (const signal of [first, second]) signal.addEventListener('abort', settle);
  });
}
