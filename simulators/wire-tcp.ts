import { createServer, type Socket } from 'node:net';
import { emitter } from '../drivers/emitter.ts';
import { type ListeningPort, listenAt } from './listening-port.ts';
import type { Wire } from './wire.ts';

/** Device end of a TCP port. */
export interface TcpWire extends Wire, ListeningPort {
  /** Holds the sender by the TCP window (RFC 9293, 3.8.6), also on a newer connection. */
  readonly hold: (on: boolean) => void;
}

/**
 * A device on a TCP port. One kiosk at a time: a newer connection replaces the older one, which is most often a half-open leftover of the
 * same kiosk. The device first sees the end of the older one. A new listener of `onConnected` is told at once about an existing connection.
 * Rejects if the port is taken.
 */
export async function listenTcp(port: number, host = '127.0.0.1'): Promise<TcpWire> {
  const incoming = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let current: Socket | undefined;
  let held = false;

  const server = createServer({ noDelay: true }, (socket) => {
    const older = current;
    current = undefined;
    if (older) {
      older.destroy();
      connection.emit(false);
    }
    current = socket;
    socket.on('data', (chunk) => {
      if (current === socket) incoming.emit(Uint8Array.from(chunk));
    });
    if (held) socket.pause();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (current !== socket) return;
      current = undefined;
      connection.emit(false);
    });
    connection.emit(true);
  });
  const listening = await listenAt(server, port, host, () => current?.destroy());
  return {
    ...listening,
    hold(on) {
      held = on;
      if (on) current?.pause();
      else current?.resume();
    },
    write: (bytes) => void current?.write(bytes.slice()),
    onBytes: incoming.on,
    onConnected(listener) {
      if (current) listener(true);
      return connection.on(listener);
    },
  };
}
