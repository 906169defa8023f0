import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { Log } from '../log/log.ts';
import { type MutableWebCounters, noCounts, type WebCounters } from './counters.ts';
import { GLASS_ROUTE, type GlassKey } from './glass.ts';
import { allowedNames, FRAMED_POLICY, refusalOf, SECURITY_HEADERS } from './guards.ts';
import type { ScreenHub } from './hub.ts';
import { answerNoRequest, limitConnections, WAITS } from './limits.ts';
import { createPageLife, servePageNews } from './page-life.ts';
import { MAX_MESSAGE_BYTES, serveSocket } from './socket.ts';

/** What `/healthz` says beside the counters. */
export interface Health {
  readonly ready: boolean;
  /** Whether the disk of the ledger takes what a visit writes: without it the kiosk is closed. */
  readonly storage?: 'enough' | 'DSK-101';
  /** By kind of device. */
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** By kind of device, the code of what is wrong with it. */
  readonly troubles?: Readonly<Partial<Record<DeviceKind, string>>>;
  /** Why the kiosk could not use the newest answer of the back office; `null` if it could. */
  readonly backOffice?: { readonly code: string; readonly cause: string } | null;
}

export interface WebOptions {
  /** TCP port on loopback; 0 takes a free one. */
  readonly port: number;
  /** The file descriptor of a socket that listens there already; absent: the server opens one. */
  readonly listener?: number | undefined;
  /** The built page of the citizen, or `null` while a development server has it. */
  readonly uiDir: string | null;
  readonly hub: ScreenHub;
  /** Decides who may read and press. `open`: every client that can connect, as with simulators. */
  readonly glass: GlassKey | 'open';
  readonly log: Log;
  readonly clock: Clock;
  readonly health: () => Health;
  /** More pages on the same server and behind the same guards. */
  readonly plugins?: readonly ((app: FastifyInstance) => Promise<void>)[];
  /** More names to answer to, each `name:port`. */
  readonly allowedHosts?: readonly string[];
  /** `none`: the pages of this server answer no heartbeat, so the launcher of the browser is not told whether they live. */
  readonly heartbeats?: 'none';
}

export interface Web {
  /** Such as `http://127.0.0.1:8080`, no slash at the end. */
  readonly url: string;
  readonly counters: WebCounters;
  close(): Promise<void>;
}

/** The web server could not start: the port is taken, may not be opened, or the page was never built. */
export class WebStartError extends Error {
  readonly code: 'WEB-101' | 'WEB-102' | 'WEB-103';
  constructor(code: WebStartError['code'], message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}

const ADDRESS = '127.0.0.1';
/** ms in which the other end has to answer that a socket is closed; over loopback it takes one. */
const CLOSE_MS = 1_000;
/** Bytes; nothing that is posted here is long. */
const BODY_LIMIT = 64 * 1_024;

/**
 * Serves the citizen's page, its socket and `/healthz`, on loopback alone. Rejects with `WebStartError`
 * when it cannot listen; afterwards nothing a browser sends can stop it.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { hub, log, clock, uiDir, glass } = options;
  const counters = noCounts();
  let names: ReadonlySet<string> = new Set();
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    ...WAITS,
    clientErrorHandler: (error, socket) => answerNoRequest(error, socket, log, counters),
    // An address that is none is found before any hook runs.
    frameworkErrors(_error, _request, reply) {
      reply.raw
        .writeHead(400, { ...SECURITY_HEADERS, 'content-type': 'application/json' })
        .end('{"error":"no such address"}');
    },
    // Loading fastify's JSON Schema compilers takes 13 ms of every cold start, and no route here has a schema.
    schemaController: { compilersFactory: { buildValidator: noJsonSchema, buildSerializer: noJsonSchema } },
  });
  // Before the guard: it marks upgrades, and closes the socket of one that the guard refuses.
  // `closeTimeout` is of ws 8.19; its types do not have it yet.
  const sockets = { maxPayload: MAX_MESSAGE_BYTES, closeTimeout: CLOSE_MS };
  await app.register(fastifyWebsocket, { options: sockets });
  limitConnections(app, log, counters);
  guard(app, { log, counters, names: () => names, isFramed: glass === 'open' });
  const page = createPageLife(clock, log);
  await app.register(async (routes) => {
    routes.get('/socket', { websocket: true }, (socket, { headers }) => {
      if (glass === 'open' || glass.seat(socket, headers.cookie)) {
        serveSocket(socket, { hub, log, counters, clock, page });
      }
    });
    if (glass !== 'open') glass.serve(routes);
    if (options.heartbeats !== 'none') servePageNews(routes, page, clock);
    routes.get('/healthz', (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ ...options.health(), counters }),
    );
  });
  if (uiDir !== null) await serveFiles(app, uiDir);
  for (const plugin of options.plugins ?? []) await app.register(plugin);

  await listen(app, options);
  const { port } = app.server.address() as AddressInfo;
  names = allowedNames(port, options.allowedHosts ?? []);
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
  /** Known only when the port is. */
  readonly names: () => ReadonlySet<string>;
  /** The citizen's page may stand in a frame of another page of this kiosk. */
  readonly isFramed: boolean;
}

/** Rules for every request on every route: who may send it, which headers the answer has, how the kiosk answers a fault. */
function guard(app: FastifyInstance, { log, counters, names, isFramed }: Guard): void {
  const sockets = new Set<string>();
  app.addHook('onRoute', ({ url, websocket }) => {
    if (websocket) sockets.add(url);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (isFramed && request.url === '/') reply.header('content-security-policy', FRAMED_POLICY);
    const refusal = refusalOf(request, names(), request.routeOptions.url === GLASS_ROUTE);
    if (!refusal) {
      // If the client asks for a socket on a route without one, it gets a 404 before the handshake [RFC 6455 §4.2.2].
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
  throw new Error('routes of the kiosk are checked with zod: this one has a JSON Schema');
}

/** Not compressed: over loopback, unpacking takes longer than copying. */
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

/** Names in assets/ carry a hash of their contents; everything else may change with an update. */
function cachingOf(file: string): string {
  if (file.startsWith(`assets${sep}`)) return 'public, max-age=31536000, immutable';
  return file.endsWith('.html') ? 'no-store' : 'no-cache';
}

async function listen(app: FastifyInstance, { port, listener: fd }: WebOptions): Promise<void> {
  try {
    // `fd` is of net.Server.listen, which fastify hands its options to.
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
