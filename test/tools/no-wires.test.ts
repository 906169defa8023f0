import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { takeForbiddenUses } from './no-wires.ts';

/* The guard also watches this file: `takeForbiddenUses` empties the guard's list, so these tests do not fail. */

it.each([
  ['a server of bytes', () => createServer(), 0],
  ['a server of pages', () => createHttpServer(), { port: 0, host: '127.0.0.1' }],
])('when %s listens at a port, then the guard names the port', async (_what, create, at) => {
  const server = create().listen(at);
  await once(server, 'listening');
  server.close();
  expect(takeForbiddenUses()).toEqual(['listens at a port']);
});

it('when a test sets a timer of the real clock, then the guard names the delay', () => {
  realClock.clearTimeout(realClock.setTimeout(() => undefined, 5));
  expect(takeForbiddenUses()).toEqual(['waits 5 ms of real time']);
});
