import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Result } from '../../drivers/result.ts';
import type { DatabasePlace } from '../database/open.ts';
import type { StateCounts } from './applications-table.ts';
import { applyTroubles } from './breakable.ts';
import { contractChecks } from './checks.ts';
import type { PhoneCodesOptions } from './codes.ts';
import type { Credit } from './credits.ts';
import type { Seal } from './documents/seal.ts';
import type { Enrolment, EnrolmentOptions } from './enrolment.ts';
import type { RegisterEntry, SurveyEntry } from './entry.ts';
import { unseal } from './offline.ts';
import { OrderDesk, type SignedOrder, serveOrders } from './orders.ts';
import type { StoredParkedVisit } from './parked-table.ts';
import { servePhonePages } from './phone-identity-page.ts';
import type { PhoneOf } from './phones.ts';
import { answerErrors, ProblemError } from './problem.ts';
import type { DataAccessEntry } from './record-tables.ts';
import { ApplicationRegister } from './register.ts';
import type { OfficeRoute, OfficeRouteContext } from './route.ts';
import { ROUTES, VERIFY_ROUTE } from './routes.ts';
import type { OfferedService } from './services.ts';
import { SmsOutbox } from './sms.ts';
import { serveStatusPages } from './status-page.ts';
import { type OfficeStore, type OfficeTables, openStore } from './store.ts';
import { type TroubleSwitch, troubleSwitch } from './trouble.ts';
import { serveVerifyPage } from './verify-page.ts';
import type { OfficeRefusal } from './wire.ts';

export interface ReferenceBackOfficeOptions {
  /** TCP port; 0 or absent: any free port. */
  readonly port?: number;
  readonly now: () => Date;
  readonly random: () => number;
  readonly services?: readonly OfferedService[];
  /** `day`: ISO. Absent: closed on Sundays only. */
  readonly isHoliday?: (day: string) => boolean;
  readonly phoneOf?: PhoneOf;
  /** Address of the states of applications, without the reference. */
  readonly statusUrl?: string;
  /** Address printed on papers; absent: this office's page. */
  readonly verifyUrl?: string;
  readonly seal?: Seal;
  readonly secureBytes?: NonNullable<PhoneCodesOptions['secureBytes']>;
  readonly drawCode?: () => string;
  /** `false`: the office does not identify people by their phones. */
  readonly identifiesByPhone?: boolean;
  /** Each kiosk with a certificate from `ca` asks only for itself. PEM. Absent: plain HTTP. */
  readonly tls?: { readonly key: string; readonly certificate: string; readonly ca: string };
  /** An own authority issues kiosk certificates by EST (RFC 7030); instead of `tls`. */
  readonly enrolment?: EnrolmentOptions;
  readonly clock?: Clock;
  /** For offline applications. Absent: they are unreadable. */
  readonly offlineIdentity?: string;
  /** Order for new kiosks with a code; only over TLS. */
  readonly order?: SignedOrder;
  /** Place of the register; absent: in memory. */
  readonly store?: DatabasePlace;
  readonly onAnswered?: (path: string) => void;
  readonly onChange?: () => void;
}

export interface RegisterView {
  readonly entries: readonly RegisterEntry[];
  readonly states: StateCounts;
  readonly surveyCount: number;
}

export interface ReferenceBackOffice {
  readonly url: string;
  readonly verifyUrl: string;
  entries(): Promise<readonly RegisterEntry[]>;
  surveys(): Promise<readonly SurveyEntry[]>;
  credits(): Promise<readonly Credit[]>;
  parked(): Promise<readonly StoredParkedVisit[]>;
  /** Accesses for a purpose: application key, `accessPurposeOfCode` or `accessPurposeOfKnown`. */
  accesses(about: string): Promise<readonly DataAccessEntry[]>;
  view(newest: number): Promise<RegisterView>;
  onChange(listener: () => void): () => void;
  readonly trouble: Pick<TroubleSwitch, 'set' | 'get'>;
  /** Absent: kiosks have certificates of another authority, or none. */
  readonly enrolment?: Pick<Enrolment, 'authority' | 'fingerprint' | 'issueCode' | 'revoke'>;
  /** Sent messages, newest first, only in memory. */
  readonly phone: Pick<SmsOutbox, 'messages' | 'dismiss'>;
  /** Addresses in the QR codes that kiosks show now. */
  shownToPhones(): readonly string[];
  /** Pays out what is left on a code, in qəpik. `onSlip`: sum until the kiosk reports the credit. */
  payOutCredit(code: string, onSlip: number): Promise<Result<number, OfficeRefusal>>;
  /** Single-use code; `null`: this office has no order. */
  newOrderCode(): string | null;
  waiting(): number;
  close(): Promise<void>;
}

