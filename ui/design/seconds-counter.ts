import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Every wait of a visit ends before. */
const LIMIT_S = 600;

/**
 * Counts whole seconds since its element came to the page, up to ten minutes. The element draws once a second. Chromium draws a CSS
 * animation in every frame, even one in steps: a waiting page used up to a whole core of the board.
 */
export class SecondsCounter implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #sinceMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #passed = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds at the last drawing. */
  get passed(): number {
    return this.#passed;
  }

  /** Seconds with their fraction, now. */
  get elapsed(): number {
    return (performance.now() - this.#sinceMs) / 1_000;
  }

  hostConnected(): void {
    this.#sinceMs = performance.now();
    this.#passed = 0;
    this.#waitForNext();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #waitForNext(): void {
    const next = Math.floor(this.elapsed) + 1;
    if (next > LIMIT_S) return;
    this.#timer = setTimeout(() => this.#count(), Math.ceil((next - this.elapsed) * 1_000));
  }

  #count(): void {
    this.#passed = Math.floor(this.elapsed);
    this.#host.requestUpdate();
    this.#waitForNext();
  }
}
