import type { AddressInfo, Server } from 'node:net';

/** The port of a simulated device. */
export interface ListeningPort {
  /** The port that was given, or the one the system chose for 0. */
  readonly port: number;
  /** As pulling the network cable of the device: whoever is connected is dropped, and nobody can connect. */
  unplug(): Promise<void>;
  /** The same port again. Rejects where another program took it meanwhile. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Lets a server listen. Rejects if the port cannot be taken; 0 is any. `drop` ends all connections. */
export async function listenAt(server: Server, port: number, host: string, drop: () => void): Promise<ListeningPort> {
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port);
  const taken = (server.address() as AddressInfo).port;
  const unplug = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      drop();
    });
  return {
    port: taken,
    unplug,
    plug: async () => {
      if (!server.listening) await listen(taken);
    },
    close: unplug,
  };
}
