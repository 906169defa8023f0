import { expect, it } from 'vitest';
import { inheritedListeners } from './listen-fds.ts';

/* test/processes/held-port.test.ts has a real socket. */

it.each([
  ['no service manager', {}],
  ['sockets for another process', { LISTEN_PID: '8', LISTEN_FDS: '1' }],
  ['no number', { LISTEN_PID: '7', LISTEN_FDS: 'many' }],
  ['a larger number than a unit has', { LISTEN_PID: '7', LISTEN_FDS: '100000' }],
  ['a number of zero', { LISTEN_PID: '7', LISTEN_FDS: '0' }],
])('when the environment has %s, then there is no inherited listener, and children get no such variables', (_, env) => {
  const mine: Record<string, string | undefined> = { ...env, LISTEN_FDNAMES: 'x', HOME: '/' };
  expect([inheritedListeners(mine, 7).size, mine]).toEqual([0, { HOME: '/' }]);
});
