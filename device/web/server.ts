import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { DegradedDevices } from '../degradation/monitor.ts';
import type { Log } from '../log/log.ts';
import { type MutableWebCounters, type WebCounters, zeroCounters } from './counters.ts';
import { type PageAdmission, START_PAGE_ROUTE } from './glass.ts';
import { allowedHostNames, FRAMED_POLICY, requestRefusalOf, SECURITY_HEADERS } from './guards.ts';
import type { ScreenHub } from './hub.ts';
import { answerBrokenRequest, limitConnections, SERVER_TIMEOUTS } from './limits.ts';
import { createPageHealth, servePageHealth } from './page-life.ts';
import { MAX_MESSAGE_BYTES, serveSocket } from './socket.ts';

export interface KioskHealth {
  readonly ready: boolean;
  readonly storage?: 'enough' | 'DSK-101';
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  readonly troubles?: Readonly<Partial<Record<DeviceKind, string>>>;
  readonly degraded?: DegradedDevices;
  /** `unknown`: its line cannot be read. */
  readonly door?: 'closed' | 'open' | 'unknown';
  readonly lines?: Readonly<Record<string, string>>;
  readonly backOffice?: { readonly code: string; readonly cause: string } | null;
}

export interface WebServerOptions {
  /** Port on loopback; 0: any free port. */
  readonly port: number;
  /** Descriptor of a socket that already listens; absent: the server opens one. */
  readonly listener?: number | undefined;
  /** Folder of the built page; `null`: a development server has the page. */
  readonly uiDir: string | null;
  readonly hub: ScreenHub;
  /** Which page may read and press. `open`: every client, as with simulators. */
  readonly glass: PageAdmission | 'open';
  readonly log: Log;
  readonly clock: Clock;
  readonly health: () => KioskHealth;
  /** Plugins are behind the same guards. */
  readonly plugins?: readonly ((app: FastifyInstance) => Promise<void>)[];
  /** Further accepted hosts, as `name:port`. */
  readonly allowedHosts?: readonly string[];
  /** `none`: the launcher gets no news of these pages. */
  readonly heartbeats?: 'none';
}

export interface WebServer {
  /** Address without a slash at the end. */
  readonly url: string;
  readonly counters: WebCounters;
  close(): Promise<void>;
}

/** The port is taken or not allowed, or the page was not built. */
export class WebStartError extends Error {
  readonly code: 'WEB-101' | 'WEB-102' | 'WEB-103';
  constructor(code: WebStartError['code'], message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}

const ADDRESS = '127.0.0.1';
/** Time for closing a socket; loopback needs 1 ms. */
const CLOSE_MS = 1_000;
const BODY_LIMIT = 64 * 1_024;

/**
 * Serves the citizen's page, its socket and `/healthz` on loopback. Rejects with `WebStartError` if it cannot listen. Afterwards no request
 * can stop it.
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { hub, log, clock, uiDir, glass } = options;
  const counters = zeroCounters();
  let names: ReadonlySet<string> = new Set();
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    ...SERVER_TIMEOUTS,
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, log, counters),
    // Answers errors that Fastify finds before any hook runs.
    frameworkErrors(_error, _request, reply) {
      reply.raw
        .writeHead(400, { ...SECURITY_HEADERS, 'content-type': 'application/json' })
        .end('{"error":"no such address"}');
    },
    // Fastify's JSON Schema compilers take 13 ms of a cold start, and no route has a schema.
    schemaController: { compilersFactory: { buildValidator: noJsonSchema, buildSerializer: noJsonSchema } },
  });
  // This plugin comes before the guard: it marks upgrades, and closes the socket of a refused upgrade. The types of ws lack `closeTimeout`
  // (since 8.19).
  const sockets = { maxPayload: MAX_MESSAGE_BYTES, closeTimeout: CLOSE_MS };
  await app.register(fastifyWebsocket, { options: sockets });
  limitConnections(app, log, counters);
  guard(app, { log, counters, names: () => names, isFramed: glass === 'open' });
  const page = createPageHealth(clock, log);
  await app.register(async (routes) => {
    routes.get('/socket', { websocket: true }, (socket, { headers }) => {
      if (glass === 'open' || glass.seat(socket, headers.cookie)) {
        serveSocket(socket, { hub, log, counters, clock, page });
      }
    });
    if (glass !== 'open') glass.serve(routes);
    if (options.heartbeats !== 'none') servePageHealth(routes, page, clock);
    routes.get('/healthz', (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ ...options.health(), counters }),
    );
  });
  if (uiDir !== null) await serveFiles(app, uiDir);
  for (const plugin of options.plugins ?? []) await app.register(plugin);

  await listen(app, options);
  const { port } = app.server.address() as AddressInfo;
  names = allowedHostNames(port, options.allowedHosts ?? []);
  const url = `http://${ADDRESS}:${port}`;
  if (glass !== 'open') glass.begin(url);
  return {
    url,
    counters,
    async close() {
      if (glass !== 'open') glass.close();
      page.close();
      await app.close();
    },
  };
}

interface Guard {
  readonly log: Log;
  readonly counters: MutableWebCounters;
  /** The names are known when the port is. */
  readonly names: () => ReadonlySet<string>;
  readonly isFramed: boolean;
}

