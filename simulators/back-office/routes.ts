import { ok } from '../../drivers/result.ts';
import { idempotencyKeyOf } from './checks.ts';
import type { CreditRequest, IssuedCredit } from './credits.ts';
import type { OperationId } from './interface.ts';
import type { ApplicationChange } from './later.ts';
import { ProblemError, valueOrProblem } from './problem.ts';
import {
  type KioskRequest,
  keyedOperation,
  type OfficeRoute,
  type OfficeRouteContext,
  pathParametersOf,
} from './route.ts';
import type { BackOfficeTroubleName } from './trouble.ts';
import type {
  WireApplicationsQuery,
  WireCodeCheckRequest,
  WireCodeRequest,
  WireLodgeRequest,
  WireLookUpRequest,
  WireMessageRequest,
  WireOwnApplicationRequest,
  WireQuoteRequest,
  WireRegisterRequest,
  WireSurvey,
} from './wire.ts';
import type { WireDueListRequest, WireDueLookUpRequest } from './wire-dues.ts';
import type { WireKnownRequest } from './wire-known.ts';
import type { WireBookingRequest, WireMoveRequest, WireRateRequest } from './wire-own.ts';
import type { WireParkRequest } from './wire-parked.ts';
import type {
  WirePhoneIdentityQuestion,
  WirePhoneIdentityRequest,
  WirePhoneIdentityVisit,
} from './wire-phone-identity.ts';
import type { WireMergeRequest, WireReserveRequest } from './wire-records.ts';
import type { WireHoldRequest, WireSlotRequest } from './wire-slots.ts';

function refuseWhen({ trouble }: OfficeRouteContext, name: BackOfficeTroubleName): void {
  if (trouble.get() === name) throw new ProblemError({ status: 422, code: 'not-eligible' });
}

const SLOT_ROUTES: readonly OfficeRoute[] = [
  keyedOperation('readFreeSlots', '/v1/slots', ({ slots }, key, body: WireSlotRequest) => slots.free(key, body)),
  keyedOperation('holdSlot', '/v1/holds', ({ slots }, key, body: WireHoldRequest) => slots.hold(key, body)),
  keyedOperation('extendHold', '/v1/holds/:key/extension', ({ slots }, key, { kiosk }: KioskRequest) =>
    slots.extend(key, kiosk),
  ),
  keyedOperation('releaseSlot', '/v1/holds/:key/release', async ({ slots }, key, { kiosk }: KioskRequest) =>
    ok(await slots.release(key, kiosk)),
  ),
];

const offered = ({ identities }: OfficeRouteContext['register']) => {
  if (!identities.isOffered) throw new ProblemError({ status: 404, code: 'not-found' });
  return identities;
};

const PHONE_IDENTITY_ROUTES: readonly OfficeRoute[] = [
  {
    operation: 'readPhoneIdentityOffer',
    method: 'GET',
    url: '/v1/phone-identities',
    async answer({ register }) {
      return { status: 200, body: { offered: offered(register).isOffered } };
    },
  },
  keyedOperation('startPhoneIdentity', '/v1/phone-identities', (register, key, body: WirePhoneIdentityRequest) =>
    offered(register).start(key, body),
  ),
  keyedOperation(
    'readPhoneIdentityNews',
    '/v1/phone-identities/:key/news',
    async (register, key, body: WirePhoneIdentityQuestion) => ok(await offered(register).news(key, body)),
  ),
  keyedOperation(
    'cancelPhoneIdentity',
    '/v1/phone-identities/:key/cancellation',
    (register, key, body: WirePhoneIdentityVisit) => offered(register).cancel(key, body),
  ),
];

const PARKED_ROUTES: readonly OfficeRoute[] = [
  keyedOperation('storeParkedVisit', '/v1/parked/:key', ({ parked }, key, body: WireParkRequest) =>
    parked.put(key, body),
  ),
  keyedOperation('readParkedVisit', '/v1/parked/:key/reading', ({ parked }, key, _: KioskRequest) => parked.read(key)),
  keyedOperation('deleteParkedVisit', '/v1/parked/:key/deletion', ({ parked }, key, _: KioskRequest) =>
    parked.delete(key),
  ),
];

