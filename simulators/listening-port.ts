import type { AddressInfo, Server } from 'node:net';

export interface ListeningPort {
  /** The given port. If that was 0: the port that the system chose. */
  readonly port: number;
  /** Like pulling the network cable of the device: every connection ends, and no client can connect. */
  unplug(): Promise<void>;
  /** The same port again. Rejects if another program has taken it meanwhile. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Lets a server listen. Rejects if the port cannot be taken; 0 lets the system choose one. `drop` ends all connections. */
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
