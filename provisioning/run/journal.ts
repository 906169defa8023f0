import { fstatSync } from 'node:fs';
import type { LogLevel } from '../../device/log/events.ts';

const STDERR = 2;

/**
 * Whether this descriptor goes to the journal: `$JOURNAL_STREAM` then has its device and inode [systemd.exec(5)]. If the output was
 * redirected, the numbers differ.
 */
export function isJournal(env: NodeJS.ProcessEnv, descriptor = STDERR): boolean {
  const named = env['JOURNAL_STREAM'];
  if (named === undefined) return false;
  const { dev, ino } = fstatSync(descriptor);
  return named === `${dev}:${ino}`;
}

/** syslog priorities [sd-daemon(3), SD_INFO and others]. */
const PRIORITY: Readonly<Record<LogLevel, string>> = { error: '<3>', warn: '<4>', info: '<6>' };

/** Puts the priority first, so that `journalctl -p err` finds the line. `level` is the first field of every line. */
export function withPriority(line: string): string {
  const level = /^\{"level":"(error|warn|info)"/.exec(line)?.[1] ?? 'info';
  return PRIORITY[level as LogLevel] + line;
}
