import { paidDueOf } from './dues.ts';
import type { RegisterEntry } from './entry.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { Tables } from './store.ts';
import type { WireRegistered } from './wire.ts';

interface Issuing {
  readonly now: () => Date;
  readonly random: () => number;
  readonly services?: readonly OfferedService[];
}

/** What is answered to a registration, with the next number; whom it sends to a window stands in its queue from then on. */
export async function issue(
  entry: RegisterEntry,
  { now, random, services = [] }: Issuing,
  { applications, queue }: Tables,
): Promise<WireRegistered> {
  const at = now();
  const today = at.toISOString().slice(0, 10);
  const gives = serviceOf(entry.request.service, services)?.gives({
    request: entry.request,
    issued: await applications.issued(),
    queue: await queue.of(today),
    ...{ at, random },
    slot: entry.slot ?? null,
  });
  const due = paidDueOf(entry);
  const appointment = gives?.appointment ?? null;
  if (appointment) await queue.add(today, { ...appointment, people: 1 });
  return {
    key: entry.key,
    reference: entry.reference,
    registeredAt: at.toISOString(),
    ...{ appointment, document: gives?.document ?? null },
    ...(due && { due }),
  };
}
