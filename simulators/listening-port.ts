import type { AddressInfo, Server } from 'node:net';

export interface ListeningPort {
  /** Port of the server; if 0 was given, the system's choice. */
  readonly port: number;
  /** Like a pulled network cable. */
  unplug(): Promise<void>;
  /** Rejects if the port is taken. */
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
