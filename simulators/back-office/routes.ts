import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from './checks.ts';
import type { OperationId } from './interface.ts';
import { must, Refused } from './problem.ts';
import type { Register } from './register.ts';
import type { BackOfficeTroubleName, TroubleSwitch } from './trouble.ts';
import type {
  WireCheckRequest,
  WireCodeRequest,
  WireDueList,
  WireDueLookUp,
  WireDuplicateRequest,
  WireHoldRequest,
  WireListQuery,
  WireLodgeRequest,
  WireLookUp,
  WireMessageRequest,
  WireQuoteRequest,
  WireRegisterRequest,
  WireSlotRequest,
  WireSurvey,
} from './wire.ts';

export interface Office {
  readonly register: Register;
  readonly trouble: TroubleSwitch;
}

/** One operation of the document: where it is asked for, and what is answered to a request that the document allows. */
export interface Route {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  answer(office: Office, request: FastifyRequest): { readonly status: number; readonly body?: unknown };
}

const pathOf = (request: FastifyRequest) =>
  request.params as { readonly key: string; readonly kiosk: string; readonly code: string };

function refuseWhen({ trouble }: Office, name: BackOfficeTroubleName): void {
  if (trouble.get() === name) throw new Refused({ status: 422, code: 'not-eligible' });
}

const kioskIn = (request: FastifyRequest): string => (request.body as { readonly kiosk: string }).kiosk;

/** What concerns appointments until one is lodged. */
const SLOT_ROUTES: readonly Route[] = [
  {
    operation: 'readFreeSlots',
    method: 'POST',
    url: '/v1/slots',
    answer({ register: { slots } }, request) {
      return { status: 200, body: must(slots.free(idempotencyKey(request), request.body as WireSlotRequest)) };
    },
  },
  {
    operation: 'holdSlot',
    method: 'POST',
    url: '/v1/holds',
    answer({ register: { slots } }, request) {
      return { status: 200, body: must(slots.hold(idempotencyKey(request), request.body as WireHoldRequest)) };
    },
  },
  {
    operation: 'extendHold',
    method: 'POST',
    url: '/v1/holds/:key/extension',
    answer({ register: { slots } }, request) {
      return { status: 200, body: must(slots.extend(pathOf(request).key, kioskIn(request))) };
    },
  },
  {
    operation: 'releaseSlot',
    method: 'POST',
    url: '/v1/holds/:key/release',
    answer({ register: { slots } }, request) {
      return { status: 200, body: slots.release(pathOf(request).key, kioskIn(request)) };
    },
  },
];

/** What somebody owes, before it is quoted. */
const DUE_ROUTES: readonly Route[] = [
  {
    operation: 'lookUpDues',
    method: 'POST',
    url: '/v1/dues/lookup',
    answer({ register: { dues } }, request) {
      return { status: 200, body: must(dues.lookUp(idempotencyKey(request), request.body as WireDueLookUp)) };
    },
  },
  {
    operation: 'listDues',
    method: 'POST',
    url: '/v1/dues/list',
    answer({ register }, request) {
      return { status: 200, body: must(register.listDues(idempotencyKey(request), request.body as WireDueList)) };
    },
  },
];

/** As if what is about to be lodged had been paid at a bank a moment ago. */
function payBefore({ register, trouble }: Office, { due }: WireLodgeRequest): void {
  if (due && trouble.get() === 'paid-elsewhere') register.dues.payElsewhere(due.id);
}

/** An answer of the payee that is not there yet. */
function isAtWork({ register, trouble }: Office, key: string): boolean {
  const entry = register.find(key);
  return trouble.get() === 'in-progress' || (entry !== undefined && register.dues.payeeSays(entry) === 'in-progress');
}

