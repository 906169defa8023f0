import { abortTogether } from '../abort.ts';
import { type Clock, pause } from '../clock.ts';

/** The waits of one supervisor. All of them end when `closing` is aborted. */
export class Waits {
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
  async limited<T>(ms: number, down: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    const release = abortTogether(limit, [down, this.#closing]);
    const id = this.#clock.setTimeout(() => limit.abort(), ms);
    try {
      return await task(limit.signal);
    } finally {
      this.#clock.clearTimeout(id);
      release();
    }
  }

  /** Until the task is done, but no longer than `ms`, also where it takes no signal; not even `closing` ends it sooner. */
  async atMost(ms: number, task: Promise<void>): Promise<void> {
    const over = new AbortController();
    await Promise.race([task, pause(this.#clock, ms, over.signal)]);
    over.abort();
  }
}
