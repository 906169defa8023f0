import { idempotencyKey } from './checks.ts';
import { must } from './problem.ts';
import type { Route } from './route.ts';
import type { WireDueList, WireDueLookUp } from './wire-dues.ts';

/** What somebody owes, before it is quoted. */
export const DUE_ROUTES: readonly Route[] = [
  {
    operation: 'lookUpDues',
    method: 'POST',
    url: '/v1/dues/lookup',
    async answer({ register: { dues } }, request) {
      return { status: 200, body: must(await dues.lookUp(idempotencyKey(request), request.body as WireDueLookUp)) };
    },
  },
  {
    operation: 'listDues',
    method: 'POST',
    url: '/v1/dues/list',
    async answer({ register }, request) {
      return { status: 200, body: must(await register.listDues(idempotencyKey(request), request.body as WireDueList)) };
    },
  },
];