/**
 * A whole back office on loopback, after `device/back-office/openapi.yaml`. Requests are checked against the document before they are read,
 * and answers before they are sent. So this side cannot leave the document unnoticed.
 */
export async function startBackOffice(options: ReferenceBackOfficeOptions): Promise<ReferenceBackOffice> {
  const changes = emitter<void>();
  if (options.onChange) changes.on(options.onChange);
  const store = telling(await openStore(options.store), () => changes.emit());
  const phone = new SmsOutbox();
  const register = new ApplicationRegister({
    ...options,
    store,
    verifyUrl: (): string => options.verifyUrl ?? verifyUrl,
    phoneUrl: (): string => phoneUrl,
    onShown: () => changes.emit(),
    sms(message) {
      phone.put(message);
      changes.emit();
    },
  });
  const trouble = troubleSwitch();
  const enrolment = await enrolmentOf(options, store);
  const tls = enrolment?.tls ?? options.tls;
  const app = httpServer(tls ? { ...httpsOf(tls), rejectUnauthorized: !enrolment } : null);
  const dropAll = applyTroubles(app, trouble, options);
  app.addHook('onResponse', async ({ routeOptions: { url } }) => options.onAnswered?.(url ?? ''));
  if (enrolment) (await import('./est-routes.ts')).serveEnrolment(app, enrolment, trouble);
  const titleOf = (id: string): string => options.services?.find((each) => each.id === id)?.title ?? id;
  const office = { register, trouble, unsealed: unsealer(options), titleOf };
  serveHealth(app, store);
  serve(app, office, ROUTES);
  if (!tls) servePages(app, office);
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  const orders = new OrderDesk(options);
  const open = tls ? await servePublic(office, tls, orders) : app;
  const url = urlOf(app, tls);
  const verifyUrl = `${urlOf(open, tls)}/verify`;
  const phoneUrl = `${urlOf(open, tls)}/i`;
  return {
    url,
    verifyUrl,
    ...looksInto(store),
    onChange: changes.on,
    phone,
    shownToPhones: register.identities.shown,
    payOutCredit: register.payOutCredit,
    newOrderCode: () => (tls ? orders.newCode() : null),
    waiting: trouble.waiting,
    ...(enrolment && { enrolment }),
    trouble: {
      get: trouble.get,
      set(name) {
        trouble.set(name);
        if (name === 'down') dropAll();
      },
    },
    async close() {
      trouble.set(null);
      await Promise.all([app.close(), open.close()]);
      await store.close();
    },
  };
}

/** Not checked against `openapi.yaml`. Reads the database: without it an office accepts nothing. */
function serveHealth(app: FastifyInstance, store: OfficeStore): void {
  app.get('/v1/health', async (_, reply) => {
    await store.read(async ({ surveys }) => surveys.count());
    return reply.send({ status: 'ok' });
  });
}

/** On demand: these libraries take as long as the whole office. */
async function enrolmentOf(options: ReferenceBackOfficeOptions, store: OfficeStore): Promise<Enrolment | undefined> {
  if (!options.enrolment) return undefined;
  const { openEnrolment } = await import('./enrolment.ts');
  const { now, random, secureBytes } = options;
  const drawn = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  return openEnrolment(options.enrolment, { store, now, secureBytes: secureBytes ?? drawn });
}

