import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../log/log.ts';
import type { MutableWebCounters } from './counters.ts';
import { SECURITY_HEADERS } from './guards.ts';

/** A browser opens six for files and one for its socket: enough for citizen's page, technician, dock and readers of `/healthz`. */
export const MAX_WEB_CONNECTIONS = 64;
/** Longest time for the head of a request, from the connection or the earlier request on. Loopback needs 1 ms. */
export const REQUEST_HEAD_MS = 5_000;
const REQUEST_MS = 10_000;
/** Longest life of an idle connection: a page asks for all files at once. */
const IDLE_MS = 5_000;
const LOOK_MS = 1_000;

export const SERVER_TIMEOUTS = {
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: IDLE_MS,
  http: { headersTimeout: REQUEST_HEAD_MS, connectionsCheckingInterval: LOOK_MS },
} as const;

export function limitConnections(app: FastifyInstance, log: Log, counters: MutableWebCounters): void {
  app.server.maxConnections = MAX_WEB_CONNECTIONS;
  app.server.on('drop', () => {
    counters.connectionsRefused.many += 1;
    log.event('connection.refused', { code: 'WEB-104', reason: 'many' });
  });
}

/** Answers a connection without a request: too slow, too long, or no HTTP. */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  log: Log,
  counters: MutableWebCounters,
): void {
  // The browser has closed the connection.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const slow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  counters.connectionsRefused[slow ? 'slow' : 'nonsense'] += 1;
  log.event('connection.refused', { code: 'WEB-105', reason: slow ? 'slow' : 'nonsense' });
  socket.end(noRequestAnswer(slow ? '408 Request Timeout' : '400 Bad Request'), () => socket.destroy());
}

function noRequestAnswer(status: string): string {
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, 'connection: close', 'content-length: 0', ...headers, '', ''].join('\r\n');
}