const CREDIT_ROUTES: readonly OfficeRoute[] = [
  keyedOperation('tellCredit', '/v1/credits', async (register, key, body: IssuedCredit) => {
    const told = await register.tellCredit(key, body);
    return told.ok ? ok({ key }) : told;
  }),
  keyedOperation('reserveCredit', '/v1/applications/:key/credit', (register, key, body: CreditRequest) =>
    register.reserveCredit(key, body),
  ),
];

const DUE_ROUTES: readonly OfficeRoute[] = [
  keyedOperation('lookUpDues', '/v1/dues/lookup', ({ dues }, key, body: WireDueLookUpRequest) =>
    dues.lookUp(key, body),
  ),
  keyedOperation('listDues', '/v1/dues/list', (register, key, body: WireDueListRequest) =>
    register.listDues(key, body),
  ),
];

const changing = <Body extends WireOwnApplicationRequest>(
  operation: OperationId,
  path: string,
  changeOf: (body: Body) => ApplicationChange,
) =>
  keyedOperation(operation, `/v1/applications/${path}`, ({ own }, key, body: Body) =>
    own.change(key, body, changeOf(body)),
  );

const OWN_ROUTES: readonly OfficeRoute[] = [
  changing('cancelApplication', 'cancellation', () => ({ do: 'cancel' })),
  changing('moveAppointment', 'rescheduling', ({ slot }: WireMoveRequest) => ({ do: 'move', slot })),
  changing('checkIn', 'check-in', () => ({ do: 'check-in' })),
  changing('rateReply', 'rating', ({ score }: WireRateRequest) => ({ do: 'rate', score })),
  keyedOperation('readReply', '/v1/applications/reply', ({ own }, key, body: WireOwnApplicationRequest) =>
    own.reply(key, body),
  ),
  keyedOperation('findBooking', '/v1/bookings', ({ own }, key, body: WireBookingRequest) => own.booking(key, body)),
];

const OFFLINE_ROUTES: readonly OfficeRoute[] = [
  keyedOperation('reserveReferences', '/v1/references', (register, key, body: WireReserveRequest) =>
    register.reserve(key, body),
  ),
  {
    operation: 'mergeApplication',
    method: 'POST',
    url: '/v1/applications/:key/offline',
    async answer({ register, unsealed }, request) {
      const taken = request.body as WireMergeRequest;
      const lodging = await unsealed(taken);
      const { merged, first } = valueOrProblem(await register.merge(pathParametersOf(request).key, taken, lodging));
      return { status: first ? 201 : 200, body: merged };
    },
  },
];

const DOCUMENT_ROUTE: OfficeRoute = {
  operation: 'readDocument',
  method: 'POST',
  url: '/v1/applications/:key/document',
  async answer(office, request) {
    const { key } = pathParametersOf(request);
    if (office.trouble.get() === 'in-progress') return { status: 202, body: { key, retryAfterSeconds: 1 } };
    return {
      status: 200,
      body: valueOrProblem(await office.register.documents.read(key, (request.body as KioskRequest).kiosk)),
    };
  },
};

export const VERIFY_ROUTE: OfficeRoute = {
  operation: 'verifyDocument',
  method: 'GET',
  url: '/v1/verify/:number',
  isPublic: true,
  async answer({ register: { documents } }, request) {
    const { code } = request.query as { readonly code: string };
    return { status: 200, body: valueOrProblem(await documents.verify(pathParametersOf(request).number, code)) };
  },
};

/** Trouble `paid-elsewhere`. */
async function payBefore({ register, trouble }: OfficeRouteContext, { due }: WireLodgeRequest): Promise<void> {
  if (due && trouble.get() === 'paid-elsewhere') await register.dues.payElsewhere(due.id);
}

