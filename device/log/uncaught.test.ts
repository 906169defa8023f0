import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createLog } from './log.ts';
import { exitOnUncaught } from './uncaught.ts';

it('when the log cannot be written, then an uncaught error still ends the process with exit code 1', () => {
  const exits: number[] = [];
  const ending = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  const log = createLog({
    write() {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    },
    now: () => new Date(0),
  });
  exitOnUncaught(log, ending, () => {});
  expect(() => ending.emit('uncaughtException', new Error('x'))).not.toThrow();
  expect(exits).toEqual([1]);
});

it.each(['uncaughtException', 'unhandledRejection'])(
  'when an %s is emitted, then the log has it without its message, standard error has one line, and the process ends',
  (event) => {
    const lines: string[] = [];
    const exits: number[] = [];
    const ending = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
    const log = createLog({ write: (line) => void lines.push(line), now: () => new Date(0), sync: () => 'unknown' });
    const said: string[] = [];
    const stop = exitOnUncaught(log, ending, (line) => void said.push(line));
    ending.emit(event, new Error('AYSEL MAMMADOVA'));
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['bug', 'kiosk.stopping']);
    expect(lines.join('')).not.toContain('AYSEL');
    expect(said).toEqual([
      expect.stringMatching(/^asan-kiosk: the kiosk ended by a fault of its own .+: start it again\n$/),
    ]);
    expect(exits).toEqual([1]);
    stop();
    expect(ending.listenerCount(event)).toBe(0);
  },
);
