import type { Qepik } from '../../drivers/money.ts';
import type { Result } from '../../drivers/result.ts';
import type { DuePayment } from '../words/due.ts';
import type { Language } from '../words/language.ts';
import type { QuoteLine } from '../words/quote.ts';
import type { SlotTime } from '../words/slot.ts';
import type { CreditOffice } from './credits.ts';
import type { PaidDue } from './dues.ts';
import type { ApplicationStatus } from './own.ts';
import type { PaymentProof } from './payment-proof.ts';

/** The data of the card leave the kiosk only to the back office. */
export interface Applicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  /** Source of the data: printed zone, chip with its country's signature, or a digital identity on the phone. */
  readonly assurance: 'zone' | 'chip' | 'phone';
}

export interface ServicePrice {
  readonly service: string;
  readonly tier: string | null;
  /** ISO date of the tariff; `null`: nothing is paid here. */
  readonly tariffDate: string | null;
  readonly amount: Qepik;
}

/** Request of a price. It contains no data of the citizen. */
export interface QuoteRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly tier: string;
  readonly copies?: number;
  readonly due?: DuePayment;
}

/** Price that binds the office if the application is lodged with this `id` before `validUntil`. */
export interface OfficeQuote {
  readonly id: string;
  readonly lines: readonly QuoteLine[];
  readonly total: Qepik;
  /** ISO date of the tariff; `null`: everything is free. */
  readonly tariffDate: string | null;
  readonly validUntil: string;
}

export interface PhoneCodeRequest {
  readonly kiosk: string;
  readonly language: Language;
  readonly fin: string | null;
  readonly documentNumber: string;
}

export interface PhoneCodeDelivery {
  /** Masked phone number: the kiosk never gets all digits. */
  readonly number: string;
  readonly validSeconds: number;
  readonly tries: number;
  readonly more: boolean;
}

/** `over`: no digits can be right: time or attempts are used up, another code was sent, or none. */
export interface PhoneCodeCheckResult {
  readonly outcome: 'right' | 'wrong' | 'over';
  readonly tries: number;
}

export interface PhoneMessageRequest {
  readonly kiosk: string;
  readonly language: Language;
}

export interface PhoneMessageSent {
  readonly number: string;
}

