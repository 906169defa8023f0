import { fstatSync } from 'node:fs';
import type { Level } from '../../device/log/events.ts';

const STDERR = 2;

/**
 * Whether what is written to this descriptor goes to the journal: then `$JOURNAL_STREAM` has its device and inode [systemd.exec(5)]. One
 * that was handed on to somebody else's pipe has other numbers.
 */
export function isJournal(env: NodeJS.ProcessEnv, descriptor = STDERR): boolean {
  const named = env['JOURNAL_STREAM'];
  if (named === undefined) return false;
  const { dev, ino } = fstatSync(descriptor);
  return named === `${dev}:${ino}`;
}

/** As syslog has them, in front of a line that goes to the journal [sd-daemon(3), SD_INFO and the others]. */
const PRIORITY: Readonly<Record<Level, string>> = { error: '<3>', warn: '<4>', info: '<6>' };

/** One line of the log with its priority, so that `journalctl -p err` finds it. `level` is the first field of every line. */
export function withPriority(line: string): string {
  const level = /^\{"level":"(error|warn|info)"/.exec(line)?.[1] ?? 'info';
  return PRIORITY[level as Level] + line;
}
