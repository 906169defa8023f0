import { expect, it } from 'vitest';
import { inheritedListeners } from './listen-fds.ts';

/* test/processes/held-port.test.ts has a real socket. */

/** Each descriptor listens. */
const portsOfAll = () => (fd: number) => 8_000 + fd;

it.each([
  ['no service manager', {}],
  ['sockets for another process', { LISTEN_PID: '8', LISTEN_FDS: '1' }],
  ['no number', { LISTEN_PID: '7', LISTEN_FDS: 'many' }],
  ['a larger number than a unit has', { LISTEN_PID: '7', LISTEN_FDS: '17' }],
  ['a number of zero', { LISTEN_PID: '7', LISTEN_FDS: '0' }],
])('when the environment has %s, then there is no inherited listener, and children get no such variables', (_, env) => {
  const mine: Record<string, string | undefined> = { ...env, LISTEN_FDNAMES: 'x', HOME: '/' };
  expect([inheritedListeners(mine, 7, portsOfAll).size, mine]).toEqual([0, { HOME: '/' }]);
});

it('when the environment names 16 sockets, then each is found by its port, and children get no such variables', () => {
  const mine: Record<string, string | undefined> = { LISTEN_PID: '7', LISTEN_FDS: '16', HOME: '/' };
  const found = inheritedListeners(mine, 7, portsOfAll);
  expect([found.size, found.get(8_003), found.get(8_018), mine]).toEqual([16, 3, 18, { HOME: '/' }]);
});

it('when a socket does not listen, then it is left out', () => {
  const found = inheritedListeners(
    { LISTEN_PID: '7', LISTEN_FDS: '2' },
    7,
    () => (fd) => (fd === 4 ? 8_004 : undefined),
  );
  expect([...found]).toEqual([[8_004, 4]]);
});