export interface LodgeRequest extends ServicePrice {
  readonly kiosk: string;
  /** Id of the quote; `null`: the citizen pays nothing here. */
  readonly quote: string | null;
  /** Reference of the continued application; `null`: a new application. */
  readonly continues: string | null;
  readonly language: Language;
  /** ISO date promised to the citizen, or `null`. */
  readonly ready: string | null;
  /** `null`: the service identifies no citizen, such as a queue ticket or a fine. */
  readonly applicant: Applicant | null;
  /** Key of the typed code or of the identification by phone; `null`: neither was needed. */
  readonly confirmation: string | null;
  /** Key of the held appointment; absent: none needed. */
  readonly slot?: string;
  readonly due?: DuePayment;
  /** Key of the question about register data; absent: not asked. */
  readonly known?: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Document that is printed only for the person named in it. */
export interface IssuedDocument {
  readonly number: string;
  readonly title: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** Window that prints the certificate if no kiosk does; absent or `null`: unknown. */
  readonly place?: WindowPlace | null;
}

export interface WindowPlace {
  readonly window: string;
  /** `null`: unknown. */
  readonly floor: number | null;
}

export interface QueueWaitingTimes {
  readonly medianMinutes: number;
  readonly nineOfTenMinutes: number;
}

export interface Appointment {
  readonly ticket: string;
  readonly window: string;
  /** People before the citizen; `null`: unknown. */
  readonly ahead: number | null;
  readonly floor?: number | null;
  /** Absent or `null`: the office has no figures for today. */
  readonly wait?: QueueWaitingTimes | null;
  /** Absent or `null`: the citizen is called in turn. */
  readonly slot?: SlotTime | null;
}

/** Sale that a registration reports. `offered`: the terminal waits and may take the sale back (docs/decisions/0014). */
type SaleStanding = 'offered' | 'final';

export interface LodgedReference {
  readonly id: string;
  /** Reference for the citizen, such as `K5-7QF2-41`. */
  readonly reference: string;
}

export interface RegisteredApplication {
  readonly reference: string;
  readonly registeredAt: string;
  readonly appointment: Appointment | null;
  readonly document: IssuedDocument | null;
  readonly due?: PaidDue | null;
}

export interface OwnedApplicationRef {
  readonly reference: string;
  readonly fin: string | null;
  readonly documentNumber: string | null;
}

export interface LookUpRequest extends OwnedApplicationRef {
  readonly kiosk: string;
}

export interface OwnApplicationRequest
  extends OwnedApplicationRef,
    Pick<LodgeRequest, 'kiosk' | 'confirmation'>,
    Pick<Applicant, 'assurance'> {}

export interface FoundApplication extends ServicePrice {
  readonly reference: string;
  readonly kiosk: string;
  /** `open`: may be continued. `held`: the kiosk has not reported yet whether it was paid. `closed`: withdrawn. */
  readonly state: 'open' | 'held' | 'registered' | 'closed';
  /** Reason of the withdrawal, or `null`. */
  readonly withdrawn: string | null;
  readonly ready: string | null;
  /** Empty unless the application is `open`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly payment: PaymentProof | null;
  readonly registered: RegisteredApplication | null;
  readonly standing?: ApplicationStatus | null;
}

export type BackOfficeTrouble =
  /** No usable answer. The office may have carried out the request. */
  | { readonly code: 'BKO-101'; readonly kind: 'unreachable'; readonly detail: string }
  /** The kiosk asks too often (429). Nothing was done; ask again later. */
  | { readonly code: 'BKO-109'; readonly kind: 'busy' }
  /** An answer to another question; unused. The office may have carried out the request. */
  | { readonly code: 'BKO-110'; readonly kind: 'foreign' }
  /** The office refused and did nothing. `reason` is its code. */
  | {
      readonly code: 'BKO-102';
      readonly kind: 'refused';
      readonly reason: string;
      /** ISO date, only with `already-paid`. */
      readonly paidOn?: string;
    };

export type RegistrationTrouble =
  | BackOfficeTrouble
  /** Registration in progress: ask again with the same key, not before `retryAfterMs`. */
  | { readonly code: 'BKO-108'; readonly kind: 'in-progress'; readonly retryAfterMs: number };

export interface QuoteOffice {
  quote(request: QuoteRequest, signal: AbortSignal): Promise<Result<OfficeQuote, BackOfficeTrouble>>;
}

/** Confirms by a code to the phone that the person of the card is present. */
export interface PhoneCodeOffice {
  /** Sends a code. The same key sends no second code. */
  sendCode(
    key: string,
    request: PhoneCodeRequest,
    signal: AbortSignal,
  ): Promise<Result<PhoneCodeDelivery, BackOfficeTrouble>>;
  /** `code`: key of the sent code. A repeated `attempt` does not count again. */
  checkCode(
    code: string,
    attempt: string,
    request: { readonly kiosk: string; readonly digits: string },
    signal: AbortSignal,
  ): Promise<Result<PhoneCodeCheckResult, BackOfficeTrouble>>;
}

export interface PhoneMessageOffice {
  /** `key`: the application's. A repeated call sends nothing. */
  sendMessage(
    key: string,
    request: PhoneMessageRequest,
    signal: AbortSignal,
  ): Promise<Result<PhoneMessageSent, BackOfficeTrouble>>;
}

/** `key`: id of the application in the ledger, and idempotency key. */
export interface BackOffice extends CreditOffice {
  /** Called before payment. Afterwards the kiosk needs no personal data. */
  lodge(key: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<LodgedReference, BackOfficeTrouble>>;
  /** Makes a lodged application valid; called again when an offered sale is final. `payment`: `null` if free. */
  register(
    key: string,
    payment: PaymentProof | null,
    signal: AbortSignal,
    standing?: SaleStanding,
  ): Promise<Result<RegisteredApplication, RegistrationTrouble>>;
  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** Number of a duplicate; the same key gets the same number. */
  duplicate(
    key: string,
    request: OwnApplicationRequest,
    signal: AbortSignal,
  ): Promise<Result<number, BackOfficeTrouble>>;
  /** Withdraws also a paid application, after its refund. */
  withdraw(key: string, reason: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  survey(service: string, score: number, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  healthy(signal: AbortSignal): Promise<boolean>;
}
