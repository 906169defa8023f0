import { abortTogether, limited } from '../abort.ts';
import { type Clock, pause } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { emitter, onlyChanges } from '../emitter.ts';
import type { Link, LinkFactory } from '../link/link.ts';

/** What a driver has while a link is open and its device answers. */
export interface Connection {
  /** Asks the device something harmless. `false`: it did not answer. Must end when the signal is aborted. */
  heartbeat(signal: AbortSignal): Promise<boolean>;
  /**
   * Asked of a device that fell silent, before its link is given up: starts it anew over the open link and takes stock. `false`: it
   * did not answer. Must end when the signal is aborted.
   */
  reset?(signal: AbortSignal): Promise<boolean>;
  /** The link is gone or about to go: settle everything in flight. */
  close(): void;
}

export type Supervisor<C extends Connection> = ReturnType<typeof supervise<C>>;

export interface SupervisorOptions<C extends Connection> {
  readonly clock: Clock;
  readonly link: LinkFactory;
  /**
   * Handshake and stock-taking on an open link, before anybody may use the device.
   * `undefined`: the device did not answer as it should.
   */
  readonly connect: (link: Link, signal: AbortSignal) => Promise<C | undefined>;
  /** 0 ≤ n < 1; spreads the retries of many kiosks. */
  readonly random: () => number;
  readonly timings?: Partial<SupervisorTimings>;
}

/** All in milliseconds. */
export interface SupervisorTimings {
  /** Between two beats while online. */
  readonly heartbeat: number;
  /** How long one beat or the whole handshake may take before it counts as silence. */
  readonly patience: number;
  /** First wait after a failed attempt; doubles. No wait is longer than `retryCeiling`, so one beat finds what is back. */
  readonly retryFirst: number;
  readonly retryCeiling: number;
}

export const SUPERVISOR_TIMINGS: SupervisorTimings = {
  heartbeat: 2_000,
  patience: 3_000,
  retryFirst: 250,
  retryCeiling: 2_000,
};

/** Beats in a row that may go unanswered before the link is reopened: one lost answer is not a dead device. */
const SILENT_BEATS = 2;
/** Attempts in a row on an open link without an answer, after which the device is out of service, until it answers. */
export const OUT_OF_SERVICE_AFTER = 10;
/** In ms: a device that is lost again sooner was not there; after `BRIEF_IN_A_ROW` of these it has to stay for a beat first. */
const BRIEF_MS = 500;
const BRIEF_IN_A_ROW = 3;

/**
 * Owns connect, silence and retry of one device. A silence climbs a ladder: ask again, reset over the open link, reopen with
 * growing waits, `hardwareError`. It never gives up and never throws; a device that is back is used again within one beat, one that
 * came and went at once several times when it has stayed for one. The heartbeat decides, because unplug events cannot be trusted (a
 * pty or USB adapter that vanished is noticed only at the next write).
 */
export function supervise<C extends Connection>(options: SupervisorOptions<C>) {
  const supervision = new Supervision(options);
  const running = supervision.run();
  return {
    state: (): DeviceState => supervision.state,
    /** Only changes are reported. */
    onState: supervision.changes.on,
    /** The live connection, or `undefined` while there is none. */
    connection: (): C | undefined => supervision.current,
    /** Something looked wrong (an exchange timed out): ask the device now instead of at the next beat. */
    suspect: (): void => supervision.waits.wake(),
    async close(): Promise<void> {
      supervision.closing.abort();
      await running;
      supervision.changes.clear();
    },
  };
}

class Supervision<C extends Connection> {
  readonly changes = emitter<DeviceState>();
  readonly closing = new AbortController();
  readonly waits: Waits;
  state: DeviceState = 'starting';
  current: C | undefined;
  readonly #options: SupervisorOptions<C>;
  readonly #timings: SupervisorTimings;
  /** Attempts in a row on which the link opened and the device said nothing. */
  #silentAttempts = 0;
  /** Connections in a row that were lost again within `BRIEF_MS`. */
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

  readonly #become = onlyChanges<DeviceState>((next) => {
    this.state = next;
    this.changes.emit(next);
  }, 'starting');

  #limited<T>(down: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.waits.limited(this.#timings.patience, down, task);
  }

  /** One link, from its opening to its end. Whether its device was online, and not for a moment only. */
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
      // A close that does not come back holds up no other try. (An open that does not would take a thread of the pool each time.)
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
    if (!connection) this.#become(this.#silentAttempts < OUT_OF_SERVICE_AFTER ? 'offline' : 'hardwareError');
    return connection;
  }

  /** Of a device that answered, until it is silent or its link is down. `false`: it was gone again at once. */
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

  /** Whether it is still there after a beat; asked of one that comes and goes, before anybody hears of it. */
  async #stays(connection: C, down: AbortSignal): Promise<boolean> {
    if (this.#briefConnections < BRIEF_IN_A_ROW) return true;
    await this.waits.sleep(this.#timings.heartbeat);
    if (this.#isOver(down)) connection.close();
    return !this.#isOver(down);
  }

  /** Ends when the device is silent for good, or nobody is interested any more. */
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

/** The waits of one supervisor. All of them end when `closing` is aborted. */
class Waits {
  readonly #clock: Clock;
  readonly #closing: AbortSignal;
  #sleeping: AbortController | undefined;

  constructor(clock: Clock, closing: AbortSignal) {
    this.#clock = clock;
    this.#closing = closing;
  }

  /** For `ms`, or until `wake`. */
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

  /** A task whose signal is aborted after `ms`, or when `down` is. */
  limited<T>(ms: number, down: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return limited(this.#clock, ms, [down, this.#closing], task);
  }

  /** Until the task is done, but no longer than `ms`, also where it takes no signal; not even `closing` ends it sooner. */
  async atMost(ms: number, task: Promise<void>): Promise<void> {
    const over = new AbortController();
    await Promise.race([task, pause(this.#clock, ms, over.signal)]);
    over.abort();
  }
}
