import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ReferenceBackOffice, RegisterView } from '../back-office/server.ts';
import type { Bench } from '../bench/bench.ts';
import { carryOut } from './carry-out.ts';
import { type DockCommand, parseCommand, validateDockCommand } from './commands.ts';
import { followVisitStages } from './journey.ts';
import type { StateMachineFeed } from './machine-feed.ts';
import { createNewestStatePusher, type NewestStatePusher } from './push.ts';
import { snapshotOf } from './snapshot.ts';
import type { DockMessage, DockState } from './state.ts';
import { serveTrace } from './trace/serve-trace.ts';
import type { WireLog } from './wire-log.ts';

const ENTRIES_IN_MESSAGE = 12;
const ALL = Number.MAX_SAFE_INTEGER;
/** Read with the first page: a kiosk without a page starts faster. */
const NOT_LOOKED_AT: RegisterView = { entries: [], states: { lodged: 0, registered: 0, withdrawn: 0 }, surveyCount: 0 };

interface DockRoutes {
  state(): Promise<DockState>;
  look(): Promise<void>;
  take(command: DockCommand | undefined): boolean;
  picture(id: string): string | undefined;
  document(id: string): Uint8Array | undefined;
  readonly wire: WireLog;
  readonly pusher: NewestStatePusher;
}

export interface DockServerOptions {
  readonly bench: Bench;
  readonly backOffice: ReferenceBackOffice;
  readonly wire: WireLog;
  readonly machine: StateMachineFeed;
  readonly pageDir: string;
}

/**
 * The developer's page at `/dock`, the kiosk with a guide at `/demo`, and the socket of both. Programs use plain HTTP: `GET /dock/state`
 * and `POST /dock/command`. Only the guards of the kiosk's server protect these routes.
 */
export async function serveDock(app: FastifyInstance, options: DockServerOptions): Promise<void> {
  const { bench, backOffice, wire, machine, pageDir } = options;
  const journey = followVisitStages(machine);
  const commands = { taken: 0, refused: 0 };
  let register = NOT_LOOKED_AT;
  const state = (seen: RegisterView, newest: number): DockState =>
    snapshotOf({ bench, backOffice, register: seen, machine: journey.now, commands }, newest);
  const pusher = createNewestStatePusher(bench.clock, 0, (seen: number) => {
    const lines = wire.since(seen);
    const message: DockMessage = { state: state(register, ENTRIES_IN_MESSAGE), wire: lines };
    return { text: JSON.stringify(message), next: lines.at(-1)?.number ?? seen };
  });
  const look = async () => {
    register = await backOffice.view(ENTRIES_IN_MESSAGE);
    pusher.changed();
  };
  const stops = [
    bench.onChange(pusher.changed),
    wire.onChange(pusher.changed),
    machine.onChange(pusher.changed),
    backOffice.onChange(look),
    journey.stop,
    pusher.close,
  ];
  app.addHook('onClose', async () => {
    for (const stop of stops) stop();
  });

  const routes: DockRoutes = {
    state: async () => state(await backOffice.view(ALL), ALL),
    look,
    take(command) {
      if (command) {
        commands.taken += 1;
        carryOut({ bench, backOffice }, command);
      } else commands.refused += 1;
      pusher.changed();
      return command !== undefined;
    },
    picture: bench.devices.printer.picture,
    document: (id) => bench.documentPrinter?.document(id),
    wire,
    pusher,
  };
  servePrograms(app, routes);
  serveTrace(app);
  app.get('/dock/socket', { websocket: true }, (socket) => serveSocket(socket, routes));
  await servePages(app, pageDir);
}

function servePrograms(app: FastifyInstance, routes: DockRoutes): void {
  const fresh = (reply: FastifyReply) => reply.header('cache-control', 'no-store');
  app.get('/dock/state', async (_request, reply) =>
    fresh(reply).send({ ...(await routes.state()), wire: routes.wire.since(0) }),
  );
  app.post('/dock/command', (request, reply) =>
    routes.take(validateDockCommand(request.body))
      ? reply.send({ taken: true })
      : reply.code(400).send({ taken: false, error: 'not a command of the dock' }),
  );
  app.get('/dock/trace', (_request, reply) =>
    fresh(reply)
      .type('application/jsonl')
      .header('content-disposition', 'attachment; filename="kiosk.trace"')
      .send(routes.wire.trace()),
  );
  app.get<{ Params: { file: string } }>('/dock/papers/:file', (request, reply) => {
    const picture = routes.picture(request.params.file.replace(/\.svg$/, ''));
    if (picture === undefined) return reply.code(404).send({ error: 'no such paper' });
    return fresh(reply).type('image/svg+xml').send(picture);
  });
  app.get<{ Params: { file: string } }>('/dock/documents/:file', (request, reply) => {
    const document = routes.document(request.params.file.replace(/\.pdf$/, ''));
    if (document === undefined) return reply.code(404).send({ error: 'no such document' });
    return fresh(reply).type('application/pdf').send(Buffer.from(document));
  });
}

function serveSocket(socket: WebSocket, routes: DockRoutes): void {
  const leave = routes.pusher.add({ send: (text, sent) => socket.send(text, sent) });
  void routes.look();
  socket.on('message', (data, isBinary) => {
    routes.take(isBinary ? undefined : parseCommand(data.toString()));
  });
  socket.on('error', () => routes.take(undefined));
  socket.on('close', leave);
}

function mayFrame(reply: FastifyReply): FastifyReply {
  const policy = reply.getHeader('content-security-policy');
  return policy === undefined ? reply : reply.header('content-security-policy', `${policy}; frame-src 'self'`);
}

async function servePages(app: FastifyInstance, pageDir: string): Promise<void> {
  const sendPage = async (reply: FastifyReply, page: string) => {
    const file = join(pageDir, page);
    if (!existsSync(file)) {
      return reply
        .code(503)
        .type('text/plain')
        .send('The page of the dock is not built; build it with: npm run build\n');
    }
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await readFile(file));
  };
  for (const path of ['/dock', '/dock/']) app.get(path, (_request, reply) => sendPage(reply, 'index.html'));
  for (const path of ['/demo', '/demo/']) {
    app.get(path, (_request, reply) => sendPage(mayFrame(reply), 'demo.html'));
  }
  const assets = join(pageDir, 'assets');
  if (!existsSync(assets)) return;
  await app.register(fastifyStatic, {
    root: assets,
    prefix: '/dock/assets/',
    decorateReply: false,
    // Names of assets contain a content hash.
    immutable: true,
    maxAge: '365d',
  });
}
