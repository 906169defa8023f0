import type { ThingToTake } from '../../../device/words/take-away.ts';

/** Milliseconds until the first sound. Why 5 s: a hand is there sooner. Chosen, not measured. */
export const FIRST_SOUND_MS = 5_000;
export const SOUND_EVERY_MS = 10_000;
/** Most sounds for one thing: after a minute the person is out of hearing. */
export const MOST_SOUNDS = 6;

export interface TakeReminderPorts {
  readonly play: () => void;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

export class TakeReminderSound {
  readonly #ports: TakeReminderPorts;
  #waiting: readonly ThingToTake[] = [];
  #left = 0;
  #timer: unknown;

  constructor(ports: TakeReminderPorts) {
    this.#ports = ports;
  }

  show(things: readonly ThingToTake[]): void {
    const isNew = things.some((thing) => !this.#waiting.includes(thing));
    const isOver = things.length === 0;
    this.#waiting = things;
    if (isNew || isOver) this.#begin(isOver ? 0 : MOST_SOUNDS);
  }

  /** A person is there. No sensor sees the paper, so it counts as taken. */
  touched(): void {
    if (this.#waiting.every((thing) => thing === 'paper')) this.#begin(0);
    else if (this.#left > 0) this.#next(SOUND_EVERY_MS);
  }

  #begin(sounds: number): void {
    this.#left = sounds;
    this.#next(FIRST_SOUND_MS);
  }

  #next(ms: number): void {
    this.#ports.clearTimeout(this.#timer);
    if (this.#left === 0) return;
    this.#timer = this.#ports.setTimeout(() => {
      this.#left -= 1;
      this.#ports.play();
      this.#next(SOUND_EVERY_MS);
    }, ms);
  }
}
