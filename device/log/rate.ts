/** Most lines of one event and source in a window; the rest are counted. */
export const MOST_LINES = 60;
export const LOG_RATE_WINDOW_MS = 60_000;

export interface SuppressedLogLines {
  readonly event: string;
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
 * Limits the lines that an outside party can cause, such as by noise on a wire or nonsense from a program. `now` in ms; a changed clock
 * only ends the windows.
 */
export function createLogRateLimiter(now: () => number) {
  const windows = new Map<string, Window>();
  const isOver = ({ since }: Window) => now() - since >= LOG_RATE_WINDOW_MS || now() < since;

  return {
    /** Whether to write a line; otherwise it is only counted. Sources are words of a table: there are few. */
    mayWrite(event: string, source: string): boolean {
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
    due(): readonly SuppressedLogLines[] {
      const over = [...windows].filter(([, window]) => isOver(window));
      for (const [key] of over) windows.delete(key);
      return over.flatMap(([, { event, source, heldBack }]) =>
        heldBack > 0 ? [{ event, source, lines: heldBack }] : [],
      );
    },
  };
}
