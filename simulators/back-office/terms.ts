import { centreDay } from './centre-day.ts';
import { type PhoneOf, REGISTER_PHONE_MARKER, samplePhoneOf } from './phones.ts';
import { type OfferedService, serviceOf } from './services.ts';
import type { OfficeRefusal, WireLodgeRequest } from './wire.ts';
import type { WirePaymentProof } from './wire-payments.ts';

interface Terms {
  readonly services?: readonly OfferedService[];
  readonly now: () => Date;
  readonly phoneOf?: PhoneOf;
}

const NOT_ELIGIBLE: OfficeRefusal = { status: 422, code: 'not-eligible' };

/** Whether the applicant takes the number of the register instead of typing one. */
export const takesNumberOfRegister = ({ answers }: Pick<WireLodgeRequest, 'answers'>): boolean =>
  Object.values(answers).includes(REGISTER_PHONE_MARKER);

/** Whether the payment is for this sum; notes may be worth more. */
export function paysAmount(payment: WirePaymentProof | null, amount: number): boolean {
  if ((payment?.amount ?? 0) !== amount) return false;
  if (payment === null || !('notes' in payment)) return true;
  return payment.notes.reduce((sum, note) => sum + note, 0) >= (payment.sale?.amount ?? amount);
}

/** Reason for a refusal: service not offered or not for this person, or no phone in the register. `null`: no refusal. */
export function refuseLodging(
  request: WireLodgeRequest,
  { services = [], now, phoneOf = samplePhoneOf }: Terms,
): OfficeRefusal | null {
  const service = serviceOf(request.service, services);
  if (!service) return { status: 422, code: 'unknown-service' };
  if (service.identification !== 'none' && !request.applicant?.fin) return NOT_ELIGIBLE;
  const { fin = null } = request.applicant ?? {};
  if (takesNumberOfRegister(request) && (fin === null || phoneOf(fin) === null))
    return { status: 422, code: 'no-phone' };
  const offered = services.find(({ id }) => id === request.service);
  if (offered?.cardInHand && request.applicant?.assurance === 'phone') return NOT_ELIGIBLE;
  return offered?.isFor?.(request.tier, request.answers, centreDay(now())) === false ? NOT_ELIGIBLE : null;
}
