import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import type { Clock } from '../../drivers/clock.ts';
import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import type { Log } from '../log/log.ts';
import type { KioskStateForTechnician, TechnicianMessage, TechnicianRequest } from '../screen/technician.ts';
import type { TechnicianGate } from '../technician/gate.ts';
import { parseJson } from '../words/json.ts';
import { cookieIn, strictCookie } from './cookie.ts';

export interface TechnicianPageOptions {
  readonly dir: string;
  readonly gate: TechnicianGate;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: () => KioskStateForTechnician;
  readonly onChange: (listener: () => void) => () => void;
  readonly tryNow: () => void;
  readonly cleaned: (device: DeviceKind) => void;
}

/** Least time between two states: each reads the ledger. */
export const STATE_INTERVAL_MS = 1_000;
/** The page shows ages, which grow. */
const REFRESH_MS = 60_000;

const request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('try-now') }),
  z.strictObject({ do: z.literal('cleaned'), device: z.enum(DEVICE_KIND_IDS) }),
]) satisfies z.ZodMiniType<TechnicianRequest>;

const COOKIE = 'technician';
const PATH = '/technician';

/** Serves the technician's page at `/technician` and its socket, behind the server's guards and a code. */
export async function serveTechnician(app: FastifyInstance, page: TechnicianPageOptions): Promise<void> {
  const seats = new Set<Seat>();
  const stops = [
    page.onChange(() => {
      for (const seat of seats) seat.changed();
    }),
    page.gate.onTakenOver(() => {
      for (const seat of seats) seat.takenOver();
    }),
  ];
  app.addHook('onClose', async () => {
    for (const stop of stops) stop();
    for (const seat of seats) seat.leave();
  });
  app.post(`${PATH}/enter`, (asked, reply) => {
    const session = page.gate.enter(String(asked.body));
    if (session !== null)
      return reply
        .header('set-cookie', strictCookie(COOKIE, session, PATH))
        .code(204)
        .send();
    page.log.event('technician.refused', {});
    return reply.code(403).send({ error: 'no such code' });
  });
  app.get(`${PATH}/socket`, { websocket: true }, (socket, { headers }) => {
    socket.on('error', () => {});
    const send = (message: TechnicianMessage) => socket.send(JSON.stringify(message));
    const refuse = () => {
      send({ kind: 'refused' });
      socket.close();
    };
    if (!page.gate.resume(cookieIn(headers.cookie, COOKIE) ?? '')) return refuse();
    const seat = sitDown(socket, page, send);
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
  takenOver(): void;
  leave(): void;
}

function sitDown(socket: WebSocket, page: TechnicianPageOptions, send: (message: TechnicianMessage) => void): Seat {
  const { clock, log } = page;
  let inside = true;
  let due: unknown;
  let lastAt = Number.NEGATIVE_INFINITY;

  function plan(ms: number): void {
    clock.clearTimeout(due);
    due = clock.setTimeout(push, ms);
  }

  let soon = false;
  function push(): void {
    soon = false;
    lastAt = clock.now();
    // A browser that does not read gets no state now.
    const ready = socket.bufferedAmount === 0;
    if (ready) send({ kind: 'state', state: page.state() });
    plan(ready ? REFRESH_MS : STATE_INTERVAL_MS);
  }

  function leave(): void {
    inside = false;
    clock.clearTimeout(due);
  }

  socket.on('message', (data, isBinary) => {
    if (!inside) return;
    const asked = isBinary ? undefined : request.safeParse(parseJson(data.toString())).data;
    if (asked === undefined) {
      leave();
      socket.close();
    } else if (asked.do === 'cleaned') {
      log.event('technician.cleaned', { kind: asked.device });
      page.cleaned(asked.device);
    } else {
      log.event('technician.try-now', {});
      page.tryNow();
    }
  });
  log.event('technician.entered', {});
  push();
  return {
    changed() {
      if (!inside || soon) return;
      soon = true;
      plan(Math.max(0, lastAt + STATE_INTERVAL_MS - clock.now()));
    },
    takenOver() {
      leave();
      send({ kind: 'taken-over' });
      socket.close();
    },
    leave,
  };
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
  app.get(PATH, sendPage);
  app.get(`${PATH}/`, sendPage);
  const assets = join(dir, 'assets');
  if (!existsSync(assets)) return;
  await app.register(fastifyStatic, {
    root: assets,
    prefix: `${PATH}/assets/`,
    decorateReply: false,
    // Names of these files contain a hash.
    immutable: true,
    maxAge: '365d',
  });
}
