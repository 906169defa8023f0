import { centreDay } from './centre-day.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { Refusal, WireLodgeRequest } from './wire.ts';
import type { WirePaymentProof } from './wire-payments.ts';

/* On which terms an application is taken, and a payment for it. */

interface Terms {
  readonly services?: readonly OfferedService[];
  readonly now: () => Date;
}

const NOT_ELIGIBLE: Refusal = { status: 422, code: 'not-eligible' };

/** The payment is for this sum; notes may be worth more. */
export function covers(payment: WirePaymentProof | null, amount: number): boolean {
  if ((payment?.amount ?? 0) !== amount) return false;
  if (payment === null || !('notes' in payment)) return true;
  return payment.notes.reduce((sum, note) => sum + note, 0) >= (payment.sale?.amount ?? amount);
}

/** Why this service is not for whoever asks, or not offered; or `null`. */
export function refuse(request: WireLodgeRequest, { services = [], now }: Terms): Refusal | null {
  const service = serviceOf(request.service, services);
  if (!service) return { status: 422, code: 'unknown-service' };
  if (service.identification !== 'none' && !request.applicant?.fin) return NOT_ELIGIBLE;
  const offered = services.find(({ id }) => id === request.service);
  return offered?.isFor?.(request.tier, request.answers, centreDay(now())) === false ? NOT_ELIGIBLE : null;
}
