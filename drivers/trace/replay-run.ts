import { fromHex, toHex } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { LinkFactory, LinkTrouble } from '../link/link.ts';
import { createReplayClock, type ReplayClock, type TimerId } from './replayed-clock.ts';
import { createReplayedWire } from './replayed-link.ts';
import {
  type CallEntry,
  type CallOutcomeEntry,
  type ChunkEntry,
  FUNCTION_PLACEHOLDER,
  isCallEntry,
  isChunkEntry,
  isLinkEntry,
  isQuestionEntry,
  type LinkEntry,
  SIGNAL_PLACEHOLDER,
  type TraceEntry,
} from './trace.ts';

export interface ReplayedDriver {
  call(name: string, args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** `tell`: contract events. */
export interface ReplayEnvironment {
  readonly link: LinkFactory;
  readonly clock: Clock;
  readonly random: () => number;
  /** `undefined`: none left. */
  readonly ask: (name: string) => unknown;
  readonly tell: (event: string, value: unknown) => void;
}

/** `at`: ms of the replay's clock. */
export interface ReplayedEvent {
  readonly at: number;
  readonly event: string;
  readonly value: unknown;
}

export interface ReplayDifference {
  /** Index from 0; the number of entries if the driver wrote more than the trace. */
  readonly entry: number;
  /** Offset in all written bytes, from 0. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}

export interface ReplayResult {
  readonly difference: ReplayDifference | null;
  readonly compared: number;
  readonly events: readonly ReplayedEvent[];
}

export interface ReplayLateness {
  /** Index of the entry that comes before a held timer. */
  readonly held: ReadonlyMap<TimerId, number>;
  /** Entries that the driver wrote late. */
  readonly writtenLate: ReadonlySet<number>;
}

export interface ReplaySuspect {
  readonly timer: TimerId;
  /** Index of the entry before which the timer ran. */
  readonly entry: number;
  /** Time of the trace. */
  readonly at: number;
}

export interface ReplayRunResult extends ReplayResult {
  readonly late: ReplayLateness;
  /** Timers that may have caused the difference, newest first. */
  readonly suspects: readonly ReplaySuspect[];
  /** Entries that the driver wrote too early, newest first. */
  readonly early: readonly number[];
}

/** Allowed delay: retries spread by up to a quarter of two seconds, and the trace has no random numbers. */
const LATER_MS = 1_000;
/** Bytes written this shortly before the end count as written after it. */
const AFTER_END_MS = 50;

const CLOSE_MS = 900_000;
const MOST_SUSPECTS = 4;

export async function replayOnce(
  entries: readonly TraceEntry[],
  open: (world: ReplayEnvironment) => ReplayedDriver,
  turn: () => Promise<void>,
  late: ReplayLateness,
): Promise<ReplayRunResult> {
  const run = new ReplayRun(entries, open, turn, late);
  let difference: ReplayDifference | null = null;
  for (const [index, entry] of entries.entries()) {
    difference = await run.play(entry, index);
    if (difference) break;
  }
  difference = await run.end(difference);
  const { compared, events, suspects, early } = run;
  return { difference, compared, events, late, suspects, early: early.slice(-MOST_SUSPECTS).reverse() };
}

class ReplayRun {
  readonly events: ReplayedEvent[] = [];
  compared = 0;
  suspects: readonly ReplaySuspect[] = [];
  readonly early: number[] = [];
  readonly #writtenLate: ReadonlySet<number>;
  readonly #entries: readonly TraceEntry[];
  readonly #turn: () => Promise<void>;
  readonly #clock: ReplayClock;
  readonly #wire = createReplayedWire();
  readonly #driver: ReplayedDriver;
  readonly #calls = new Map<number, ReturnType<typeof createReplayedCall>>();
  /** Timer that caused a write, by end offset of the bytes. */
  readonly #writers: { readonly end: number; readonly by: ReplaySuspect | null }[] = [];
  #playing = 0;
  /** Subtracted from the clock, gives the time of the trace. */
  #ahead = 0;
  #writtenAt = 0;
  #seen = 0;

  constructor(
    entries: readonly TraceEntry[],
    open: (world: ReplayEnvironment) => ReplayedDriver,
    turn: () => Promise<void>,
    { held, writtenLate }: ReplayLateness,
  ) {
    this.#entries = entries;
    this.#writtenLate = writtenLate;
    this.#turn = turn;
    this.#clock = createReplayClock((timer) => this.#playing <= (held.get(timer) ?? -1));
    const answers = entries.filter(isQuestionEntry);
    const ask = (name: string) => {
      const at = answers.findIndex(({ asked }) => asked === name);
      return at < 0 ? undefined : answers.splice(at, 1)[0]?.answer;
    };
    const { factory: link } = this.#wire;
    this.#driver = open({ link, clock: this.#clock, random: () => 0.5, ask, tell: this.#tell });
  }

  readonly #tell = (event: string, value: unknown): void => {
    this.events.push({ at: this.#clock.now(), event, value });
  };

  async play(entry: TraceEntry, index: number): Promise<ReplayDifference | null> {
    const before = this.#entries[index - 1]?.at ?? entry.at;
    const ms = entry.at - before;
    this.#playing = index;
    this.#ahead = this.#clock.now() - before;
    if (isChunkEntry(entry)) return this.#chunk(entry, index, ms);
    if (isLinkEntry(entry)) return this.#link(entry, index, ms);
    if (isCallEntry(entry)) await this.#call(entry, ms);
    else if (isQuestionEntry(entry)) await this.#pass(ms);
    else await this.#called(entry, ms);
    return null;
  }

  /** Extra bytes are a difference too, if none came before. */
  async end(found: ReplayDifference | null): Promise<ReplayDifference | null> {
    this.#playing = this.#entries.length;
    await this.#turn();
    const wire = this.#wire;
    let difference = found;
    if (!difference && wire.written() > 0 && this.#clock.now() - this.#writtenAt > AFTER_END_MS) {
      difference = this.#different(this.#entries.length, 'nothing more', toHex(wire.take(wire.written())));
    }
    wire.end();
    let closed = false;
    void this.#driver.close().then(() => {
      closed = true;
    });
    if (!(await this.#until(() => closed, CLOSE_MS))) throw new Error('the driver did not close');
    return difference;
  }

  #different(entry: number, expected: string, found: string, at = 0): ReplayDifference {
    return { entry, offset: this.compared + at, expected, found };
  }

  /** At most `ms`. `false`: never so. */
  async #until(so: () => boolean, ms: number): Promise<boolean> {
    const [clock, wire] = [this.#clock, this.#wire];
    const limit = clock.now() + ms;
    let ran: TimerId | null = null;
    for (;;) {
      await this.#turn();
      if (wire.written() > this.#seen) {
        this.#writtenAt = clock.now();
        const by = ran === null ? null : { timer: ran, entry: this.#playing, at: clock.now() - this.#ahead };
        this.#writers.push({ end: this.compared + wire.written(), by });
      }
      this.#seen = wire.written();
      if (so()) return true;
      ran = clock.step(limit);
      if (ran === null) return false;
    }
  }

  #pass(ms: number): Promise<boolean> {
    return this.#until(() => false, ms);
  }

  async #chunk({ direction, hex }: ChunkEntry, entry: number, ms: number): Promise<ReplayDifference | null> {
    const bytes = fromHex(hex);
    const wire = this.#wire;
    if (direction === 'in') {
      await this.#pass(ms);
      wire.deliver(bytes);
      return null;
    }
    const due = this.#clock.now() + ms;
    await this.#until(() => wire.written() >= bytes.length, ms + LATER_MS);
    if (this.#writtenLate.has(entry)) await this.#pass(Math.max(0, due - this.#clock.now()));
    else if (this.#clock.now() < due) this.early.push(entry);
    const found = wire.take(bytes.length);
    this.#seen = wire.written();
    const at = bytes.findIndex((byte, index) => byte !== found[index]);
    if (at < 0) {
      this.compared += bytes.length;
      return null;
    }
    const wrote = found.length > at;
    if (wrote) this.suspects = this.#timersBefore(this.compared + at);
    return this.#different(entry, toHex(bytes.slice(at)), wrote ? toHex(found.slice(at)) : 'nothing', at);
  }

  #timersBefore(offset: number): readonly ReplaySuspect[] {
    const writer = this.#writers.findIndex(({ end }) => end > offset);
    const timers = this.#writers.slice(0, writer + 1).flatMap(({ by }) => by ?? []);
    return timers.slice(-MOST_SUSPECTS).reverse();
  }

  async #link(happened: LinkEntry, entry: number, ms: number): Promise<ReplayDifference | null> {
    const wire = this.#wire;
    switch (happened.link) {
      case 'open':
      case 'refused':
        if (!(await this.#until(wire.asked, ms + LATER_MS)))
          return this.#different(entry, 'an open link', 'the driver did not open it');
        wire.answer(happened.link === 'open' ? undefined : refusal(happened.why));
        return null;
      case 'down':
        await this.#pass(ms);
        wire.goDown({ code: 'LNK-103', kind: 'went-down', detail: happened.why ?? '' });
        return null;
      case 'close':
        return (await this.#until(wire.closed, ms + LATER_MS))
          ? null
          : this.#different(entry, 'a closed link', 'an open link');
      default:
        return happened.link satisfies never;
    }
  }

  async #call({ call: name, id, args }: CallEntry, ms: number): Promise<void> {
    await this.#pass(ms);
    const asked = createReplayedCall(args);
    this.#calls.set(id, asked);
    void this.#driver.call(name, asked.args).then((value) => this.#tell(`${name} ended`, value ?? null));
  }

  async #called(happened: CallOutcomeEntry, ms: number): Promise<void> {
    // The driver decides when a call ends.
    if ('settled' in happened) return;
    await this.#pass(ms);
    if ('aborted' in happened) this.#calls.get(happened.id)?.abort();
    else this.#calls.get(happened.id)?.answer(happened.of, happened.answered);
  }
}

const refusal = (why = ''): LinkTrouble => ({ code: 'LNK-101', kind: 'not-connected', detail: why });

function createReplayedCall(recorded: readonly unknown[]) {
  const stop = new AbortController();
  const functions = recorded.map(createAnswering);
  return {
    args: recorded.map((arg, at) => {
      if (arg === SIGNAL_PLACEHOLDER) return stop.signal;
      return arg === FUNCTION_PLACEHOLDER ? functions[at]?.ask : arg;
    }),
    abort: (): void => stop.abort(),
    answer: (of: number, value: unknown): void => functions[of]?.answer(value),
  };
}

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
