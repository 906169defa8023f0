import { createServer, type Socket } from 'node:net';
import { emitter } from '../drivers/emitter.ts';
import type { Wire } from './wire.ts';

export interface TcpWire extends Wire {
  /** The port that was given, or the one the system chose for 0. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A device on a TCP port. One kiosk at a time: a newer connection replaces the older one, because the older is most
 * often a half-open leftover of the same kiosk. A new listener of
 * `onConnected` is told at once if somebody is there. Rejects if the port cannot be taken.
 */
export async function listenTcp(port: number, host = '127.0.0.1'): Promise<TcpWire> {
  const incoming = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let current: Socket | undefined;

  const server = createServer({ noDelay: true }, (socket) => {
    const older = current;
    current = socket;
    older?.destroy();
    socket.on('data', (chunk) => {
      if (current === socket) incoming.emit(Uint8Array.from(chunk));
    });
    // A reset is followed by `close`, which says all there is to say.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (current !== socket) return;
      current = undefined;
      connection.emit(false);
    });
    connection.emit(true);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    write: (bytes) => void current?.write(bytes.slice()),
    onBytes: incoming.on,
    onConnected(listener) {
      if (current) listener(true);
      return connection.on(listener);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        current?.destroy();
      }),
  };
}
