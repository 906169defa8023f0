import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import type { TechnicianMessage, TechnicianRequest, TechnicianState } from '../screen/technician.ts';
import type { Gate } from '../technician/gate.ts';

export interface TechnicianPage {
  /** Its built page. */
  readonly dir: string;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: () => TechnicianState;
  /** Something of the state may be another. */
  readonly onChange: (listener: () => void) => () => void;
  readonly tryNow: () => void;
}

/** Between two states that are sent, in ms: making one reads the ledger. */
export const PUSH_MS = 1_000;
/** Ages grow while nothing happens. */
const REFRESH_MS = 60_000;
/** Who has not shown a code by then is not going to. */
export const ENTER_MS = 10_000;

const text = z.string().check(z.maxLength(64));
const request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('enter'), code: text }),
  z.strictObject({ do: z.literal('resume'), session: text }),
  z.strictObject({ do: z.literal('try-now') }),
]);

/** The technician's page at `/technician` and its socket, behind the guards of the server and a code of its own. */
export async function serveTechnician(app: FastifyInstance, page: TechnicianPage): Promise<void> {
  const seats = new Set<Seat>();
  const stop = page.onChange(() => {
    for (const seat of seats) seat.changed();
  });
  app.addHook('onClose', async () => {
    stop();
    for (const seat of seats) seat.leave();
  });
  app.get('/technician/socket', { websocket: true }, (socket) => {
    const seat = sitDown(socket, page);
    seats.add(seat);
    socket.on('close', () => {
      seat.leave();
      seats.delete(seat);
    });
  });
  await servePage(app, page.dir);
}

interface Seat {
  changed(): void;
  leave(): void;
}

/** One browser. It is told nothing before it has shown a code. */
function sitDown(socket: WebSocket, page: TechnicianPage): Seat {
  const { clock, gate, log } = page;
  let inside = false;
  let due: unknown = clock.setTimeout(() => socket.close(), ENTER_MS);
  let lastAt = Number.NEGATIVE_INFINITY;

  const send = (message: TechnicianMessage) => socket.send(JSON.stringify(message));

  function plan(ms: number): void {
    clock.clearTimeout(due);
    due = clock.setTimeout(push, ms);
  }

  let soon = false;
  function push(): void {
    soon = false;
    lastAt = clock.now();
    // A browser that takes nothing gets nothing more until it does.
    const ready = socket.bufferedAmount === 0;
    if (ready) send({ kind: 'state', state: page.state() });
    plan(ready ? REFRESH_MS : PUSH_MS);
  }

  function letIn(session: string): void {
    inside = true;
    log.event('technician.entered', {});
    send({ kind: 'entered', session });
    push();
  }

  function refuse(): void {
    log.event('technician.refused', {});
    send({ kind: 'refused' });
    socket.close();
  }

  function take(asked: TechnicianRequest): void {
    if (asked.do === 'enter') {
      const session = gate.enter(asked.code);
      if (session === null) refuse();
      else letIn(session);
    } else if (asked.do === 'resume') {
      if (gate.resume(asked.session)) letIn(asked.session);
      else refuse();
    } else if (inside) {
      log.event('technician.try-now', {});
      page.tryNow();
    } else refuse();
  }

  socket.on('message', (data, isBinary) => {
    const asked = isBinary ? undefined : parse(data.toString());
    if (asked) take(asked);
    else refuse();
  });
  // A frame that is too long or breaks the protocol: ws closes the socket by itself after this.
  socket.on('error', () => {});
  return {
    changed() {
      if (!inside || soon) return;
      soon = true;
      plan(Math.max(0, lastAt + PUSH_MS - clock.now()));
    },
    leave() {
      inside = false;
      clock.clearTimeout(due);
    },
  };
}

function parse(message: string): TechnicianRequest | undefined {
  try {
    const parsed = request.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not JSON is one more way of being malformed.
    return undefined;
  }
}

async function servePage(app: FastifyInstance, dir: string): Promise<void> {
  const index = join(dir, 'index.html');
  const sendPage = async (_request: unknown, reply: FastifyReply) => {
    if (!existsSync(index)) {
      return reply.code(503).type('text/plain').send('This page is not built; build it with: npm run build\n');
    }
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await readFile(index));
  };
  app.get('/technician', sendPage);
  app.get('/technician/', sendPage);
  const assets = join(dir, 'assets');
  if (!existsSync(assets)) return;
  await app.register(fastifyStatic, {
    root: assets,
    prefix: '/technician/assets/',
    decorateReply: false,
    // Names carry a hash of their contents.
    immutable: true,
    maxAge: '365d',
  });
}
