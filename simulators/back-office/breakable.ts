import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, pause, realClock } from '../../drivers/clock.ts';
import { ProblemError } from './problem.ts';
import { createAnswerSwapper } from './swap.ts';
import type { TroubleSwitch } from './trouble.ts';

interface Chance {
  readonly clock?: Clock;
  readonly random: () => number;
}

const LATEST_MS = 1_000;

/** Only POST: other requests change nothing. */
function lateAnswers(trouble: TroubleSwitch, { clock = realClock, random }: Chance) {
  const swap = createAnswerSwapper();
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const name = trouble.get();
    if (request.method !== 'POST' || (name !== 'delayed' && name !== 'swapped')) return payload;
    const over = new AbortController();
    request.raw.socket.once('close', () => over.abort());
    void trouble.changed().then(() => over.abort());
    await pause(clock, random() * LATEST_MS, over.signal);
    if (name === 'delayed' || over.signal.aborted) return payload;
    const own = { status: reply.statusCode, mediaType: String(reply.getHeader('content-type') ?? ''), body: payload };
    const given = await swap.exchange(own, over.signal);
    reply.code(given.status).header('content-type', given.mediaType).removeHeader('content-length');
    return given.body;
  };
}

/** Applies the switched-on troubles between wire and rules. Returns a function that cuts every open connection. */
export function applyTroubles(app: FastifyInstance, trouble: TroubleSwitch, chance: Chance): () => void {
  const late = lateAnswers(trouble, chance);
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    if (trouble.get() === 'down') return void socket.resetAndDestroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  app.addHook('onRequest', async () => {
    if (trouble.get() === 'error-500') throw new ProblemError({ status: 500, code: 'failed', detail: 'simulated' });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (trouble.get() === 'slow') await trouble.changed();
    if (trouble.get() === 'lost-answer') request.raw.socket.resetAndDestroy();
    return late(request, reply, payload);
  });
  return () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
}