export const ROUTES: readonly Route[] = [
  {
    operation: 'quoteService',
    method: 'POST',
    url: '/v1/quotes',
    answer({ register }, request) {
      return { status: 200, body: must(register.quote(idempotencyKey(request), request.body as WireQuoteRequest)) };
    },
  },
  {
    operation: 'sendCode',
    method: 'POST',
    url: '/v1/codes',
    answer({ register }, request) {
      return { status: 200, body: must(register.codes.send(idempotencyKey(request), request.body as WireCodeRequest)) };
    },
  },
  {
    operation: 'checkCode',
    method: 'POST',
    url: '/v1/codes/:code/check',
    answer({ register: { codes } }, request) {
      const { code } = pathOf(request);
      return { status: 200, body: must(codes.check(code, idempotencyKey(request), request.body as WireCheckRequest)) };
    },
  },
  ...SLOT_ROUTES,
  ...DUE_ROUTES,
  {
    operation: 'lodgeApplication',
    method: 'POST',
    url: '/v1/applications',
    answer(office, request) {
      const body = request.body as WireLodgeRequest;
      refuseWhen(office, 'refuse-lodging');
      payBefore(office, body);
      const { lodged, first } = must(office.register.lodge(idempotencyKey(request), body));
      return { status: first ? 201 : 200, body: lodged };
    },
  },
  {
    operation: 'lookUpApplication',
    method: 'POST',
    url: '/v1/applications/lookup',
    answer({ register }, request) {
      return { status: 200, body: must(register.lookUp(idempotencyKey(request), request.body as WireLookUp)) };
    },
  },
  {
    operation: 'issueDuplicate',
    method: 'POST',
    url: '/v1/applications/duplicate',
    answer({ register }, request) {
      return {
        status: 200,
        body: must(register.duplicate(idempotencyKey(request), request.body as WireDuplicateRequest)),
      };
    },
  },
  {
    operation: 'readApplication',
    method: 'GET',
    url: '/v1/applications/:key',
    answer({ register }, request) {
      const { key } = pathOf(request);
      const entry = register.find(key);
      if (!entry) throw new Refused({ status: 404, code: 'unknown-application' });
      const { state, id, reference } = entry;
      const registeredAt = entry.registered?.registeredAt ?? null;
      return { status: 200, body: { key, state, id, reference, registeredAt } };
    },
  },
  {
    operation: 'listApplications',
    method: 'GET',
    url: '/v1/kiosks/:kiosk/applications',
    answer({ register }, request) {
      const query = request.query as Omit<WireListQuery, 'kiosk'>;
      const { page, next } = register.list({ ...query, kiosk: pathOf(request).kiosk });
      const applications = page.map(({ key, reference, state, lodgedAt, payment }) => ({
        ...{ key, reference, state, lodgedAt, payment },
      }));
      return { status: 200, body: { applications, next } };
    },
  },
  {
    operation: 'registerApplication',
    method: 'POST',
    url: '/v1/applications/:key/registration',
    answer(office, request) {
      const { key } = pathOf(request);
      const { payment, final } = request.body as WireRegisterRequest;
      refuseWhen(office, 'refuse-registration');
      if (isAtWork(office, key)) return { status: 202, body: { key, retryAfterSeconds: 1 } };
      return { status: 200, body: must(office.register.register(key, payment, final)) };
    },
  },
  {
    operation: 'sendMessage',
    method: 'POST',
    url: '/v1/applications/:key/messages',
    answer({ register }, request) {
      const { key } = pathOf(request);
      return { status: 200, body: must(register.sendMessage(key, request.body as WireMessageRequest)) };
    },
  },
  {
    operation: 'withdrawApplication',
    method: 'POST',
    url: '/v1/applications/:key/withdrawal',
    answer({ register }, request) {
      const { key } = pathOf(request);
      must(register.withdraw(key, (request.body as { readonly reason: string }).reason));
      return { status: 200, body: { key } };
    },
  },
  {
    operation: 'leaveSurvey',
    method: 'POST',
    url: '/v1/surveys',
    answer({ register }, request) {
      must(register.survey(idempotencyKey(request), request.body as WireSurvey));
      return { status: 204 };
    },
  },
];
