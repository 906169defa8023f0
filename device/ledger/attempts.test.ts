import { expect, it } from 'vitest';
import { err } from '../../drivers/result.ts';
import { type FailedRequests, withFailedRequestCount } from './attempts.ts';
import type { ApplicationActions } from './dealings.ts';
import type { Ledger } from './ledger.ts';

it.each([
  ['distrusts the certificate of the office', 'BKO-112 other-name', 'BKO-112'],
  ['was revoked', 'revoked-kiosk', 'BKO-143'],
  ['gets no answer', 'timeout', 'BKO-101'],
])('when the kiosk %s, then the count of failed requests has the code of this cause', async (_, detail, code) => {
  let stored: FailedRequests | null = null;
  const save = (its: FailedRequests) => {
    stored = its;
  };
  const memo = { load: () => stored, save };
  const ledger = { memo: () => memo, onAppend: () => () => {} } as unknown as Ledger;
  const trouble = { code: 'BKO-101', kind: 'unreachable', detail } as const;
  const dealings = { withdraw: async () => err(trouble) } as unknown as ApplicationActions;
  const counted = withFailedRequestCount(dealings, ledger, () => '2026-12-01T10:00:00Z');
  await counted.withdraw('a', 'declined', new AbortController().signal);
  expect(stored).toEqual({ a: { times: 1, at: '2026-12-01T10:00:00Z', code } });
});
