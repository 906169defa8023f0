import { Server } from 'node:net';
import { afterEach } from 'vitest';
import { realClock } from '../../drivers/clock.ts';

/*
 * Unit tests use no real time and no port: a busy machine delays both. This guard fails each such test. Tests that need a real wire have
 * files named `*.wires.test.ts`.
 */

/** Test files of a worker share clock and servers. */
const worker = globalThis as { real?: string[] };
const uses = worker.real ?? watchPorts();
worker.real = uses;

/** A path is in the test's own folder. */
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
/** Another file of this worker may have loaded the clock. */
const WATCHED = 'waitsForRealTime';
if (wait.name !== WATCHED) {
  const watched: typeof wait = (fn, ms) => {
    uses.push(`waits ${ms} ms of real time`);
    return wait(fn, ms);
  };
  realClock.setTimeout = Object.defineProperty(watched, 'name', { value: WATCHED });
}

export const takeUses = (): readonly string[] => uses.splice(0);

afterEach(() => {
  const [first] = takeUses();
  if (first) throw new Error(`a unit test ${first}: simulate it, or name the file *.wires.test.ts (test/README.md)`);
});