const isAtWork = async ({ register, trouble }: OfficeRouteContext, key: string): Promise<boolean> =>
  trouble.get() === 'in-progress' || register.dues.isAtWork(key);

export const ROUTES: readonly OfficeRoute[] = [
  keyedOperation('quoteService', '/v1/quotes', (register, key, body: WireQuoteRequest) => register.quote(key, body)),
  keyedOperation('readKnown', '/v1/persons/known', ({ known }, key, body: WireKnownRequest) => known.read(key, body)),
  keyedOperation('sendCode', '/v1/codes', ({ codes }, key, body: WireCodeRequest) => codes.send(key, body)),
  {
    operation: 'checkCode',
    method: 'POST',
    url: '/v1/codes/:code/check',
    async answer({ register: { codes } }, request) {
      const { code } = pathParametersOf(request);
      return {
        status: 200,
        body: valueOrProblem(await codes.check(code, idempotencyKeyOf(request), request.body as WireCodeCheckRequest)),
      };
    },
  },
  ...PHONE_IDENTITY_ROUTES,
  ...PARKED_ROUTES,
  ...SLOT_ROUTES,
  ...DUE_ROUTES,
  ...CREDIT_ROUTES,
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
      const { lodged, first } = valueOrProblem(await office.register.lodge(idempotencyKeyOf(request), body));
      return { status: first ? 201 : 200, body: lodged };
    },
  },
  keyedOperation('lookUpApplication', '/v1/applications/lookup', (register, key, body: WireLookUpRequest) =>
    register.lookUp(key, body),
  ),
  keyedOperation('issueDuplicate', '/v1/applications/duplicate', (register, key, body: WireOwnApplicationRequest) =>
    register.duplicate(key, body),
  ),
  ...OWN_ROUTES,
  {
    operation: 'readApplication',
    method: 'GET',
    url: '/v1/applications/:key',
    async answer({ register }, request) {
      const { key } = pathParametersOf(request);
      const entry = await register.find(key);
      if (!entry) throw new ProblemError({ status: 404, code: 'unknown-application' });
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
      const query = request.query as Omit<WireApplicationsQuery, 'kiosk'>;
      const { page, next } = await register.list({ ...query, kiosk: pathParametersOf(request).kiosk });
      const applications = page.map(({ key, reference, state, lodgedAt, payment }) => ({
        key,
        reference,
        state,
        lodgedAt,
        payment,
      }));
      return { status: 200, body: { applications, next } };
    },
  },
  {
    operation: 'registerApplication',
    method: 'POST',
    url: '/v1/applications/:key/registration',
    async answer(office, request) {
      const { key } = pathParametersOf(request);
      const { payment, final } = request.body as WireRegisterRequest;
      refuseWhen(office, 'refuse-registration');
      if (payment?.sale && key === `${payment.sale.key}.2`) refuseWhen(office, 'refuse-second-due');
      if (await isAtWork(office, key)) return { status: 202, body: { key, retryAfterSeconds: 1 } };
      return { status: 200, body: valueOrProblem(await office.register.register(key, payment, final)) };
    },
  },
  keyedOperation('sendMessage', '/v1/applications/:key/messages', (register, key, body: WireMessageRequest) =>
    register.sendMessage(key, body),
  ),
  keyedOperation('readAccesses', '/v1/applications/:key/accesses', (register, key, { kiosk }: KioskRequest) =>
    register.accesses(key, kiosk),
  ),
  {
    operation: 'withdrawApplication',
    method: 'POST',
    url: '/v1/applications/:key/withdrawal',
    async answer({ register }, request) {
      const { key } = pathParametersOf(request);
      valueOrProblem(await register.withdraw(key, (request.body as { readonly reason: string }).reason));
      return { status: 200, body: { key } };
    },
  },
  {
    operation: 'leaveSurvey',
    method: 'POST',
    url: '/v1/surveys',
    async answer({ register }, request) {
      valueOrProblem(await register.survey(idempotencyKeyOf(request), request.body as WireSurvey));
      return { status: 204 };
    },
  },
];
