import { abortTogether } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { type FlowControl, isFlowControl } from './flow.ts';

/** In milliseconds. */
export interface LineTimings {
  /** Longest wait: a printer takes tens of ms, even busy, and an adapter adds its delay. */
  readonly answer: number;
  /** Silence after which the rest of a message is lost; a byte at 9 600 baud takes 1 ms. */
  readonly gap: number;
}

export interface PrinterLineOptions<M> {
  readonly link: Link;
  readonly clock: Clock;
  readonly framer: Framer<M | FlowControl>;
  readonly timings: LineTimings;
  readonly onDiscarded: OnDiscarded;
  /** Gets all messages but flow control, before the listeners. */
  readonly take: (message: M) => void;
}

export class PrinterLine<M extends { readonly kind: string }> {
  readonly ended: AbortSignal;
  readonly #options: PrinterLineOptions<M>;
  readonly #messages = emitter<M | FlowControl>();
  readonly #noise = emitter<void>();
  readonly #end = new AbortController();
  #silence: unknown;
  #ready = true;

  constructor(options: PrinterLineOptions<M>) {
    const { link, clock, framer, timings } = options;
    this.#options = options;
    this.ended = this.#end.signal;
    link.onBytes((bytes) => {
      if (this.ended.aborted) return;
      this.#receive(framer.feed(bytes));
      clock.clearTimeout(this.#silence);
      this.#silence = clock.setTimeout(() => this.#receive(framer.gap()), timings.gap);
    });
  }

  #receive(frames: readonly FramerOutput<M | FlowControl>[]): void {
    for (const frame of frames) {
      if (frame.kind === 'discarded') {
        this.discard(frame.bytes, frame.why);
        continue;
      }
      if (isFlowControl(frame.body)) this.#ready = frame.body.ready;
      else this.#options.take(frame.body);
      this.#messages.emit(frame.body);
    }
  }

  async #first<T>(
    pick: (message: M | FlowControl) => T | undefined,
    ms: number,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const stop = new AbortController();
    let picked: T | undefined;
    const release = this.#messages.on((message) => {
      picked ??= pick(message);
      if (picked !== undefined) stop.abort();
    });
    const unlink = abortTogether(stop, [signal, this.ended]);
    await pause(this.#options.clock, ms, stop.signal);
    release();
    unlink();
    return picked;
  }

  onMessage(listener: (message: M) => void): () => void {
    return this.#messages.on((message) => {
      if (!isFlowControl(message)) listener(message);
    });
  }

  onNoise(listener: () => void): () => void {
    return this.#noise.on(listener);
  }

  discard(bytes: Uint8Array, why: string): void {
    this.#options.onDiscarded({ bytes, why });
    this.#noise.emit();
  }

  /** `undefined`: after `ms`, an abort or the end. */
  next<T>(pick: (message: M) => T | undefined, ms: number, signal: AbortSignal): Promise<T | undefined> {
    return this.#first((message) => (isFlowControl(message) ? undefined : pick(message)), ms, signal);
  }

  /** Waits during XOFF. `true`: the bytes were given to the system. */
  async send(bytes: Uint8Array): Promise<boolean> {
    const { timings } = this.#options;
    while (!this.#ready && !this.ended.aborted) {
      await this.#first((message) => (isFlowControl(message) ? true : undefined), timings.answer, this.ended);
    }
    return this.sendAtOnce(bytes);
  }

  /** Ignores XOFF. */
  async sendAtOnce(bytes: Uint8Array): Promise<boolean> {
    return !this.ended.aborted && (await this.#options.link.write(bytes)).ok;
  }

  /** Cancels an XOFF. */
  hasRoom(): void {
    this.#ready = true;
  }

  close(): void {
    this.#options.clock.clearTimeout(this.#silence);
    this.#end.abort();
  }
}
