import { emitter } from '../../drivers/emitter.ts';
import type { LoggedEvent } from '../screen/technician.ts';

const KEPT = 60;

/** Keeps the last log lines; they are parsed only when they are read. */
export function createLogTail(write: (line: string) => void) {
  const lines: string[] = [];
  const came = emitter<void>();
  return {
    write(line: string): void {
      write(line);
      lines.push(line);
      if (lines.length > KEPT) lines.shift();
      came.emit();
    },
    newest: (): readonly LoggedEvent[] => lines.map(loggedEvent).reverse(),
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
