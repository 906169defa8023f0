/** What a framer makes of a stream: whole frames, and what it had to throw away and why. */
export type Framed<Body = Uint8Array> =
  | { readonly kind: 'frame'; readonly body: Body }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array; readonly why: string };

/**
 * Cuts a byte stream into frames. Pure (no timers, no I/O), bounded, and resynchronising: after a bad
 * check it looks for the next frame inside what it has, it never drops the length that was claimed.
 */
export interface Framer<Body = Uint8Array> {
  feed(chunk: Uint8Array): Framed<Body>[];
  /** The line fell silent: what is half-read will never be finished, look inside it. */
  gap(): Framed<Body>[];
}

/** Why bytes are thrown away that are part of no frame. */
export const WHY_NOISE = 'no start of a frame';

/** One pass over what a framer holds: frames, and runs of bytes that are none, in order. */
export class Cut<Body> {
  readonly out: Framed<Body>[] = [];
  readonly bytes: Uint8Array;
  /** What is held before it is done with. */
  at = 0;
  /** From here to `at` bytes are dropped and not told yet. */
  #untold = 0;
  #why: string | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  drop(length: number, because: string): void {
    if (this.#why === WHY_NOISE && because !== WHY_NOISE) this.flush();
    this.at += length;
    // Of a broken frame the first reason is the true one; what follows is only the search for the next start.
    this.#why ??= because;
  }

  accept(body: Body, length: number): void {
    this.flush();
    this.out.push({ kind: 'frame', body });
    this.at += length;
    this.#untold = this.at;
  }

  /** Nothing more is dropped for the same reason: the run is told. */
  flush(): Framed<Body>[] {
    const { at, bytes, out } = this;
    const why = this.#why ?? WHY_NOISE;
    if (at > this.#untold) out.push({ kind: 'discarded', bytes: bytes.slice(this.#untold, at), why });
    this.#untold = at;
    this.#why = undefined;
    return out;
  }
}
