import { type Clock, pause } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { emitter } from '../emitter.ts';
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

export interface Supervisor<C extends Connection> {
  state(): DeviceState;
  /** Only changes are reported. */
  onState(listener: (state: DeviceState) => void): () => void;
  /** The live connection, or `undefined` while there is none. */
  connection(): C | undefined;
  /** Something looked wrong (an exchange timed out): ask the device now instead of at the next beat. */
  suspect(): void;
  close(): Promise<void>;
}

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
  /**
   * Takes the power from the device and gives it back, where a cabinet can do that. Once in a silence that outlasted
   * `POWER_AFTER` attempts; never for a device whose link does not open. Must not reject.
   */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
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
/** Attempts in a row on an open link without an answer, after which the power is cycled. */
export const POWER_AFTER = 5;
/** And after which the device is out of service, until it answers. */
export const OUT_OF_SERVICE_AFTER = 10;
/** In ms: a device that is lost again sooner was not there; after `BRIEF_LIVES` of these in a row it has to stay for a beat first. */
const BRIEF_MS = 500;
const BRIEF_LIVES = 3;
/** How long taking and giving back the power may take, in ms. */
const POWER_CYCLE_MS = 30_000;

/**
 * Owns connect, silence and retry of one device. A silence climbs a ladder: ask again, reset over the open link, reopen with
 * growing waits, cycle the power, `hardwareError`. It never gives up and never throws; a device that is
 * back is used again within one beat, one that came and went at once several times when it has stayed for one. The heartbeat decides, because unplug events cannot be trusted
 * (a pty or USB adapter that vanished is noticed only at the next write).
 */
export function supervise<C extends Connection>(options: SupervisorOptions<C>): Supervisor<C> {
  const { clock, random } = options;
  const timings = { ...SUPERVISOR_TIMINGS, ...options.timings };
  const changes = emitter<DeviceState>();
  const closing = new AbortController();
  let state: DeviceState = 'starting';
  let current: C | undefined;
  let wake: AbortController | undefined;
  /** Attempts in a row on which the link opened and the device said nothing. */
  let silentLives = 0;
  /** Lives in a row in which it was lost again within `BRIEF_MS`. */
  let briefLives = 0;

  function become(next: DeviceState): void {
    if (next === state) return;
    state = next;
    changes.emit(next);
  }

  /** Sleeps for `ms`, or until `suspect`, link down or `close` wakes it. */
  async function sleep(ms: number): Promise<void> {
    wake = new AbortController();
    const release = abortWith(wake, [closing.signal]);
    await pause(clock, ms, wake.signal);
    release();
    wake = undefined;
  }

  async function limited<T>(
    task: (signal: AbortSignal) => Promise<T>,
    down: AbortSignal,
    ms = timings.patience,
  ): Promise<T> {
    const limit = new AbortController();
    const release = abortWith(limit, [down, closing.signal]);
    const id = clock.setTimeout(() => limit.abort(), ms);
    try {
      return await task(limit.signal);
    } finally {
      clock.clearTimeout(id);
      release();
    }
  }

  /** A close that does not come back holds up no other try. (An open that does not would take a thread of the pool each time.) */
  async function within(ms: number, task: Promise<void>): Promise<void> {
    const over = new AbortController();
    await Promise.race([task, pause(clock, ms, over.signal)]);
    over.abort();
  }

  /** Whether it is still there after a beat; asked of one that comes and goes, before anybody hears of it. */
  async function stays(connection: C, down: AbortSignal): Promise<boolean> {
    if (briefLives < BRIEF_LIVES) return true;
    await sleep(timings.heartbeat);
    const gone = down.aborted || closing.signal.aborted;
    if (gone) connection.close();
    return !gone;
  }

  /** One life of one link. Says how far it came. */
  async function life(): Promise<'was-online' | 'was-brief' | 'silent' | 'no-link'> {
    const link = options.link();
    const down = new AbortController();
    link.onDown(() => {
      down.abort();
      current?.close();
      current = undefined;
      become('noDevice');
      wake?.abort();
    });
    try {
      const opened = await link.open();
      if (!opened.ok) {
        silentLives = 0;
        become('noDevice');
        return 'no-link';
      }
      const connection = await limited((signal) => options.connect(link, signal), down.signal);
      if (down.signal.aborted || closing.signal.aborted) {
        connection?.close();
        return 'no-link';
      }
      if (!connection) {
        silentLives += 1;
        become(silentLives < OUT_OF_SERVICE_AFTER ? 'offline' : 'hardwareError');
        return 'silent';
      }
      silentLives = 0;
      const since = clock.now();
      if (!(await stays(connection, down.signal))) return 'was-brief';
      current = connection;
      become('online');
      await beat(connection, down.signal);
      if (!down.signal.aborted && !closing.signal.aborted) become('offline');
      const brief = clock.now() - since < BRIEF_MS;
      briefLives = brief ? briefLives + 1 : 0;
      return brief ? 'was-brief' : 'was-online';
    } finally {
      current?.close();
      current = undefined;
      await within(timings.patience, link.close());
    }
  }

  /** Ends when the device is silent for good, or nobody is interested any more. */
  async function beat(connection: C, down: AbortSignal): Promise<void> {
    const over = () => down.aborted || closing.signal.aborted;
    let silent = 0;
    while (!over() && silent < SILENT_BEATS) {
      if (silent === 0) await sleep(timings.heartbeat);
      if (over()) return;
      silent = (await limited((signal) => connection.heartbeat(signal), down)) ? 0 : silent + 1;
      if (silent < SILENT_BEATS || !connection.reset || over()) continue;
      if (await limited((signal) => connection.reset?.(signal) ?? Promise.resolve(false), down)) silent = 0;
    }
  }

  async function power(): Promise<void> {
    const { powerCycle } = options;
    if (!powerCycle || silentLives !== POWER_AFTER) return;
    await limited(powerCycle, closing.signal, POWER_CYCLE_MS);
  }

  async function run(): Promise<void> {
    let wait = timings.retryFirst;
    while (!closing.signal.aborted) {
      const lived = await life();
      if (lived === 'was-online') wait = timings.retryFirst;
      if (lived === 'silent') await power();
      if (closing.signal.aborted) return;
      await sleep(Math.min(wait * (0.75 + random() / 2), timings.retryCeiling));
      wait = Math.min(wait * 2, timings.retryCeiling);
    }
  }

  const running = run();
  return {
    state: () => state,
    onState: changes.on,
    connection: () => current,
    suspect: () => wake?.abort(),
    async close() {
      closing.abort();
      await running;
      changes.clear();
    },
  };
}

/**
 * Aborts a short-lived controller when one of the long-lived signals is aborted; the returned function lets go of
 * them. `AbortSignal.any` would leave a reference in the long-lived signal for ever: 60 bytes a beat, megabytes a month
 * (measured on Node 20.20).
 */
function abortWith(controller: AbortController, signals: readonly AbortSignal[]): () => void {
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
}
