/** Milliseconds after a touch with an effect in which others have none. */
export const CALM_PAUSE_MS = 800;

/** Tells the second touch of a trembling hand, which would set a setting back. */
export class SecondTouch {
  #name = '';
  #at = Number.NEGATIVE_INFINITY;

  /** Calls `act`, unless the control of this name acted a moment ago. */
  once(name: string, act: () => void): void {
    const now = performance.now();
    if (name === this.#name && now - this.#at < CALM_PAUSE_MS) return;
    this.#name = name;
    this.#at = now;
    act();
  }
}
