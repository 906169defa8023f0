import { type Clock, pause } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { emitter } from '../emitter.ts';
import type { Link, LinkFactory } from '../link/link.ts';

/** What a driver has while a link is open and its device answers. */
export interface Connection {
  /** Asks the device something harmless. `false`: it did not answer. Must end when the signal is aborted. */
  heartbeat(signal: AbortSignal): Promise<boolean>;
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

/**
 * Owns connect, silence and retry of one device. It never gives up and never throws; a device that is
 * back is used again within one beat. The heartbeat decides, because unplug events cannot be trusted
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

  async function limited<T>(task: (signal: AbortSignal) => Promise<T>, down: AbortSignal): Promise<T> {
    const limit = new AbortController();
    const release = abortWith(limit, [down, closing.signal]);
    const id = clock.setTimeout(() => limit.abort(), timings.patience);
    try {
      return await task(limit.signal);
    } finally {
      clock.clearTimeout(id);
      release();
    }
  }

  /** One life of one link. Says how far it came. */
  async function life(): Promise<'was-online' | 'silent' | 'no-link'> {
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
        become('noDevice');
        return 'no-link';
      }
      const connection = await limited((signal) => options.connect(link, signal), down.signal);
      if (down.signal.aborted || closing.signal.aborted) {
        connection?.close();
        return 'no-link';
      }
      if (!connection) {
        become('offline');
        return 'silent';
      }
      current = connection;
      become('online');
      await beat(connection, down.signal);
      if (!down.signal.aborted && !closing.signal.aborted) become('offline');
      return 'was-online';
    } finally {
      current?.close();
      current = undefined;
      await link.close();
    }
  }

  async function beat(connection: C, down: AbortSignal): Promise<void> {
    let silent = 0;
    while (!down.aborted && !closing.signal.aborted && silent < SILENT_BEATS) {
      if (silent === 0) await sleep(timings.heartbeat);
      if (down.aborted || closing.signal.aborted) return;
      silent = (await limited((signal) => connection.heartbeat(signal), down)) ? 0 : silent + 1;
    }
  }

  async function run(): Promise<void> {
    let wait = timings.retryFirst;
    while (!closing.signal.aborted) {
      if ((await life()) === 'was-online') wait = timings.retryFirst;
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
