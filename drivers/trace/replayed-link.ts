import { type Emitter, emitter } from '../emitter.ts';
import type { Link, LinkFactory, LinkTrouble } from '../link/link.ts';
import { err, ok, type Result } from '../result.ts';

/** The far end of a driver's links, in the hands of whoever replays a trace. */
export interface ReplayedWire {
  readonly factory: LinkFactory;
  /** The driver has asked for a link and has no answer yet. */
  readonly asked: () => boolean;
  /** Answers that: with no trouble the link is open. */
  answer(trouble?: LinkTrouble): void;
  deliver(bytes: Uint8Array): void;
  goDown(why: LinkTrouble): void;
  /** Nothing more will be answered: whoever asks for a link, now or later, is refused. */
  end(): void;
  /** No link is open. */
  readonly closed: () => boolean;
  /** What the driver wrote and nobody took yet. */
  readonly written: () => number;
  take(length: number): Uint8Array;
}

interface OpenEnd {
  readonly incoming: Emitter<Uint8Array>;
  readonly wentDown: Emitter<LinkTrouble>;
}

const NOT_OPEN: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the link is not open' };

/** One link at a time, as a supervisor has it. */
export function createReplayedWire(): ReplayedWire {
  let current: OpenEnd | undefined;
  let waiting: ((trouble: LinkTrouble | undefined) => void) | undefined;
  let out: number[] = [];
  let ended = false;

  function factory(): Link {
    const end: OpenEnd = { incoming: emitter(), wentDown: emitter() };
    const isOpen = () => current === end;
    return {
      async open() {
        if (ended) return err(NOT_OPEN);
        const trouble = await new Promise<LinkTrouble | undefined>((resolve) => {
          waiting = resolve;
        });
        waiting = undefined;
        if (trouble) return err(trouble);
        current = end;
        return ok(undefined);
      },
      async write(bytes): Promise<Result<void, LinkTrouble>> {
        if (!isOpen()) return err(NOT_OPEN);
        out.push(...bytes);
        return ok(undefined);
      },
      async close() {
        if (isOpen()) current = undefined;
        end.incoming.clear();
        end.wentDown.clear();
      },
      onBytes: end.incoming.on,
      onDown: end.wentDown.on,
    };
  }

  return {
    factory,
    asked: () => waiting !== undefined,
    answer: (trouble) => waiting?.(trouble),
    deliver: (bytes) => current?.incoming.emit(bytes.slice()),
    goDown(why) {
      const end = current;
      current = undefined;
      end?.wentDown.emit(why);
    },
    end() {
      ended = true;
      waiting?.(NOT_OPEN);
    },
    closed: () => current === undefined,
    written: () => out.length,
    take(length) {
      const taken = Uint8Array.from(out.slice(0, length));
      out = out.slice(length);
      return taken;
    },
  };
}
