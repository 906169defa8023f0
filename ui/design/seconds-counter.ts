import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Every wait ends before. */
const LIMIT_S = 600;

/**
 * Whole seconds since its element came, up to ten minutes, drawn once each. Chromium draws CSS animations in every frame, even in steps: a
 * waiting page used up to a whole core.
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

  /** At the last drawing. */
  get passed(): number {
    return this.#passed;
  }

  /** Now, with fraction. */
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
