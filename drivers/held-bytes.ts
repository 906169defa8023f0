import type { Framer, FramerOutput } from './framer.ts';

/** Largest buffer, in bytes, that is kept when empty. */
const KEPT = 4_096;

/** A frame that arrives byte by byte costs no more than a whole one. */
export interface HeldBytes {
  readonly length: number;
  /** The held bytes, not copied. Valid until the next `add`. */
  view(): Uint8Array;
  add(chunk: Uint8Array): void;
  drop(count: number): void;
}

export function heldBytes(): HeldBytes {
  let buffer = new Uint8Array(0);
  let [start, end] = [0, 0];

  /** Only after as many were dropped or added since the last move. */
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

/** A framer over held bytes. `drain` takes the whole frames, and at a `gap` all bytes. */
export function heldFramer<Body>(drain: (held: HeldBytes, atGap: boolean) => FramerOutput<Body>[]): Framer<Body> {
  const held = heldBytes();
  return {
    feed(chunk) {
      held.add(chunk);
      return drain(held, false);
    },
    gap: () => drain(held, true),
  };
}
