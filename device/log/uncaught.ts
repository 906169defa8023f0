import type { Log } from './log.ts';

export type ProcessHooks = Pick<NodeJS.EventEmitter, 'on' | 'off'> & { exit(code: number): void };

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

const SAID =
  'asan-kiosk: the kiosk ended by a fault of its own (event `bug` of its log, kiosk.jsonl beside the ledger unless --log): start it again\n';

/**
 * Ends the process at an uncaught error. The error's message may quote a citizen's input, so it goes through the log's rules; standard
 * error only names the log. The next start settles open work. Returns a function that removes the handlers.
 */
export function exitOnUncaught(
  log: Log,
  ending: ProcessHooks = process,
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
