import { fromHex, toHex } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { LinkFactory, LinkTrouble } from '../link/link.ts';
import { createReplayClock, type TimerId } from './replayed-clock.ts';
import { createReplayedWire } from './replayed-link.ts';
import {
  type CallEntry,
  type CalledEntry,
  type ChunkEntry,
  FUNCTION,
  isAsked,
  isCall,
  isChunk,
  isLink,
  type LinkEntry,
  SIGNAL,
  type TraceEntry,
} from './trace.ts';

/** A driver that a trace is run against. */
export interface ReplayedDriver {
  /** Does what a call of the trace asked for; throws `TypeError` where the driver has no such method. */
  call(name: string, args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** What the driver is given instead of the world. `tell` takes its contract events. */
export interface ReplayedWorld {
  readonly link: LinkFactory;
  readonly clock: Clock;
  readonly random: () => number;
  /** What a question of the driver was answered, in its turn; `undefined` where the trace has no more answers. */
  readonly ask: (name: string) => unknown;
  readonly tell: (event: string, value: unknown) => void;
}

/** A contract event or the end of a call, in ms on the clock of the replay. */
export interface ReplayedEvent {
  readonly at: number;
  readonly event: string;
  readonly value: unknown;
}

/** The first place where the driver did not do what it did then. */
export interface Difference {
  /** Of the trace's entries, from 0; all of them where it wrote more than the trace has. */
  readonly entry: number;
  /** Byte of everything the driver wrote, from 0. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}

export interface Replayed {
  readonly difference: Difference | null;
  /** Bytes that were the same. */
  readonly compared: number;
  readonly events: readonly ReplayedEvent[];
}

/**
 * How much later than in the trace the driver may act, in ms. Its timers ran a little late in real time and run exactly here, so
 * it is early rather than late; but a retry is spread by up to a quarter of two seconds, and chance is not in the trace.
 */
const LATER_MS = 1_000;
/** What is written so shortly before the end of a trace would have come right after it. */
const AFTER_END_MS = 50;

/** No driver waits longer for its own end, in ms. */
const CLOSE_MS = 900_000;

/**
 * How late a timer may have run on the machine of the trace, in ms: what is tried in turn, where it explains a difference. A host may
 * stop a core for 400 ms.
 */
const LATE_MS = [1, 3, 10, 30, 100, 300, 500];
/** Timers that were late in one trace, at most: a driver that is another one must not be explained away. */
const MOST_LATE = 20;

/**
 * Runs what one device of a trace said against a driver. What comes from outside (bytes, links, calls) comes in the trace's order
 * and as much later than the thing before as it did then; what the driver writes must be the same, byte for byte.
 *
 * Timers run exactly here, and ran late then, on a busy machine by more than lies between two of them. Where the driver
 * differs by what a timer had it write, it is run again with that timer late; the first difference stands where no lateness leads
 * past it.
 *
 * @param open makes the driver, for each run a new one
 * @param turn lets everything run that waits for nothing but its turn
 */
export async function replay(
  entries: readonly TraceEntry[],
  open: (world: ReplayedWorld) => ReplayedDriver,
  turn: () => Promise<void>,
): Promise<Replayed> {
  const runWith = (late: ReadonlyMap<TimerId, number>) => replayOnce(entries, open, turn, late);

  /** The run that comes further because the timer that led to the difference was late; `undefined` where none does. */
  async function further({ difference, wroteIt, late }: Run): Promise<Run | undefined> {
    if (!difference || wroteIt === null || late.size >= MOST_LATE) return undefined;
    for (const ms of LATE_MS) {
      const again = await runWith(new Map([...late, [wroteIt, ms]]));
      if (!again.difference || again.difference.entry > difference.entry) return again;
    }
    return undefined;
  }

  let best = await runWith(new Map());
  for (let next = await further(best); next; next = await further(best)) best = next;
  const { difference, compared, events } = best;
  return { difference, compared, events };
}

interface Run extends Replayed {
  /** The timers that were late, and by how many ms. */
  readonly late: ReadonlyMap<TimerId, number>;
  /** The timer that had the driver write the first byte that differs; `null` where none had. */
  readonly wroteIt: TimerId | null;
}

async function replayOnce(
  entries: readonly TraceEntry[],
  open: (world: ReplayedWorld) => ReplayedDriver,
  turn: () => Promise<void>,
  late: ReadonlyMap<TimerId, number>,
): Promise<Run> {
  const clock = createReplayClock(late);
  const wire = createReplayedWire();
  const events: ReplayedEvent[] = [];
  const calls = new Map<number, Asked>();
  const tell = (event: string, value: unknown) => void events.push({ at: clock.now(), event, value });
  const answers = entries.filter(isAsked);
  const ask = (name: string) => {
    const at = answers.findIndex(({ asked }) => asked === name);
    return at < 0 ? undefined : answers.splice(at, 1)[0]?.answer;
  };
  const driver = open({ link: wire.factory, clock, random: () => 0.5, ask, tell });
  let compared = 0;
  let writtenAt = 0;
  let seen = 0;
  /** Which timer had the driver write, up to which byte of all. */
  const writers: { readonly end: number; readonly timer: TimerId | null }[] = [];
  let wroteIt: TimerId | null = null;

  /** Lets time pass until `so`, but no more than `ms`; `false` where it never became so. */
  async function until(so: () => boolean, ms: number): Promise<boolean> {
    const limit = clock.now() + ms;
    let ran: TimerId | null = null;
    for (;;) {
      await turn();
      if (wire.written() > seen) {
        writtenAt = clock.now();
        writers.push({ end: compared + wire.written(), timer: ran });
      }
      seen = wire.written();
      if (so()) return true;
      ran = clock.step(limit);
      if (ran === null) return false;
    }
  }
  const pass = (ms: number) => until(() => false, ms);

  const different = (entry: number, offset: number, expected: string, found: string): Difference => ({
    entry,
    offset,
    expected,
    found,
  });

  async function chunk({ direction, hex }: ChunkEntry, entry: number, ms: number): Promise<Difference | null> {
    const bytes = fromHex(hex);
    if (direction === 'in') {
      await pass(ms);
      wire.deliver(bytes);
      return null;
    }
    await until(() => wire.written() >= bytes.length, ms + LATER_MS);
    const found = wire.take(bytes.length);
    seen = wire.written();
    const at = bytes.findIndex((byte, index) => byte !== found[index]);
    if (at < 0) {
      compared += bytes.length;
      return null;
    }
    if (found.length > at) wroteIt = writers.find(({ end }) => end > compared + at)?.timer ?? null;
    return different(
      entry,
      compared + at,
      toHex(bytes.slice(at)),
      found.length > at ? toHex(found.slice(at)) : 'nothing',
    );
  }

  async function link(happened: LinkEntry, entry: number, ms: number): Promise<Difference | null> {
    switch (happened.link) {
      case 'open':
      case 'refused':
        if (!(await until(wire.asked, ms + LATER_MS)))
          return different(entry, compared, 'an open link', 'no attempt to open it');
        wire.answer(happened.link === 'open' ? undefined : refusal(happened.why));
        return null;
      case 'down':
        await pass(ms);
        wire.goDown({ code: 'LNK-103', kind: 'went-down', detail: happened.why ?? '' });
        return null;
      case 'close':
        return (await until(wire.closed, ms + LATER_MS))
          ? null
          : different(entry, compared, 'a closed link', 'an open link');
      default:
        return happened.link satisfies never;
    }
  }

  async function call({ call: name, id, args }: CallEntry, ms: number): Promise<void> {
    await pass(ms);
    const asked = createAsked(args);
    calls.set(id, asked);
    void driver.call(name, asked.args).then((value) => tell(`${name} ended`, value ?? null));
  }

  async function called(happened: CalledEntry, ms: number): Promise<void> {
    // That it ended is the driver's own doing, in its own time.
    if ('settled' in happened) return;
    await pass(ms);
    if ('aborted' in happened) calls.get(happened.id)?.abort();
    else calls.get(happened.id)?.answer(happened.of, happened.answered);
  }

  let difference: Difference | null = null;
  let before = entries[0]?.at ?? 0;
  for (const [index, entry] of entries.entries()) {
    const ms = entry.at - before;
    before = entry.at;
    if (isChunk(entry)) difference = await chunk(entry, index, ms);
    else if (isLink(entry)) difference = await link(entry, index, ms);
    else if (isCall(entry)) await call(entry, ms);
    else if (isAsked(entry)) await pass(ms);
    else await called(entry, ms);
    if (difference) break;
  }
  await turn();
  if (!difference && wire.written() > 0 && clock.now() - writtenAt > AFTER_END_MS) {
    difference = different(entries.length, compared, 'nothing more', toHex(wire.take(wire.written())));
  }
  wire.end();
  let closed = false;
  void driver.close().then(() => {
    closed = true;
  });
  if (!(await until(() => closed, CLOSE_MS))) throw new Error('the driver did not close');
  return { difference, compared, events, late, wroteIt };
}

const refusal = (why = ''): LinkTrouble => ({ code: 'LNK-101', kind: 'not-connected', detail: why });

/** A call that the trace goes on to tell of. */
interface Asked {
  readonly args: readonly unknown[];
  abort(): void;
  answer(of: number, value: unknown): void;
}

function createAsked(recorded: readonly unknown[]): Asked {
  const stop = new AbortController();
  const functions = recorded.map(createAnswering);
  return {
    args: recorded.map((arg, at) => {
      if (arg === SIGNAL) return stop.signal;
      return arg === FUNCTION ? functions[at]?.ask : arg;
    }),
    abort: () => stop.abort(),
    answer: (of, value) => functions[of]?.answer(value),
  };
}

/** A function that answers what the trace says, whichever comes first: the question or the answer. */
function createAnswering() {
  const ready: unknown[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  return {
    ask: () =>
      new Promise((resolve) => {
        if (ready.length > 0) resolve(ready.shift());
        else waiting.push(resolve);
      }),
    answer(value: unknown) {
      const next = waiting.shift();
      if (next) next(value);
      else ready.push(value);
    },
  };
}
