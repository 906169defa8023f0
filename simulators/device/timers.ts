import type { Clock } from '../../drivers/clock.ts';

/** A power loss ends all timers. */
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

  get count(): number {
    return this.#ids.size;
  }

  clear(): void {
    for (const id of this.#ids) this.#clock.clearTimeout(id);
    this.#ids.clear();
  }
}

/** In the order of `push`: Node may run a later overdue timer first. One large step of a simulated clock delivers all due items. */
export class DeliveriesInOrder<Item> {
  readonly #timers: Timers;
  readonly #deliver: (item: Item) => void;
  #underWay: Item[] = [];

  constructor(clock: Clock, deliver: (item: Item) => void) {
    this.#timers = new Timers(clock);
    this.#deliver = deliver;
  }

  push(item: Item, afterMs: number): void {
    this.#underWay.push(item);
    this.#timers.after(afterMs, () => {
      const [next] = this.#underWay.splice(0, 1);
      if (next !== undefined) this.#deliver(next);
    });
  }

  get count(): number {
    return this.#timers.count;
  }

  clear(): void {
    this.#timers.clear();
    this.#underWay = [];
  }
}
