/** More at once than ask in any window: the oldest is forgotten, and counted anew. */
const MOST_KNOWN = 10_000;

/** How often each asked in a fixed window of time. In memory alone: a start begins a window. */
export class Counted {
  /** Names the window in which a moment lies. */
  readonly #windowOf: (at: Date) => string;
  readonly #counts = new Map<string, number>();
  #window = '';

  constructor(windowOf: (at: Date) => string) {
    this.#windowOf = windowOf;
  }

  of(who: string, at: Date): number {
    const window = this.#windowOf(at);
    if (window !== this.#window) this.#counts.clear();
    this.#window = window;
    return this.#counts.get(who) ?? 0;
  }

  /** @returns how often it is with this time */
  add(who: string, at: Date): number {
    const count = this.of(who, at) + 1;
    this.#counts.set(who, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_KNOWN && oldest !== undefined) this.#counts.delete(oldest);
    return count;
  }
}

/** The day at the centre: Azerbaijan is at UTC+4 all the year. */
export const centreDay = (at: Date): string => new Date(at.getTime() + 4 * 3_600_000).toISOString().slice(0, 10);
