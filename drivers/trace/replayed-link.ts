import { type Emitter, emitter } from '../emitter.ts';
import type { Link, LinkTrouble } from '../link/link.ts';
import { NOT_OPEN } from '../link/link-state.ts';
import { err, ok, type Result } from '../result.ts';

interface OpenEnd {
  readonly incoming: Emitter<Uint8Array>;
  readonly wentDown: Emitter<LinkTrouble>;
}

/** Creates the far end of a driver's links, which a replay controls. Only one link exists at a time, as with a supervisor. */
export function createReplayedWire() {
  let current: OpenEnd | undefined;
  let waiting: ((trouble: LinkTrouble | undefined) => void) | undefined;
  const out: number[] = [];
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
    asked: (): boolean => waiting !== undefined,
    /** Without trouble, `open` succeeds. */
    answer: (trouble?: LinkTrouble): void => waiting?.(trouble),
    deliver: (bytes: Uint8Array): void => current?.incoming.emit(bytes.slice()),
    goDown(why: LinkTrouble): void {
      const end = current;
      current = undefined;
      end?.wentDown.emit(why);
    },
    /** Refuses the waiting `open` and later ones. */
    end(): void {
      ended = true;
      waiting?.(NOT_OPEN);
    },
    closed: (): boolean => current === undefined,
    /** Number of written bytes not yet taken. */
    written: (): number => out.length,
    take: (length: number): Uint8Array => Uint8Array.from(out.splice(0, length)),
  };
}
