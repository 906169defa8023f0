/* Bodies of `device/back-office/openapi.yaml`, which checks them at run time. */

import type { Qepik } from '../../drivers/money.ts';
import type { WireDuePayment, WireOfficeText, WirePaidDue } from './wire-dues.ts';
import type { WireApplicationStatus } from './wire-own.ts';
import type { WirePaymentProof } from './wire-payments.ts';

export interface WireApplicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly assurance: 'zone' | 'chip' | 'phone';
}

export interface WireCodeRequest {
  readonly kiosk: string;
  readonly language: string;
  readonly fin: string | null;
  readonly documentNumber: string;
}

export interface WireCodeSent {
  readonly key: string;
  /** Masked. */
  readonly number: string;
  readonly validSeconds: number;
  readonly tries: number;
  readonly more: boolean;
}

export interface WireCodeCheckRequest {
  readonly kiosk: string;
  readonly digits: string;
}

export interface WireCodeChecked {
  readonly key: string;
  readonly outcome: 'right' | 'wrong' | 'over';
  readonly tries: number;
}

export interface WireMessageRequest {
  readonly kiosk: string;
  readonly language: string;
}

export interface WireMessageSent {
  readonly key: string;
  /** Masked. */
  readonly number: string;
}

export interface WireQuoteRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly tier: string;
  readonly copies?: number;
  readonly due?: WireDuePayment;
}

export interface WireQuoteLine {
  readonly kind: 'duty' | 'fee' | 'commission';
  readonly amount: Qepik;
  readonly payee?: WireOfficeText;
}

export interface WireQuote {
  readonly key: string;
  readonly id: string;
  readonly lines: readonly WireQuoteLine[];
  readonly total: Qepik;
  readonly tariffDate: string | null;
  readonly validUntil: string;
}

export interface WireLodgeRequest {
  readonly kiosk: string;
  readonly quote: string | null;
  readonly continues: string | null;
  readonly service: string;
  readonly tier: string | null;
  readonly tariffDate: string | null;
  readonly amount: Qepik;
  readonly language: string;
  readonly ready: string | null;
  readonly applicant: WireApplicant | null;
  readonly confirmation: string | null;
  /** Key of the appointment's hold; absent or `null`: none needed. */
  readonly slot?: string | null;
  readonly due?: WireDuePayment;
  /** Key of the `readKnown` request; absent: none. */
  readonly known?: string;
  readonly answers: Readonly<Record<string, string>>;
}

export interface WireRegisterRequest {
  readonly payment: WirePaymentProof | null;
  /** `false`: the sale may be taken back. */
  readonly final: boolean;
}

export interface WireAppointment {
  readonly ticket: string;
  readonly window: string;
  readonly ahead: number;
  readonly floor: number | null;
  readonly wait: { readonly medianMinutes: number; readonly nineOfTenMinutes: number } | null;
  /** Booked time at the centre. Absent: in turn. */
  readonly slot?: { readonly day: string; readonly from: string; readonly until: string };
}

export interface WireDocument {
  readonly number: string;
  readonly title: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  readonly place?: { readonly window: string; readonly floor: number };
}

/** Sealed document; `pdf` in base64. */
export interface WireOfficeDocument {
  readonly key: string;
  readonly reference: string;
  readonly number: string;
  readonly pdf: string;
}

export interface WireVerified {
  readonly number: string;
  readonly title: string;
  readonly agency: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'withdrawn';
}

export interface WireLodged {
  readonly key: string;
  readonly id: string;
  readonly reference: string;
}

export interface WireRegistered {
  readonly key: string;
  readonly reference: string;
  readonly registeredAt: string;
  readonly appointment: WireAppointment | null;
  readonly document: WireDocument | null;
  readonly due?: WirePaidDue;
}

export interface WireReferenceAndPerson {
  readonly reference: string;
  readonly fin: string | null;
  /** `null`: `fin` is `null` too, and no person is named. */
  readonly documentNumber: string | null;
}

export interface WireLookUpRequest extends WireReferenceAndPerson {
  readonly kiosk: string;
}

export interface WireOwnApplicationRequest extends WireReferenceAndPerson {
  readonly kiosk: string;
  readonly assurance: 'zone' | 'chip' | 'phone';
  readonly confirmation: string | null;
}

export interface WireFoundApplication {
  readonly key: string;
  readonly reference: string;
  readonly kiosk: string;
  readonly state: 'open' | 'held' | 'registered' | 'closed';
  readonly withdrawn: string | null;
  readonly service: string;
  readonly tier: string | null;
  readonly tariffDate: string | null;
  readonly amount: Qepik;
  readonly ready: string | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly payment: WirePaymentProof | null;
  readonly registered: WireRegistered | null;
  readonly standing: WireApplicationStatus;
}

export interface WireDuplicateNumber {
  readonly key: string;
  readonly reference: string;
  readonly number: number;
}

export interface WireSurvey {
  readonly service: string;
  readonly score: number;
}

export interface WireApplicationsQuery {
  readonly kiosk: string;
  readonly from: string;
  readonly to: string;
  readonly after?: string;
}

export interface OfficeRefusal {
  readonly status: 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500;
  readonly code:
    | 'malformed'
    | 'key-mismatch'
    | 'foreign-kiosk'
    | 'unknown-kiosk'
    | 'revoked-kiosk'
    | 'unknown-code'
    | 'expired-code'
    | 'used-code'
    | 'unknown-application'
    | 'unknown-document'
    | 'unknown-service'
    | 'not-eligible'
    | 'no-price'
    | 'no-phone'
    | 'too-many-codes'
    | 'too-many-identities'
    | 'too-many-messages'
    | 'too-many-lookups'
    | 'not-confirmed'
    | 'slot-taken'
    | 'slot-lost'
    | 'unknown-credit'
    | 'spent-credit'
    | 'credit-in-use'
    | 'credit-not-wanted'
    | 'not-parked'
    | 'already-booked'
    | 'no-appointment'
    | 'too-early'
    | 'too-late'
    | 'not-cancellable'
    | 'no-reply'
    | 'unknown-due'
    | 'already-paid'
    | 'due-held'
    | 'payee-refused'
    | 'quote-expired'
    | 'quote-mismatch'
    | 'payment-mismatch'
    | 'idempotency-conflict'
    | 'no-document'
    | 'withdrawn'
    | 'held'
    | 'registered'
    | 'unknown-reference'
    | 'void-reference'
    | 'stale-epoch'
    | 'not-offline'
    | 'not-readable'
    | 'not-found'
    | 'failed';
  /** For `too-many-lookups`, sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** ISO date of the payment, for `already-paid`. */
  readonly paidOn?: string;
  /** For engineers; no personal data. */
  readonly detail?: string | undefined;
}
