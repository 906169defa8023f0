import type { Clock } from '../drivers/clock.ts';

/** The timers of one part of a device: they end together when its power goes. */
export class Timers {
  readonly #clock: Clock;
  readonly #ids = new Set<unknown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(ms: number, act: () => void): void {
    const id = this.#clock.setTimeout(() => {
      this.#ids.delete(id);
      act();
    }, ms);
    this.#ids.add(id);
  }

  /** How many are under way. */
  get count(): number {
    return this.#ids.size;
  }

  clear(): void {
    for (const id of this.#ids) this.#clock.clearTimeout(id);
    this.#ids.clear();
  }
}
