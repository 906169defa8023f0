import { idempotencyKey } from './checks.ts';
import { DUE_ROUTES } from './due-routes.ts';
import { OWN_ROUTES } from './own-routes.ts';
import { must, Refused } from './problem.ts';
import { kioskIn, type Office, pathOf, type Route } from './route.ts';
import { SLOT_ROUTES } from './slot-routes.ts';
import type { BackOfficeTroubleName } from './trouble.ts';
import type {
  WireCheckRequest,
  WireCodeRequest,
  WireListQuery,
  WireLodgeRequest,
  WireLookUp,
  WireMessageRequest,
  WireOwnRequest,
  WireQuoteRequest,
  WireRegisterRequest,
  WireSurvey,
} from './wire.ts';
import type { WireMergeRequest, WireReserveRequest } from './wire-records.ts';

function refuseWhen({ trouble }: Office, name: BackOfficeTroubleName): void {
  if (trouble.get() === name) throw new Refused({ status: 422, code: 'not-eligible' });
}

/** What concerns kiosks that are away at times. */
const OFFLINE_ROUTES: readonly Route[] = [
  {
    operation: 'reserveReferences',
    method: 'POST',
    url: '/v1/references',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.reserve(idempotencyKey(request), request.body as WireReserveRequest)),
      };
    },
  },
  {
    operation: 'mergeApplication',
    method: 'POST',
    url: '/v1/applications/:key/offline',
    async answer({ register, unsealed }, request) {
      const taken = request.body as WireMergeRequest;
      const lodging = await unsealed(taken);
      const { merged, first } = must(await register.merge(pathOf(request).key, taken, lodging));
      return { status: first ? 201 : 200, body: merged };
    },
  },
];

const DOCUMENT_ROUTE: Route = {
  operation: 'readDocument',
  method: 'POST',
  url: '/v1/applications/:key/document',
  async answer(office, request) {
    const { key } = pathOf(request);
    if (office.trouble.get() === 'in-progress') return { status: 202, body: { key, retryAfterSeconds: 1 } };
    return { status: 200, body: must(await office.register.documents.read(key, kioskIn(request))) };
  },
};

/** Asked by anybody who has a paper: the one operation that is not for kiosks. */
export const VERIFY_ROUTE: Route = {
  operation: 'verifyDocument',
  method: 'GET',
  url: '/v1/verify/:number',
  isPublic: true,
  async answer({ register: { documents } }, request) {
    const { code } = request.query as { readonly code: string };
    return { status: 200, body: must(await documents.verify(pathOf(request).number, code)) };
  },
};

/** As if what is about to be lodged had been paid at a bank a moment ago. */
async function payBefore({ register, trouble }: Office, { due }: WireLodgeRequest): Promise<void> {
  if (due && trouble.get() === 'paid-elsewhere') await register.dues.payElsewhere(due.id);
}

/** An answer of the payee that is not there yet. */
const isAtWork = async ({ register, trouble }: Office, key: string): Promise<boolean> =>
  trouble.get() === 'in-progress' || register.dues.isAtWork(key);

export const ROUTES: readonly Route[] = [
  {
    operation: 'quoteService',
    method: 'POST',
    url: '/v1/quotes',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.quote(idempotencyKey(request), request.body as WireQuoteRequest)),
      };
    },
  },
  {
    operation: 'sendCode',
    method: 'POST',
    url: '/v1/codes',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.codes.send(idempotencyKey(request), request.body as WireCodeRequest)),
      };
    },
  },
  {
    operation: 'checkCode',
    method: 'POST',
    url: '/v1/codes/:code/check',
    async answer({ register: { codes } }, request) {
      const { code } = pathOf(request);
      return {
        status: 200,
        body: must(await codes.check(code, idempotencyKey(request), request.body as WireCheckRequest)),
      };
    },
  },
  ...SLOT_ROUTES,
  ...DUE_ROUTES,
  DOCUMENT_ROUTE,
  ...OFFLINE_ROUTES,
  {
    operation: 'lodgeApplication',
    method: 'POST',
    url: '/v1/applications',
    async answer(office, request) {
      const body = request.body as WireLodgeRequest;
      refuseWhen(office, 'refuse-lodging');
      await payBefore(office, body);
      const { lodged, first } = must(await office.register.lodge(idempotencyKey(request), body));
      return { status: first ? 201 : 200, body: lodged };
    },
  },
  {
    operation: 'lookUpApplication',
    method: 'POST',
    url: '/v1/applications/lookup',
    async answer({ register }, request) {
      return { status: 200, body: must(await register.lookUp(idempotencyKey(request), request.body as WireLookUp)) };
    },
  },
  {
    operation: 'issueDuplicate',
    method: 'POST',
    url: '/v1/applications/duplicate',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.duplicate(idempotencyKey(request), request.body as WireOwnRequest)),
      };
    },
  },
  ...OWN_ROUTES,
  {
    operation: 'readApplication',
    method: 'GET',
    url: '/v1/applications/:key',
    async answer({ register }, request) {
      const { key } = pathOf(request);
      const entry = await register.find(key);
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
    async answer({ register }, request) {
      const query = request.query as Omit<WireListQuery, 'kiosk'>;
      const { page, next } = await register.list({ ...query, kiosk: pathOf(request).kiosk });
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
    async answer(office, request) {
      const { key } = pathOf(request);
      const { payment, final } = request.body as WireRegisterRequest;
      refuseWhen(office, 'refuse-registration');
      if (await isAtWork(office, key)) return { status: 202, body: { key, retryAfterSeconds: 1 } };
      return { status: 200, body: must(await office.register.register(key, payment, final)) };
    },
  },
  {
    operation: 'sendMessage',
    method: 'POST',
    url: '/v1/applications/:key/messages',
    async answer({ register }, request) {
      const { key } = pathOf(request);
      return { status: 200, body: must(await register.sendMessage(key, request.body as WireMessageRequest)) };
    },
  },
  {
    operation: 'readAccesses',
    method: 'POST',
    url: '/v1/applications/:key/accesses',
    async answer({ register }, request) {
      return { status: 200, body: must(await register.accesses(pathOf(request).key, kioskIn(request))) };
    },
  },
  {
    operation: 'withdrawApplication',
    method: 'POST',
    url: '/v1/applications/:key/withdrawal',
    async answer({ register }, request) {
      const { key } = pathOf(request);
      must(await register.withdraw(key, (request.body as { readonly reason: string }).reason));
      return { status: 200, body: { key } };
    },
  },
  {
    operation: 'leaveSurvey',
    method: 'POST',
    url: '/v1/surveys',
    async answer({ register }, request) {
      must(await register.survey(idempotencyKey(request), request.body as WireSurvey));
      return { status: 204 };
    },
  },
];
