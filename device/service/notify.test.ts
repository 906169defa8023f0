import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForNotify, type NotifySocket } from '../../test/support/notify-socket.ts';
import { serviceManager } from './notify.ts';

let socket: NotifySocket;
beforeEach(async () => {
  socket = await listenForNotify();
});
afterEach(() => socket.close());

it('when no service manager started the process, then the result is null', () => {
  expect(serviceManager({})).toBeNull();
  expect(serviceManager({ NOTIFY_SOCKET: '' })).toBeNull();
});

it('when messages are repeated, then each is sent once, in order', async () => {
  const manager = serviceManager({ NOTIFY_SOCKET: socket.path });
  manager?.status('starts');
  manager?.ready();
  manager?.status('starts');
  manager?.status('waits');
  manager?.alive();
  manager?.stopping();
  manager?.stopping();
  await manager?.close();
  const told = ['STATUS=starts', 'READY=1', 'STATUS=waits', 'WATCHDOG=1', 'STOPPING=1'];
  await vi.waitFor(() => expect(socket.lines).toEqual(told), 10_000);
});

it('when the watchdog is meant for another process, then watchdogMs is null', () => {
  const env = { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '30000000' };
  expect(serviceManager({ ...env })?.watchdogMs).toBe(30_000);
  expect(serviceManager({ ...env, WATCHDOG_PID: '7' }, 7)?.watchdogMs).toBe(30_000);
  expect(serviceManager({ ...env, WATCHDOG_PID: '8' }, 7)?.watchdogMs).toBeNull();
  expect(serviceManager({ ...env, WATCHDOG_USEC: 'soon' })?.watchdogMs).toBeNull();
});

it('when the manager’s socket is gone, then nothing fails', async () => {
  const manager = serviceManager({ NOTIFY_SOCKET: `${socket.path}-gone` });
  manager?.ready();
  await manager?.close();
});

it('when the manager is found, then its variables are removed from the environment', () => {
  const env = { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7', PATH: '/bin' };
  serviceManager(env, 7);
  expect(env).toEqual({ PATH: '/bin' });
});
