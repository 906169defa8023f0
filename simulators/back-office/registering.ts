import type { RegisterEntry } from './register.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { WirePaymentProof, WireRegistered } from './wire.ts';

interface Issuing {
  readonly now: () => Date;
  readonly random: () => number;
  readonly services?: readonly OfferedService[];
}

/** Whether a payment is the amount that was lodged. */
export function covers(payment: WirePaymentProof | null, amount: number): boolean {
  if ((payment?.amount ?? 0) !== amount) return false;
  return payment === null || !('notes' in payment) || payment.notes.reduce((sum, note) => sum + note, 0) >= amount;
}

/** What whoever applied gets: an appointment, a document, or neither. */
export function issue(
  entry: RegisterEntry,
  { now, random, services = [] }: Issuing,
  all: readonly RegisterEntry[],
): WireRegistered {
  const at = now();
  const issued = all.filter((other) => other.registered !== null).length;
  const today = at.toISOString().slice(0, 10);
  const queue = all.flatMap(({ registered }) =>
    registered?.appointment && registered.registeredAt.startsWith(today) ? [registered.appointment] : [],
  );
  const gives = serviceOf(entry.request.service, services)?.gives({
    request: entry.request,
    ...{ issued, queue, at, random },
    slot: entry.slot ?? null,
  });
  return {
    key: entry.key,
    reference: entry.reference,
    registeredAt: at.toISOString(),
    appointment: gives?.appointment ?? null,
    document: gives?.document ?? null,
  };
}
