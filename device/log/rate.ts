/** Lines of one event and one source that are written within a window. The rest are counted. */
export const MOST_LINES = 60;
/** ms. */
export const WINDOW_MS = 60_000;

export interface HeldBack {
  /** Which event. */
  readonly event: string;
  /** Whose, as `admits` was told. */
  readonly source: string;
  readonly lines: number;
}

interface Window {
  readonly event: string;
  readonly source: string;
  readonly since: number;
  written: number;
  heldBack: number;
}

/**
 * Bounds what somebody outside can make the log say: a wire that is noise, a program that sends nonsense. `now` in ms. A clock that is
 * set back or forward ends the windows, nothing else.
 */
export function createRate(now: () => number) {
  const windows = new Map<string, Window>();
  const isOver = ({ since }: Window) => now() - since >= WINDOW_MS || now() < since;

  return {
    /** `false`: this line is counted and not written. Sources are words of a table: there are few. */
    admits(event: string, source: string): boolean {
      const key = `${event} ${source}`;
      let window = windows.get(key);
      if (!window) {
        window = { event, source, since: now(), written: 0, heldBack: 0 };
        windows.set(key, window);
      }
      if (window.written < MOST_LINES) window.written += 1;
      else window.heldBack += 1;
      return window.heldBack === 0;
    },
    /** What was held back in windows that are over, once. */
    due(): readonly HeldBack[] {
      const over = [...windows].filter(([, window]) => isOver(window));
      for (const [key] of over) windows.delete(key);
      return over.flatMap(([, { event, source, heldBack }]) =>
        heldBack > 0 ? [{ event, source, lines: heldBack }] : [],
      );
    },
  };
}
