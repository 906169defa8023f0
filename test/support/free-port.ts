import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A free port of loopback, for a profile. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Below the kernel's own. */
const LOW_PORTS = { from: 20_000, count: 10_000 };
const MOST_TRIES = 100;

/** A free port with a free port after it, at every address. */
export async function freePortPair(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = LOW_PORTS.from + Math.floor(Math.random() * LOW_PORTS.count);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error(`no two free ports from ${LOW_PORTS.from} on`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
