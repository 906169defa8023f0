import { idempotencyKey } from './checks.ts';
import type { OperationId } from './interface.ts';
import type { Change } from './later.ts';
import { must } from './problem.ts';
import type { Route } from './route.ts';
import type { WireOwnRequest } from './wire.ts';
import type { WireBookingRequest, WireMoveRequest, WireRateRequest } from './wire-own.ts';

/** What an applicant does about an application, by its path; how far it goes is in the body. */
function ownRoute(operation: OperationId, path: string, changeOf: (body: never) => Change): Route {
  return {
    operation,
    method: 'POST',
    url: `/v1/applications/${path}`,
    async answer({ register }, request) {
      const change = changeOf(request.body as never);
      return {
        status: 200,
        body: must(await register.own.change(idempotencyKey(request), request.body as WireOwnRequest, change)),
      };
    },
  };
}

export const OWN_ROUTES: readonly Route[] = [
  ownRoute('cancelApplication', 'cancellation', () => ({ do: 'cancel' })),
  ownRoute('moveAppointment', 'rescheduling', ({ slot }: WireMoveRequest) => ({ do: 'move', slot })),
  ownRoute('checkIn', 'check-in', () => ({ do: 'check-in' })),
  ownRoute('rateReply', 'rating', ({ score }: WireRateRequest) => ({ do: 'rate', score })),
  {
    operation: 'readReply',
    method: 'POST',
    url: '/v1/applications/reply',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.own.reply(idempotencyKey(request), request.body as WireOwnRequest)),
      };
    },
  },
  {
    operation: 'findBooking',
    method: 'POST',
    url: '/v1/bookings',
    async answer({ register }, request) {
      return {
        status: 200,
        body: must(await register.own.booking(idempotencyKey(request), request.body as WireBookingRequest)),
      };
    },
  },
];
