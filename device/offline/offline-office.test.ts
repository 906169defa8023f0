import { expect, it } from 'vitest';
import { err } from '../../drivers/result.ts';
import { type OfflineOptions, offlineOffice } from './offline-office.ts';

it('when a request was aborted while the office is away, then the kiosk takes no application', async () => {
  const away = err({ code: 'BKO-101', kind: 'unreachable', detail: 'aborted' } as const);
  const office = offlineOffice({
    office: { lodge: async () => away },
    outbox: { find: () => undefined },
    answers: () => false,
    mayTake: () => true,
  } as unknown as OfflineOptions);
  expect(await office.lodge('a', {} as never, AbortSignal.abort())).toEqual(away);
});
