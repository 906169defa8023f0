import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Most seconds: every wait ends before. */
const LIMIT_S = 600;

/**
 * Counts whole seconds since its element came, up to ten minutes, and draws each once. Chromium draws CSS animations in every frame, even
 * in steps: a waiting page used up to a whole core.
 */
export class ElapsedSeconds implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #sinceMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #passed = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Seconds at the last drawing. */
  get passed(): number {
    return this.#passed;
  }

  /** Seconds now, with fraction. */
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
