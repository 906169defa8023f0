import { abortTogether, withTimeout } from '../abort.ts';
import { type Clock, pause } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { createChangeFilter, emitter } from '../emitter.ts';
import type { Link, LinkFactory } from '../link/link.ts';

export interface DeviceConnection {
  /** A harmless question. `false`: no answer. Must end on abort. */
  heartbeat(signal: AbortSignal): Promise<boolean>;
  /** Restarts a silent device before the link is given up; reads its state. `false`: no answer. Must end on abort. */
  reset?(signal: AbortSignal): Promise<boolean>;
  close(): void;
}

export type Supervisor<C extends DeviceConnection> = ReturnType<typeof superviseDevice<C>>;

export interface SupervisorOptions<C extends DeviceConnection> {
  readonly clock: Clock;
  readonly link: LinkFactory;
  /** Handshake and first state. `undefined`: no correct answer. */
  readonly connect: (link: Link, signal: AbortSignal) => Promise<C | undefined>;
  /** 0 ≤ n < 1; spreads retries of many kiosks. */
  readonly random: () => number;
  readonly timings?: Partial<SupervisorTimings>;
}

/** Milliseconds. */
export interface SupervisorTimings {
  readonly heartbeat: number;
  /** Limit for a heartbeat or the whole handshake. */
  readonly patience: number;
  /** First wait before a retry. Each wait doubles, up to `retryCeiling`: by default one heartbeat. */
  readonly retryFirst: number;
  readonly retryCeiling: number;
}

export const SUPERVISOR_TIMINGS: SupervisorTimings = {
  heartbeat: 2_000,
  patience: 3_000,
  retryFirst: 250,
  retryCeiling: 2_000,
};

/** Unanswered heartbeats until the link is reopened. */
const SILENT_BEATS = 2;
/** Silent attempts in a row on open links until `hardwareError`. */
export const OUT_OF_SERVICE_ATTEMPTS = 10;
/** A connection shorter than this is brief. */
const BRIEF_MS = 500;
const BRIEF_IN_A_ROW = 3;

/**
 * Owns connect, silence and retry of one device. A silence escalates: ask again, reset over the open link, reopen with growing waits,
 * `hardwareError` until an answer. One lost answer is not a dead device. The supervisor never gives up and never throws. A returned device
 * is used within one heartbeat. After `BRIEF_IN_A_ROW` brief connections in a row, a device must stay for one heartbeat first.
 *
 * The heartbeat decides, because unplug events cannot be trusted: a vanished pty or USB adapter is noticed only at the next write.
 */
export function superviseDevice<C extends DeviceConnection>(options: SupervisorOptions<C>) {
  const supervision = new Supervision(options);
  const running = supervision.run();
  return {
    state: (): DeviceState => supervision.state,
    /** On changes only. */
    onState: supervision.changes.on,
    /** `undefined`: not online. */
    connection: (): C | undefined => supervision.current,
    /** After a suspicious exchange (such as a timeout). */
    suspect: (): void => supervision.waits.wake(),
    async close(): Promise<void> {
      supervision.closing.abort();
      await running;
      supervision.changes.clear();
    },
  };
}

class Supervision<C extends DeviceConnection> {
  readonly changes = emitter<DeviceState>();
  readonly closing = new AbortController();
  readonly waits: Waits;
  state: DeviceState = 'starting';
  current: C | undefined;
  readonly #options: SupervisorOptions<C>;
  readonly #timings: SupervisorTimings;
  #silentAttempts = 0;
  #briefConnections = 0;

  constructor(options: SupervisorOptions<C>) {
    this.#options = options;
    this.#timings = { ...SUPERVISOR_TIMINGS, ...options.timings };
    this.waits = new Waits(options.clock, this.closing.signal);
  }

