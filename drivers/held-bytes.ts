import type { Framed, Framer } from './framer.ts';

/** Below this a buffer that is empty again is kept; a larger one is given back. Bytes. */
const KEPT = 4_096;

/**
 * What a framer holds: bytes that came and are not done with. Adding and dropping cost what they move, never what is
 * held, so that a frame that comes byte by byte costs no more than one that comes whole.
 */
export interface HeldBytes {
  readonly length: number;
  /** What is held, first byte first. Good until the next `add`: the bytes are not copied. */
  view(): Uint8Array;
  add(chunk: Uint8Array): void;
  /** The first `count` are done with. */
  drop(count: number): void;
}

export function heldBytes(): HeldBytes {
  let buffer = new Uint8Array(0);
  let [start, end] = [0, 0];

  /** Room for `more` at the end. Moving happens only when as much was dropped or added since the last time. */
  function makeRoom(more: number): void {
    const held = end - start;
    if (end + more <= buffer.length) return;
    if (held + more <= buffer.length && start >= held) {
      buffer.copyWithin(0, start, end);
    } else {
      const larger = new Uint8Array(Math.max(64, 2 * (held + more)));
      larger.set(buffer.subarray(start, end));
      buffer = larger;
    }
    [start, end] = [0, held];
  }

  return {
    get length() {
      return end - start;
    },
    view: () => buffer.subarray(start, end),
    add(chunk) {
      makeRoom(chunk.length);
      buffer.set(chunk, end);
      end += chunk.length;
    },
    drop(count) {
      start = Math.min(end, start + count);
      if (start < end) return;
      [start, end] = [0, 0];
      if (buffer.length > KEPT) buffer = new Uint8Array(0);
    },
  };
}

/** A framer over what is held: `drain` takes what is whole by now, and at a `gap` all of it. */
export function heldFramer<Body>(drain: (held: HeldBytes, atGap: boolean) => Framed<Body>[]): Framer<Body> {
  const held = heldBytes();
  return {
    feed(chunk) {
      held.add(chunk);
      return drain(held, false);
    },
    gap: () => drain(held, true),
  };
}
