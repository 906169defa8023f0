import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Finds a free port of loopback, for a profile that names its port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Below the ports that the kernel gives to connections and other tests' servers. */
const LOW_PORTS = { from: 20_000, count: 10_000 };
const MOST_TRIES = 100;

/** Finds a port that is free at every address, with a free port after it. */
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
