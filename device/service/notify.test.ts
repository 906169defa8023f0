import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForNotify, type NotifySocket } from '../../test/support/notify-socket.ts';
import { serviceManager } from './notify.ts';

let socket: NotifySocket;
beforeEach(async () => {
  socket = await listenForNotify();
});
afterEach(() => socket.close());

it('is nobody where no service manager started the process', () => {
  expect(serviceManager({})).toBeNull();
  expect(serviceManager({ NOTIFY_SOCKET: '' })).toBeNull();
});

it('hears each message once, in order, and what was said last is not said again', async () => {
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

it('is asked for its watchdog only where that is meant for this process', () => {
  const env = { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '30000000' };
  expect(serviceManager({ ...env })?.watchdogMs).toBe(30_000);
  expect(serviceManager({ ...env, WATCHDOG_PID: '7' }, 7)?.watchdogMs).toBe(30_000);
  expect(serviceManager({ ...env, WATCHDOG_PID: '8' }, 7)?.watchdogMs).toBeNull();
  expect(serviceManager({ ...env, WATCHDOG_USEC: 'soon' })?.watchdogMs).toBeNull();
});

it('nobody at the other end is nothing to fail by', async () => {
  const manager = serviceManager({ NOTIFY_SOCKET: `${socket.path}-gone` });
  manager?.ready();
  await manager?.close();
});

it('is for this process alone: what it starts finds no way to it', () => {
  const env = { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7', PATH: '/bin' };
  serviceManager(env, 7);
  expect(env).toEqual({ PATH: '/bin' });
});
