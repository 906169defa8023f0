import type { Clock } from '../../drivers/clock.ts';

/** Ten a second: faster than people read, slow enough beside a working kiosk. */
export const PUSH_INTERVAL_MS = 100;

/** `send` calls back when sent, or with an error. */
export interface DockViewer {
  send(message: string, sent: (error?: Error) => void): void;
}

export type NewestStatePusher = ReturnType<typeof createNewestStatePusher>;

/** `next`: position for the following message. */
export interface Message<Position> {
  readonly text: string;
  readonly next: Position;
}

interface Seat<Position> {
  readonly viewer: DockViewer;
  position: Position;
  sending: boolean;
  behind: boolean;
}

/**
 * Latest wins: each viewer has at most one message under way. A slow viewer misses states, but never the newest one. `compose` makes the
 * message for a viewer that has seen everything up to a position.
 */
export function createNewestStatePusher<Position>(
  clock: Clock,
  start: Position,
  compose: (seen: Position) => Message<Position>,
) {
  const seats = new Set<Seat<Position>>();
  let timer: unknown;
  let due = false;
  let lastAt = Number.NEGATIVE_INFINITY;

  function serve(seat: Seat<Position>): void {
    if (seat.sending) {
      seat.behind = true;
      return;
    }
    const { text, next } = compose(seat.position);
    seat.position = next;
    seat.sending = true;
    seat.behind = false;
    seat.viewer.send(text, (error) => {
      seat.sending = false;
      if (!error && seat.behind && seats.has(seat)) changed();
    });
  }

  function pushAll(): void {
    due = false;
    lastAt = clock.now();
    for (const seat of seats) serve(seat);
  }

  function changed(): void {
    if (due || seats.size === 0) return;
    due = true;
    timer = clock.setTimeout(pushAll, Math.max(0, lastAt + PUSH_INTERVAL_MS - clock.now()));
  }

  return {
    changed,
    add(viewer: DockViewer): () => void {
      const seat: Seat<Position> = { viewer, position: start, sending: false, behind: false };
      seats.add(seat);
      serve(seat);
      return () => void seats.delete(seat);
    },
    close() {
      clock.clearTimeout(timer);
      seats.clear();
    },
  };
}
