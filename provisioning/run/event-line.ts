import { fieldWords } from '../command/output.ts';

const TOLD = new Set([
  'device.changed',
  'kiosk.open',
  'kiosk.stopping',
  'session.started',
  'session.ended',
  'print.finished',
]);
const NOT_FIELDS = new Set(['level', 'at', 'clock', 'event', 'who']);

/**
 * One log line for a person, `14:32:10 device.changed kind=printer state=offline`; `null` if it is not of interest. While the kiosk is
 * starting (`watched: false`), only errors are shown.
 */
export function eventLine(line: string, watched: boolean): string | null {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const { level, at, event } = entry;
  if (level !== 'error' && !(watched && (level === 'warn' || TOLD.has(String(event))))) return null;
  const fields = Object.entries(entry).filter(([name]) => !NOT_FIELDS.has(name));
  return `${localTime(String(at))} ${event}${fieldWords(Object.fromEntries(fields))}`;
}

function localTime(iso: string): string {
  const date = new Date(iso);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
