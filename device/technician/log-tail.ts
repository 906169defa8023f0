import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { LoggedEvent } from '../log/logged-event.ts';

/** Lines of the newest list. */
const NEWEST = 60;
/** Most kept lines: a noisy hour has a thousand, in less than a megabyte. */
const KEPT = 2_000;

/** Keeps the last log lines; they are parsed only when they are read. */
export function createLogTail(write: (line: string) => void, { now }: Pick<Clock, 'now'>) {
  const lines: { readonly text: string; readonly at: number }[] = [];
  const came = emitter<void>();
  const newestFirst = (of: typeof lines): readonly LoggedEvent[] => of.map(({ text }) => loggedEvent(text)).reverse();
  return {
    write(text: string): void {
      write(text);
      lines.push({ text, at: now() });
      if (lines.length > KEPT) lines.shift();
      came.emit();
    },
    newest: (): readonly LoggedEvent[] => newestFirst(lines.slice(-NEWEST)),
    /** Lines of the last `ms` milliseconds. */
    since: (ms: number): readonly LoggedEvent[] => newestFirst(lines.filter(({ at }) => now() - at <= ms)),
    onLine: came.on,
  };
}

export type LogTail = ReturnType<typeof createLogTail>;

const NOT_FIELDS = new Set(['level', 'at', 'clock', 'event', 'who']);

function loggedEvent(line: string): LoggedEvent {
  const entry = JSON.parse(line) as LoggedEvent & Readonly<Record<string, unknown>>;
  const { at, clock = 'unknown', level, event } = entry;
  const fields = Object.entries(entry)
    .filter(([name]) => !NOT_FIELDS.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  return { at, clock, level, event, fields: fields.join(' ') };
}
