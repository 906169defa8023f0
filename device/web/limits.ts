import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../log/log.ts';
import type { MutableWebCounters } from './counters.ts';
import { SECURITY_HEADERS } from './guards.ts';

/**
 * Connections at the same time. A browser opens six for files and one for its socket. This is enough for the glass, a technician, the
 * dock and the programs that ask for `/healthz`.
 */
export const MAX_CONNECTIONS = 64;
/** ms in which the head of a request must be there, from the connection or the request before on. Over loopback it takes one. */
export const HEAD_MS = 5_000;
/** ms in which a whole request must be there. */
const REQUEST_MS = 10_000;
/** ms after which a connection without a request is closed; a page asks for its files in one go. */
const IDLE_MS = 5_000;
/** How often connections are looked at, ms. */
const LOOK_MS = 1_000;

/** For `fastify`: how long it waits for what. */
export const WAITS = {
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: IDLE_MS,
  http: { headersTimeout: HEAD_MS, connectionsCheckingInterval: LOOK_MS },
} as const;

/** What is refused before it is a request, with the headers of every answer. */
export function limitConnections(app: FastifyInstance, log: Log, counters: MutableWebCounters): void {
  app.server.maxConnections = MAX_CONNECTIONS;
  app.server.on('drop', () => {
    counters.connectionsRefused.many += 1;
    log.event('connection.refused', { code: 'WEB-104', reason: 'many' });
  });
}

/** No request came of it: too slow, too long, or no HTTP. */
export function answerNoRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  log: Log,
  counters: MutableWebCounters,
): void {
  // The browser went away: nobody is there to be answered.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const slow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  counters.connectionsRefused[slow ? 'slow' : 'nonsense'] += 1;
  log.event('connection.refused', { code: 'WEB-105', reason: slow ? 'slow' : 'nonsense' });
  // If the client never closes its end, the connection must still become free.
  socket.end(noRequestAnswer(slow ? '408 Request Timeout' : '400 Bad Request'), () => socket.destroy());
}

function noRequestAnswer(status: string): string {
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, 'connection: close', 'content-length: 0', ...headers, '', ''].join('\r\n');
}
