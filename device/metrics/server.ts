import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6, type ListenOptions } from 'node:net';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { counter } from './counted.ts';
import { METRICS_CONTENT_TYPE, type MetricFamily } from './text.ts';

/** Most connections. Prometheus asks every 15 s over one; the rest is for a second server and curl. */
export const MAX_METRICS_CONNECTIONS = 8;
/** Longest wait for the head of a request. */
const HEAD_MS = 5_000;
const SILENT_MS = 10_000;
/** Milliseconds until listening is tried again: the address may be of a network that comes up later. */
export const LISTEN_AGAIN_MS = 30_000;

const LOOPBACK = '127.0.0.1';
const PATH = '/metrics';

export interface MetricsServerOptions {
  readonly port: number;
  readonly host?: string;
  readonly listener?: number | undefined;
  readonly text: () => Promise<string>;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Serves `/metrics` on a port of its own, so that a firewall can open only this port to Prometheus. If the server cannot listen, the kiosk
 * goes on, reports it once (`WEB-109`), and retries. Without `host`, the server listens on loopback. `listener`: file descriptor of a
 * socket that already listens. `port()` is `null` until the server listens.
 */
export async function serveMetrics({ port, host = LOOPBACK, listener, text, log, clock }: MetricsServerOptions) {
  const refused = counter({ name: 'scrapes_refused_total', help: 'Refused requests for this page, by reason.' }, [
    'reason',
  ]);
  const server = createServer({ headersTimeout: HEAD_MS, requestTimeout: SILENT_MS }, (request, response) => {
    const refusal = refusalOf(request, namesOf(server, host));
    // A kept connection would time out between two scrapes, or just when the next begins.
    response.setHeader('connection', 'close');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    if (!refusal) return void answer(response, text);
    refused.add({ reason: refusal.reason });
    response.writeHead(refusal.status, { ...(refusal.status === 405 && { allow: 'GET' }) }).end();
  });
  // A connection was not accepted, such as with too many open files; the next may succeed.
  server.on('error', () => undefined);
  server.maxConnections = MAX_METRICS_CONNECTIONS;
  server.setTimeout(SILENT_MS, (socket) => socket.destroy());
  let again: unknown;
  let told = false;

  async function open(): Promise<void> {
    const error = await listening(server, listener === undefined ? { port, host } : { fd: listener });
    if (error === null) {
      if (told) log.event('metrics.served', {});
      told = false;
      return;
    }
    if (!told) log.event('metrics.not-served', { code: 'WEB-109', error });
    told = true;
    again = clock.setTimeout(() => void open(), LISTEN_AGAIN_MS);
  }
  await open();

  return {
    families: (): readonly MetricFamily[] => [refused.family()],
    port: (): number | null => (server.listening ? portOf(server) : null),
    close(): Promise<void> {
      clock.clearTimeout(again);
      return new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    },
  };
}

export type MetricsServer = Awaited<ReturnType<typeof serveMetrics>>;

async function answer(response: ServerResponse, text: () => Promise<string>): Promise<void> {
  const body = Buffer.from(await text());
  response.writeHead(200, { 'content-type': METRICS_CONTENT_TYPE, 'content-length': body.length }).end(body);
}

interface Refusal {
  readonly reason: 'host' | 'origin' | 'path' | 'method';
  readonly status: 403 | 404 | 405;
}

/** Why a request is refused: a foreign page resolved its own name to this machine (`host`), or has another origin (`origin`). */
function refusalOf({ headers, method, url }: IncomingMessage, names: readonly string[]): Refusal | null {
  if (!names.includes((headers.host ?? '').toLowerCase())) return { reason: 'host', status: 403 };
  if (headers.origin !== undefined) return { reason: 'origin', status: 403 };
  if (url?.split('?')[0] !== PATH) return { reason: 'path', status: 404 };
  return method === 'GET' ? null : { reason: 'method', status: 405 };
}

/** Clients omit the scheme's default port. */
function namesOf(server: Server, host: string): readonly string[] {
  const port = portOf(server);
  const hosts = host === LOOPBACK ? [LOOPBACK, 'localhost'] : [nameOf(host)];
  return hosts.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}

const nameOf = (host: string): string => (isIPv6(host) ? `[${host.toLowerCase()}]` : host);

const portOf = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0;

function listening(server: Server, at: ListenOptions | { readonly fd: number }): Promise<Error | null> {
  return new Promise((resolve) => {
    const refused = (error: Error) => {
      server.off('listening', listens);
      resolve(error);
    };
    const listens = () => {
      server.off('error', refused);
      resolve(null);
    };
    server.once('error', refused);
    server.once('listening', listens);
    server.listen(at);
  });
}
