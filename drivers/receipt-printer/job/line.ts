import { abortTogether } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Framed, Framer } from '../../framer.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { type Flow, isFlow } from './flow.ts';

/** All in milliseconds. */
export interface LineTimings {
  /** A printer answers a real-time question within tens of ms, whatever it is doing; a USB adapter adds its own. */
  readonly answer: number;
  /** Silence inside a message after which its rest will not come; one byte at 9 600 baud takes 1 ms. */
  readonly gap: number;
}

export interface LineOptions<M> {
  readonly link: Link;
  readonly clock: Clock;
  readonly framer: Framer<M | Flow>;
  readonly timings: LineTimings;
  readonly onDiscarded: OnDiscarded;
  /** Every message but flow control, before its listeners hear of it. */
  readonly take: (message: M) => void;
}

/** Messages of a printer over one open link, and bytes towards it that heed its flow control. */
export interface PrinterLine<M> {
  readonly ended: AbortSignal;
  onMessage(listener: (message: M) => void): () => void;
  /** Bytes were thrown away. */
  onNoise(listener: () => void): () => void;
  discard(bytes: Uint8Array, why: string): void;
  /** The next message that `pick` takes, or `undefined` after `ms`, an abort or the end. */
  next<T>(pick: (message: M) => T | undefined, ms: number, signal: AbortSignal): Promise<T | undefined>;
  /** `true`: handed to the system. Waits while the printer says XOFF. */
  send(bytes: Uint8Array): Promise<boolean>;
  /** Real-time commands must get through just when the printer takes nothing else. */
  sendAtOnce(bytes: Uint8Array): Promise<boolean>;
  /** The printer has room, whatever it said before. */
  hasRoom(): void;
  close(): void;
}

export function createPrinterLine<M extends { readonly kind: string }>(options: LineOptions<M>): PrinterLine<M> {
  const { link, clock, framer, timings } = options;
  const messages = emitter<M | Flow>();
  const noise = emitter<void>();
  const end = new AbortController();
  let silence: unknown;
  let ready = true;

  function discard(bytes: Uint8Array, why: string): void {
    options.onDiscarded({ bytes, why });
    noise.emit();
  }

  function receive(frames: readonly Framed<M | Flow>[]): void {
    for (const frame of frames) {
      if (frame.kind === 'discarded') {
        discard(frame.bytes, frame.why);
        continue;
      }
      if (isFlow(frame.body)) ready = frame.body.ready;
      else options.take(frame.body);
      messages.emit(frame.body);
    }
  }

  link.onBytes((bytes) => {
    if (end.signal.aborted) return;
    receive(framer.feed(bytes));
    clock.clearTimeout(silence);
    silence = clock.setTimeout(() => receive(framer.gap()), timings.gap);
  });

  function first<T>(
    pick: (message: M | Flow) => T | undefined,
    ms: number,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const stop = new AbortController();
    let picked: T | undefined;
    const release = messages.on((message) => {
      picked ??= pick(message);
      if (picked !== undefined) stop.abort();
    });
    const unlink = abortTogether(stop, [signal, end.signal]);
    return pause(clock, ms, stop.signal).then(() => {
      release();
      unlink();
      return picked;
    });
  }

  return {
    ended: end.signal,
    onMessage: (listener) =>
      messages.on((message) => {
        if (!isFlow(message)) listener(message);
      }),
    onNoise: noise.on,
    discard,
    next: (pick, ms, signal) => first((message) => (isFlow(message) ? undefined : pick(message)), ms, signal),
    async send(bytes) {
      while (!ready && !end.signal.aborted) {
        await first((message) => (isFlow(message) ? true : undefined), timings.answer, end.signal);
      }
      return !end.signal.aborted && (await link.write(bytes)).ok;
    },
    sendAtOnce: async (bytes) => !end.signal.aborted && (await link.write(bytes)).ok,
    hasRoom() {
      ready = true;
    },
    close() {
      clock.clearTimeout(silence);
      end.abort();
    },
  };
}
