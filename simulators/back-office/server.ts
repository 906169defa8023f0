import type { AddressInfo, Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Clock, pause, realClock } from '../../drivers/clock.ts';
import { contractChecks, idempotencyKey } from './checks.ts';
import type { OperationId } from './interface.ts';
import { answerErrors, must, Refused } from './problem.ts';
import { createRegister, EMPTY_REGISTER, type Register, type RegisterEntry, type SurveyEntry } from './register.ts';
import type { OfferedService } from './services.ts';
import { fileStore } from './store.ts';
import { answerSwap } from './swap.ts';
import { type BackOfficeTroubleName, type TroubleSwitch, troubleSwitch } from './trouble.ts';
import type { WireClaim, WireListQuery, WireLodgeRequest, WireRegisterRequest, WireSurvey } from './wire.ts';

export interface ReferenceBackOfficeOptions {
  /** 0 or none: any free port. */
  readonly port?: number;
  readonly now: () => Date;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Services of a catalogue that are offered besides the three that it was made with. */
  readonly services?: readonly OfferedService[];
  /** For answers that come late. */
  readonly clock?: Clock;
  /** Where the register survives a restart; without it the register is in memory. */
  readonly stateFile?: string;
  /** After whatever changed its register. */
  readonly onChange?: () => void;
}

export interface ReferenceBackOffice {
  readonly url: string;
  entries(): readonly RegisterEntry[];
  surveys(): readonly SurveyEntry[];
  readonly trouble: Pick<TroubleSwitch, 'set' | 'get'>;
  /** Answers that are kept back. */
  waiting(): number;
  close(): Promise<void>;
}

/**
 * A whole back office on loopback, after `device/back-office/openapi.yaml`: requests are checked against the document before they are
 * looked at, and answers before they are sent, so this side can't leave the document unnoticed.
 */
export async function startBackOffice(options: ReferenceBackOfficeOptions): Promise<ReferenceBackOffice> {
  const store = options.stateFile === undefined ? null : fileStore(options.stateFile);
  const register = createRegister({
    now: options.now,
    random: options.random,
    saved: store?.load() ?? EMPTY_REGISTER,
    ...(options.services && { services: options.services }),
    keep(state) {
      store?.save(state);
      options.onChange?.();
    },
  });
  const trouble = troubleSwitch();
  const app = Fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // The checks bring their own validator, when the first request comes.
    schemaController: { compilersFactory: { buildValidator: noJsonSchema, buildSerializer: noJsonSchema } },
  });
  const dropAll = breakable(app, trouble, lateAnswers(trouble, options));
  answerErrors(app);
  serve(app, register, trouble);
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    entries: () => register.state().entries,
    surveys: () => register.state().surveys,
    waiting: trouble.waiting,
    trouble: {
      get: trouble.get,
      set(name) {
        trouble.set(name);
        if (name === 'down') dropAll();
      },
    },
    async close() {
      trouble.set(null);
      await app.close();
    },
  };
}

function noJsonSchema(): never {
  throw new Error('no route here has a JSON Schema of fastify’s');
}

function serve(app: FastifyInstance, register: Register, trouble: TroubleSwitch): void {
  const checks = contractChecks();
  const take = async <T>(operation: OperationId, request: FastifyRequest): Promise<T> => {
    (await checks()).request(operation, request);
    return request.body as T;
  };
  const give = async (operation: OperationId, reply: FastifyReply, status: number, body?: unknown) => {
    (await checks()).response(operation, status, body);
    return reply.code(status).send(body);
  };
  const unless = (name: BackOfficeTroubleName) => {
    if (trouble.get() === name) throw new Refused({ status: 422, code: 'not-eligible' });
  };
  const key = (request: FastifyRequest) => (request.params as { key: string }).key;

  // Without the document, which would be read for this alone: a kiosk asks here while it starts.
  app.get('/v1/health', (_, reply) => reply.send({ status: 'ok' }));
  app.post('/v1/applications', async (request, reply) => {
    const body = await take<WireLodgeRequest>('lodgeApplication', request);
    unless('refuse-lodging');
    const { lodged, first } = must(register.lodge(idempotencyKey(request), body));
    return give('lodgeApplication', reply, first ? 201 : 200, lodged);
  });
  app.post('/v1/applications/lookup', async (request, reply) => {
    const claim = await take<WireClaim>('lookUpApplication', request);
    return give('lookUpApplication', reply, 200, must(register.lookUp(idempotencyKey(request), claim)));
  });
  app.post('/v1/applications/duplicate', async (request, reply) => {
    const claim = await take<WireClaim>('issueDuplicate', request);
    return give('issueDuplicate', reply, 200, must(register.duplicate(idempotencyKey(request), claim)));
  });
  app.get('/v1/applications/:key', async (request, reply) => {
    await take('readApplication', request);
    const entry = register.find(key(request));
    if (!entry) throw new Refused({ status: 404, code: 'unknown-application' });
    const { state, id, reference } = entry;
    const registeredAt = entry.registered?.registeredAt ?? null;
    return give('readApplication', reply, 200, { key: key(request), state, id, reference, registeredAt });
  });
  app.get('/v1/kiosks/:kiosk/applications', async (request, reply) => {
    await take('listApplications', request);
    const { kiosk } = request.params as { kiosk: string };
    const { page, next } = register.list({ ...(request.query as Omit<WireListQuery, 'kiosk'>), kiosk });
    const applications = page.map(({ key: its, reference, state, lodgedAt, payment }) => ({
      ...{ key: its, reference, state, lodgedAt, payment },
    }));
    return give('listApplications', reply, 200, { applications, next });
  });
  app.post('/v1/applications/:key/registration', async (request, reply) => {
    const { payment, final } = await take<WireRegisterRequest>('registerApplication', request);
    unless('refuse-registration');
    if (trouble.get() === 'in-progress')
      return give('registerApplication', reply, 202, { key: key(request), retryAfterSeconds: 1 });
    return give('registerApplication', reply, 200, must(register.register(key(request), payment, final)));
  });
  app.post('/v1/applications/:key/withdrawal', async (request, reply) => {
    const { reason } = await take<{ reason: string }>('withdrawApplication', request);
    must(register.withdraw(key(request), reason));
    return give('withdrawApplication', reply, 200, { key: key(request) });
  });
  app.post('/v1/surveys', async (request, reply) => {
    const survey = await take<WireSurvey>('leaveSurvey', request);
    must(register.survey(idempotencyKey(request), survey));
    return give('leaveSurvey', reply, 204);
  });
}

/** An answer is kept back so long at most. */
const LATEST_MS = 1_000;

/** What `delayed` and `swapped` make of an answer. A question that changes nothing and needs no key is left alone. */
function lateAnswers(trouble: TroubleSwitch, { clock = realClock, random }: ReferenceBackOfficeOptions) {
  const swap = answerSwap();
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

/** Puts the troubles between the wire and the rules. Returns what cuts every open connection. */
function breakable(app: FastifyInstance, trouble: TroubleSwitch, late: ReturnType<typeof lateAnswers>): () => void {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    if (trouble.get() === 'down') return void socket.resetAndDestroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  app.addHook('onRequest', async () => {
    if (trouble.get() === 'error-500') throw new Refused({ status: 500, code: 'failed', detail: 'simulated' });
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