const looksInto = (
  store: OfficeStore,
): Pick<ReferenceBackOffice, 'entries' | 'surveys' | 'credits' | 'parked' | 'accesses' | 'view'> => ({
  entries: () => store.read(({ applications }) => applications.newest()),
  surveys: () => store.read(({ surveys }) => surveys.all()),
  credits: () => store.read(({ credits }) => credits.all()),
  parked: () => store.read(({ parked }) => parked.all()),
  accesses: (about) => store.read(({ accesses }) => accesses.ofApplication(about)),
  view: (newest) => store.read((tables) => viewOf(tables, newest)),
});

function unsealer({ offlineIdentity }: ReferenceBackOfficeOptions): OfficeRouteContext['unsealed'] {
  return async (taken) => {
    const { takenAt, ...body } = (await unseal(taken.sealed, offlineIdentity)) ?? {};
    const lodging = (await contractChecks()).lodging(body);
    if (takenAt === taken.takenAt && lodging.kiosk === taken.kiosk && lodging.amount === 0) return lodging;
    throw new ProblemError({ status: 422, code: 'not-readable' });
  };
}

const telling = (store: OfficeStore, changed: () => void): OfficeStore => ({
  ...store,
  async write(work) {
    const result = await store.write(work);
    changed();
    return result;
  },
});

const viewOf = async ({ applications, surveys }: OfficeTables, newest: number): Promise<RegisterView> => ({
  entries: await applications.newest(newest),
  states: await applications.states(),
  surveyCount: await surveys.count(),
});

const httpsOf = ({ key, certificate, ca }: NonNullable<ReferenceBackOfficeOptions['tls']>) => ({
  key,
  cert: certificate,
  ca,
  requestCert: true,
  minVersion: 'TLSv1.2' as const,
});

/** `null`: plain HTTP. */
function httpServer(https: ServerOptions | null): FastifyInstance {
  const app = Fastify({
    ...(https && { https }),
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // The checks load their own at the first request.
    schemaController: { compilersFactory: { buildValidator: noJsonSchema, buildSerializer: noJsonSchema } },
  });
  answerErrors(app);
  return app;
}

async function refuseOthers({ register }: OfficeRouteContext, request: FastifyRequest): Promise<void> {
  const { socket } = request.raw;
  if (!(socket instanceof TLSSocket)) return;
  const asks = socket.getPeerCertificate().subject.CN;
  const { kiosk: inPath, key } = request.params as { readonly kiosk?: string; readonly key?: string };
  const inBody = (request.body as { readonly kiosk?: string } | null)?.kiosk;
  const named = inPath ?? inBody ?? (key === undefined ? undefined : (await register.find(key))?.request.kiosk);
  if (named !== undefined && named !== asks) throw new ProblemError({ status: 403, code: 'foreign-kiosk' });
}

function noJsonSchema(): never {
  throw new Error('no route here has a JSON Schema of fastify’s');
}

const urlOf = ({ server }: FastifyInstance, tls: unknown): string =>
  `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function servePublic(
  office: OfficeRouteContext,
  { key, certificate }: NonNullable<ReferenceBackOfficeOptions['tls']>,
  orders: OrderDesk,
): Promise<FastifyInstance> {
  const app = httpServer({ key, cert: certificate, minVersion: 'TLSv1.2' });
  servePages(app, office);
  serveOrders(app, orders);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

function servePages(app: FastifyInstance, office: OfficeRouteContext): void {
  serve(app, office, [VERIFY_ROUTE]);
  serveVerifyPage(app, office.register.documents);
  serveStatusPages(app, office.register);
  servePhonePages(app, office.register.identities, office.titleOf);
}

function serve(app: FastifyInstance, office: OfficeRouteContext, routes: readonly OfficeRoute[]): void {
  for (const { operation, method, url, isPublic, answer } of routes) {
    app.route({
      method,
      url,
      async handler(request, reply) {
        (await contractChecks()).request(operation, request);
        if (!isPublic) await refuseOthers(office, request);
        const { status, body } = await answer(office, request);
        (await contractChecks()).response(operation, status, body);
        return reply.code(status).send(body);
      },
    });
  }
}
