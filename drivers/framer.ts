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