function guard(app: FastifyInstance, { log, counters, names, isFramed }: Guard): void {
  const sockets = new Set<string>();
  app.addHook('onRoute', ({ url, websocket }) => {
    if (websocket) sockets.add(url);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (isFramed && request.url === '/') reply.header('content-security-policy', FRAMED_POLICY);
    const refusal = requestRefusalOf(request, names(), request.routeOptions.url === START_PAGE_ROUTE);
    if (!refusal) {
      // A socket on another route gets 404 before the handshake [RFC 6455 §4.2.2].
      if (request.ws && !sockets.has(request.routeOptions.url ?? '')) return reply.callNotFound();
      return;
    }
    counters.requestsRefused[refusal] += 1;
    log.event('request.refused', { reason: refusal });
    return reply.code(403).send({ error: `foreign ${refusal}` });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.event('bug', { where: 'web', error });
    return reply.code(status).send({ error: status >= 500 ? 'internal' : error.message });
  });
}

function noJsonSchema(): never {
  throw new Error('a route of the kiosk has a JSON Schema; zod checks its requests');
}

/** Files are not compressed: on loopback, unpacking takes longer than copying. */
async function serveFiles(app: FastifyInstance, uiDir: string): Promise<void> {
  if (!existsSync(join(uiDir, 'index.html'))) {
    throw new WebStartError('WEB-102', `there is no page in ${uiDir}; build it with: npm run build`);
  }
  await app.register(fastifyStatic, {
    root: uiDir,
    cacheControl: false,
    setHeaders: (reply, path) => reply.setHeader('cache-control', cachingOf(relative(uiDir, path))),
  });
}

/** Names in assets/ contain a hash; other files may change with an update. */
function cachingOf(file: string): string {
  if (file.startsWith(`assets${sep}`)) return 'public, max-age=31536000, immutable';
  return file.endsWith('.html') ? 'no-store' : 'no-cache';
}

async function listen(app: FastifyInstance, { port, listener: fd }: WebServerOptions): Promise<void> {
  try {
    // `fd` belongs to net.Server.listen; fastify passes it on.
    await app.listen(fd === undefined ? { port, host: ADDRESS } : ({ fd, host: ADDRESS } as { host: string }));
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new WebStartError('WEB-101', `port ${port} on ${ADDRESS} is taken; choose another with --port`, { cause });
    }
    if (code === 'EACCES') {
      throw new WebStartError('WEB-103', `port ${port} may not be opened by this user; choose one from 1024`, {
        cause,
      });
    }
    throw cause;
  }
}
