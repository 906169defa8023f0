export type FramerOutput<Body = Uint8Array> =
  | { readonly kind: 'frame'; readonly body: Body }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array; readonly why: string };

/**
 * Cuts a byte stream into frames. Pure (no timers, no I/O), bounded memory. After a wrong checksum it looks inside the broken frame: the
 * claimed length may be wrong.
 */
export interface Framer<Body = Uint8Array> {
  feed(chunk: Uint8Array): FramerOutput<Body>[];
  /** To be called when the line is silent: looks for frames inside an unfinished frame. */
  gap(): FramerOutput<Body>[];
}

export const NOISE_REASON = 'no start of a frame';

export class FramerPass<Body> {
  readonly out: FramerOutput<Body>[] = [];
  readonly bytes: Uint8Array;
  at = 0;
  /** Start of dropped bytes that are not yet in `out`; they end at `at`. */
  #untold = 0;
  #why: string | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  drop(length: number, because: string): void {
    if (this.#why === NOISE_REASON && because !== NOISE_REASON) this.flush();
    this.at += length;
    this.#why ??= because;
  }

  accept(body: Body, length: number): void {
    this.flush();
    this.out.push({ kind: 'frame', body });
    this.at += length;
    this.#untold = this.at;
  }

  flush(): FramerOutput<Body>[] {
    const { at, bytes, out } = this;
    const why = this.#why ?? NOISE_REASON;
    if (at > this.#untold) out.push({ kind: 'discarded', bytes: bytes.slice(this.#untold, at), why });
    this.#untold = at;
    this.#why = undefined;
    return out;
  }
}
