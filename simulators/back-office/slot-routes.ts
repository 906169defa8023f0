import { idempotencyKey } from './checks.ts';
import { must } from './problem.ts';
import { kioskIn, pathOf, type Route } from './route.ts';
import type { WireHoldRequest, WireSlotRequest } from './wire-slots.ts';

/** What concerns appointments until one is lodged. */
export const SLOT_ROUTES: readonly Route[] = [
  {
    operation: 'readFreeSlots',
    method: 'POST',
    url: '/v1/slots',
    async answer({ register: { slots } }, request) {
      return { status: 200, body: must(await slots.free(idempotencyKey(request), request.body as WireSlotRequest)) };
    },
  },
  {
    operation: 'holdSlot',
    method: 'POST',
    url: '/v1/holds',
    async answer({ register: { slots } }, request) {
      return { status: 200, body: must(await slots.hold(idempotencyKey(request), request.body as WireHoldRequest)) };
    },
  },
  {
    operation: 'extendHold',
    method: 'POST',
    url: '/v1/holds/:key/extension',
    async answer({ register: { slots } }, request) {
      return { status: 200, body: must(await slots.extend(pathOf(request).key, kioskIn(request))) };
    },
  },
  {
    operation: 'releaseSlot',
    method: 'POST',
    url: '/v1/holds/:key/release',
    async answer({ register: { slots } }, request) {
      return { status: 200, body: await slots.release(pathOf(request).key, kioskIn(request)) };
    },
  },
];
