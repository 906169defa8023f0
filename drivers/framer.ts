/** Output of a framer: whole frames, and discarded bytes with the reason. */
export type Framed<Body = Uint8Array> =
  | { readonly kind: 'frame'; readonly body: Body }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array; readonly why: string };

/**
 * Cuts a byte stream into frames. Pure (no timers, no I/O), with bounded memory. After a wrong checksum it searches the bytes of the broken
 * frame for the next frame: the claimed length may be wrong.
 */
export interface Framer<Body = Uint8Array> {
  feed(chunk: Uint8Array): Framed<Body>[];
  /** The line is silent: an unfinished frame will not be completed. Searches its bytes for frames. */
  gap(): Framed<Body>[];
}

/** Reason for discarded bytes that belong to no frame. */
export const WHY_NOISE = 'no start of a frame';

/** One pass over the held bytes. Collects frames and runs of discarded bytes, in order. */
export class Cut<Body> {
  readonly out: Framed<Body>[] = [];
  readonly bytes: Uint8Array;
  /** Number of bytes that are processed. */
  at = 0;
  /** Start of the dropped bytes, up to `at`, that are not yet in `out`. */
  #untold = 0;
  #why: string | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  drop(length: number, because: string): void {
    if (this.#why === WHY_NOISE && because !== WHY_NOISE) this.flush();
    this.at += length;
    // The first reason is the true one: later ones come from the search for the next start.
    this.#why ??= because;
  }

  accept(body: Body, length: number): void {
    this.flush();
    this.out.push({ kind: 'frame', body });
    this.at += length;
    this.#untold = this.at;
  }

  /** Ends a run of dropped bytes and adds it to `out`. */
  flush(): Framed<Body>[] {
    const { at, bytes, out } = this;
    const why = this.#why ?? WHY_NOISE;
    if (at > this.#untold) out.push({ kind: 'discarded', bytes: bytes.slice(this.#untold, at), why });
    this.#untold = at;
    this.#why = undefined;
    return out;
  }
}
