import fastifyWebsocket from '@fastify/websocket';
import fastify from 'fastify';
import type { DockCommand } from '../../simulators/dock/commands.ts';
import type { StateMachineFeed } from '../../simulators/dock/machine-feed.ts';
import type { DockState } from '../../simulators/dock/state.ts';
import type { WireEntry } from '../../simulators/dock/wire-log.ts';
import type { Simulators } from '../../simulators/host/host-types.ts';

export function fakeFeed(
  ...first: readonly string[]
): StateMachineFeed & { moveTo(...places: readonly string[]): void } {
  let places = first;
  const listeners = new Set<() => void>();
  return {
    current: () => places,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    moveTo(...next) {
      places = next;
      for (const listener of listeners) listener();
    },
  };
}

/** Starts the dock on its own server, without the kiosk's guards. Nothing listens until `listen` is called. */
export async function dockRig(simulators: Simulators, feed: StateMachineFeed = fakeFeed('open.attract')) {
  const app = fastify();
  await app.register(fastifyWebsocket);
  await app.register((scope) => simulators.dock(scope, feed));
  await app.ready();
  return {
    app,
    async state(): Promise<DockState & { readonly wire: readonly WireEntry[] }> {
      return (await app.inject('/dock/state')).json();
    },
    async command(command: DockCommand): Promise<void> {
      const { statusCode, body } = await app.inject({ method: 'POST', url: '/dock/command', payload: command });
      if (statusCode !== 200) throw new Error(`the dock refused ${JSON.stringify(command)}: ${body}`);
    },
  };
}
