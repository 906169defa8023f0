import type { Clock } from '../../drivers/clock.ts';

/** At most 20 a second: faster than anybody looks, and slow enough for a page beside a working kiosk. */
export const PUSH_INTERVAL_MS = 50;

/** One page that looks. `send` takes one message and calls back when it has left, with an error when it never will. */
export interface Viewer {
  send(message: string, sent: (error?: Error) => void): void;
}

export type Pusher = ReturnType<typeof createPusher>;

/** What a viewer gets: made when it is sent, so that it is the newest. `next` is given back with the following message. */
export interface Message<Position> {
  readonly text: string;
  readonly next: Position;
}

interface Seat<Position> {
  readonly viewer: Viewer;
  position: Position;
  sending: boolean;
  behind: boolean;
}

/**
 * Latest wins: each viewer has at most one message on its way, and a viewer that is slow misses states, never the
 * newest one. `compose` makes the message for a viewer that has seen everything up to a position.
 */
export function createPusher<Position>(clock: Clock, start: Position, compose: (seen: Position) => Message<Position>) {
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
      // With an error it is closing, and its page comes back by itself.
      if (!error && seat.behind && seats.has(seat)) changed();
    });
  }

  function pushAll(): void {
    due = false;
    lastAt = clock.now();
    for (const seat of seats) serve(seat);
  }

  /** Something changed; a message follows soon, one for many changes. */
  function changed(): void {
    if (due || seats.size === 0) return;
    due = true;
    timer = clock.setTimeout(pushAll, Math.max(0, lastAt + PUSH_INTERVAL_MS - clock.now()));
  }

  return {
    changed,
    /** Sends what there is at once and everything that follows. Returns how to stop. */
    add(viewer: Viewer): () => void {
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