  async run(): Promise<void> {
    const { retryFirst, retryCeiling } = this.#timings;
    let wait = retryFirst;
    while (!this.closing.signal.aborted) {
      if (await this.#attempt()) wait = retryFirst;
      if (this.closing.signal.aborted) return;
      await this.waits.sleep(Math.min(wait * (0.75 + this.#options.random() / 2), retryCeiling));
      wait = Math.min(wait * 2, retryCeiling);
    }
  }

  readonly #become = createChangeFilter<DeviceState>((next) => {
    this.state = next;
    this.changes.emit(next);
  }, 'starting');

  #limited<T>(down: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.waits.limited(this.#timings.patience, down, task);
  }

  /** Returns whether the device was online for longer than `BRIEF_MS`. */
  async #attempt(): Promise<boolean> {
    const link = this.#options.link();
    const down = new AbortController();
    link.onDown(() => {
      down.abort();
      this.#endConnection();
      this.#become('noDevice');
      this.waits.wake();
    });
    try {
      const connection = await this.#connect(link, down.signal);
      return connection !== undefined && (await this.#use(connection, down.signal));
    } finally {
      this.#endConnection();
      // A hanging close must not delay retries. A hanging open has no limit: each retry would block another thread.
      await this.waits.atMost(this.#timings.patience, link.close());
    }
  }

  async #connect(link: Link, down: AbortSignal): Promise<C | undefined> {
    const opened = await link.open();
    if (!opened.ok) {
      this.#silentAttempts = 0;
      this.#become('noDevice');
      return undefined;
    }
    const connection = await this.#limited(down, (signal) => this.#options.connect(link, signal));
    if (this.#isOver(down)) {
      connection?.close();
      return undefined;
    }
    this.#silentAttempts = connection ? 0 : this.#silentAttempts + 1;
    if (!connection) this.#become(this.#silentAttempts < OUT_OF_SERVICE_ATTEMPTS ? 'offline' : 'hardwareError');
    return connection;
  }

  /** `false`: the device was lost within `BRIEF_MS`. */
  async #use(connection: C, down: AbortSignal): Promise<boolean> {
    const { clock } = this.#options;
    const since = clock.now();
    if (!(await this.#stays(connection, down))) return false;
    this.current = connection;
    this.#become('online');
    await this.#beat(connection, down);
    if (!this.#isOver(down)) this.#become('offline');
    const brief = clock.now() - since < BRIEF_MS;
    this.#briefConnections = brief ? this.#briefConnections + 1 : 0;
    return !brief;
  }

  async #stays(connection: C, down: AbortSignal): Promise<boolean> {
    if (this.#briefConnections < BRIEF_IN_A_ROW) return true;
    await this.waits.sleep(this.#timings.heartbeat);
    if (this.#isOver(down)) connection.close();
    return !this.#isOver(down);
  }

  async #beat(connection: C, down: AbortSignal): Promise<void> {
    let silent = 0;
    while (!this.#isOver(down) && silent < SILENT_BEATS) {
      if (silent === 0) await this.waits.sleep(this.#timings.heartbeat);
      if (this.#isOver(down)) return;
      silent = (await this.#limited(down, (signal) => connection.heartbeat(signal))) ? 0 : silent + 1;
      if (silent < SILENT_BEATS || !connection.reset || this.#isOver(down)) continue;
      if (await this.#limited(down, (signal) => connection.reset?.(signal) ?? Promise.resolve(false))) silent = 0;
    }
  }

  #endConnection(): void {
    this.current?.close();
    this.current = undefined;
  }

  #isOver(down: AbortSignal): boolean {
    return down.aborted || this.closing.signal.aborted;
  }
}

/** `closing` ends all waits except `atMost`. */
class Waits {
  readonly #clock: Clock;
  readonly #closing: AbortSignal;
  #sleeping: AbortController | undefined;

  constructor(clock: Clock, closing: AbortSignal) {
    this.#clock = clock;
    this.#closing = closing;
  }

  async sleep(ms: number): Promise<void> {
    const sleeping = new AbortController();
    this.#sleeping = sleeping;
    const release = abortTogether(sleeping, [this.#closing]);
    await pause(this.#clock, ms, sleeping.signal);
    release();
    this.#sleeping = undefined;
  }

  wake(): void {
    this.#sleeping?.abort();
  }

  limited<T>(ms: number, down: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withTimeout(this.#clock, ms, [down, this.#closing], task);
  }

  /** Not even `closing` shortens this wait. */
  async atMost(ms: number, task: Promise<void>): Promise<void> {
    const over = new AbortController();
    await Promise.race([task, pause(this.#clock, ms, over.signal)]);
    over.abort();
  }
}
