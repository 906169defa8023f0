import type { Log } from './log.ts';

/** Of a process as much as is needed here. */
export type Ending = Pick<NodeJS.EventEmitter, 'on' | 'off'> & { exit(code: number): void };

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

const SAID =
  'asan-kiosk: the kiosk ended by a fault of its own (event `bug` of its log, kiosk.jsonl beside the ledger unless --log): start it again\n';

/**
 * What nobody caught ends the process, as it does without this, but its message, which may quote what somebody typed, goes through the
 * log's rules and not to standard error, which is told where to read on. What was under way is settled at the next start. Returns how to
 * take it away again.
 */
export function endOnBugs(
  log: Log,
  ending: Ending = process,
  say: (line: string) => void = (line) => process.stderr.write(line),
): () => void {
  const end = (error: unknown) => {
    log.event('bug', { where: 'process', error });
    log.event('kiosk.stopping', { why: 'bug' });
    say(SAID);
    ending.exit(1);
  };
  for (const event of EVENTS) ending.on(event, end);
  return () => {
    for (const event of EVENTS) ending.off(event, end);
  };
}
