import { Server } from 'node:net';
import { afterEach } from 'vitest';
import { realClock } from '../../drivers/clock.ts';

/*
 * This guard fails each unit test that waits for real time or listens at a port: a busy machine delays both. Tests that need a real wire
 * are named `*.wires.test.ts`.
 */

/** One list for a worker: its test files share clock and servers. */
const worker = globalThis as { real?: string[] };
const uses = worker.real ?? watchPorts();
worker.real = uses;

/** A path is no port: the socket is in the test's own folder. */
const isPort = (at: unknown) =>
  typeof at === 'number' || (typeof at === 'object' && at !== null && ('port' in at || 'fd' in at));

function watchPorts(): string[] {
  const found: string[] = [];
  const listen = Server.prototype.listen as (...input: readonly unknown[]) => Server;
  Server.prototype.listen = function (this: Server, ...input: readonly unknown[]) {
    if (isPort(input[0])) found.push('listens at a port');
    return listen.apply(this, [...input]);
  } as typeof Server.prototype.listen;
  return found;
}

const wait = realClock.setTimeout;
/** Another file of this worker may already have replaced this timer. */
const WATCHED = 'waitsForRealTime';
if (wait.name !== WATCHED) {
  const watched: typeof wait = (fn, ms) => {
    uses.push(`waits ${ms} ms of real time`);
    return wait(fn, ms);
  };
  realClock.setTimeout = Object.defineProperty(watched, 'name', { value: WATCHED });
}

export const takeForbiddenUses = (): readonly string[] => uses.splice(0);

afterEach(() => {
  const [first] = takeForbiddenUses();
  if (first) throw new Error(`a unit test ${first}: simulate it, or name the file *.wires.test.ts (test/README.md)`);
});
