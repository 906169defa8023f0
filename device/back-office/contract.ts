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

/** From the card. Leaves the kiosk only to the back office. */
export interface Applicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  /** Printed zone, or chip with its country's signature. */
  readonly assurance: 'zone' | 'chip';
}

export interface ServicePrice {
  readonly service: string;
  readonly tier: string | null;
  /** ISO date in the catalogue; `null`: free. */
  readonly tariffDate: string | null;
  readonly amount: Qepik;
}

/** No data of the citizen. */
export interface QuoteRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly tier: string;
  /** Absent: one. */
  readonly copies?: number;
  /** Absent: none. */
  readonly due?: DuePayment;
}

/** Binds the office if lodged with this `id` before `validUntil`. */
export interface OfficeQuote {
  readonly id: string;
  readonly lines: readonly QuoteLine[];
  readonly total: Qepik;
  /** ISO date; `null`: everything is free. */
  readonly tariffDate: string | null;
  /** ISO date-time with offset. */
  readonly validUntil: string;
}

export interface CodeRequest {
  readonly kiosk: string;
  readonly language: Language;
  readonly fin: string | null;
  readonly documentNumber: string;
}

export interface CodeSent {
  /** Masked: the kiosk never gets all digits. */
  readonly number: string;
  readonly validSeconds: number;
  readonly tries: number;
  /** Whether another code may be sent now. */
  readonly more: boolean;
}

/** `over`: no attempt is left. */
export interface CodeChecked {
  readonly outcome: 'right' | 'wrong' | 'over';
  readonly tries: number;
}

export interface MessageRequest {
  readonly kiosk: string;
  readonly language: Language;
}

export interface MessageSent {
  /** Masked: the kiosk never gets all digits. */
  readonly number: string;
}

export interface LodgeRequest extends ServicePrice {
  readonly kiosk: string;
  /** `null`: the citizen pays nothing here. */
  readonly quote: string | null;
  /** Of the continued application; `null`: a new one. */
  readonly continues: string | null;
  readonly language: Language;
  /** Promised ISO date, or `null`. */
  readonly ready: string | null;
  /** `null` only for the queue ticket. */
  readonly applicant: Applicant | null;
  /** Of the typed code. `null`: the chip identifies the applicant, or no register data are shown. */
  readonly confirmation: string | null;
  /** Held appointment; absent: none needed. */
  readonly slot?: string;
  /** As quoted; absent: none. */
  readonly due?: DuePayment;
  /** Of the question about registers; absent: not asked. */
  readonly known?: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Print it only for the person that it names. */
export interface IssuedDocument {
  readonly number: string;
  readonly title: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** Prints the certificate if no kiosk does; absent or `null`: unknown. */
  readonly place?: WindowPlace | null;
}

/** As the building counts them. */
export interface WindowPlace {
  readonly window: string;
  /** `null`: unknown. */
  readonly floor: number | null;
}

/** Today at this window, in minutes. */
export interface WaitingTimes {
  readonly medianMinutes: number;
  /** Ninth decile. */
  readonly nineOfTenMinutes: number;
}

export interface Appointment {
  readonly ticket: string;
  readonly window: string;
  /** People before the citizen; `null`: the office could not be asked. */
  readonly ahead: number | null;
  /** As the building counts; absent or `null`: unknown. */
  readonly floor?: number | null;
  /** Absent or `null`: no figures today. */
  readonly wait?: WaitingTimes | null;
  /** Absent or `null`: called in turn. */
  readonly slot?: SlotTime | null;
}

/** `offered`: the terminal waits and may withdraw the sale (docs/decisions/0014). */
type SaleStanding = 'offered' | 'final';

export interface LodgedApplication {
  readonly id: string;
  /** For the citizen, such as `K5-7QF2-41`. */
  readonly reference: string;
}

export interface RegisteredApplication {
  readonly reference: string;
  readonly registeredAt: string;
  readonly appointment: Appointment | null;
  readonly document: IssuedDocument | null;
  readonly due?: PaidDue | null;
}

export interface ApplicationClaim {
  readonly reference: string;
  readonly fin: string | null;
  /** `null`, like `fin`: an anonymous application. */
  readonly documentNumber: string | null;
}

export interface LookUpRequest extends ApplicationClaim {
  readonly kiosk: string;
}

export interface OwnRequest
  extends ApplicationClaim,
    Pick<LodgeRequest, 'kiosk' | 'confirmation'>,
    Pick<Applicant, 'assurance'> {}

export interface FoundApplication extends ServicePrice {
  readonly reference: string;
  /** Kiosk of the last lodging. */
  readonly kiosk: string;
  /** `held`: its kiosk has not reported payment or non-payment yet. `closed`: withdrawn. */
  readonly state: 'open' | 'held' | 'registered' | 'closed';
  /** From the kiosk that withdrew it, or `null`. */
  readonly withdrawn: string | null;
  readonly ready: string | null;
  /** Empty unless `open`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly payment: PaymentProof | null;
  readonly registered: RegisteredApplication | null;
  /** Absent or `null`: the office does not say. */
  readonly standing?: ApplicationStatus | null;
}

export type BackOfficeTrouble =
  /** No usable answer. The office may have carried out the request. */
  | { readonly code: 'BKO-101'; readonly kind: 'unreachable'; readonly detail: string }
  /** Too often (429). Nothing was done; ask again later. */
  | { readonly code: 'BKO-109'; readonly kind: 'busy' }
  /** About another question; unused. The office may have done it. */
  | { readonly code: 'BKO-110'; readonly kind: 'foreign' }
  /** Nothing was done. `reason` is the office's code. */
  | {
      readonly code: 'BKO-102';
      readonly kind: 'refused';
      readonly reason: string;
      /** ISO date with `already-paid`, if given. */
      readonly paidOn?: string;
    };

export type RegisterTrouble =
  | BackOfficeTrouble
  /** Ask again with the same key, not before `retryAfterMs`. */
  | { readonly code: 'BKO-108'; readonly kind: 'in-progress'; readonly retryAfterMs: number };

/** Changes nothing. */
export interface QuoteOffice {
  quote(request: QuoteRequest, signal: AbortSignal): Promise<Result<OfficeQuote, BackOfficeTrouble>>;
}

/** Shows by the registered phone that the person of the card is present. */
export interface CodeOffice {
  /** The same key sends no second code. */
  sendCode(key: string, request: CodeRequest, signal: AbortSignal): Promise<Result<CodeSent, BackOfficeTrouble>>;
  /** `code` is the sent code's key. A repeated `attempt` does not count again. */
  checkCode(
    code: string,
    attempt: string,
    request: { readonly kiosk: string; readonly digits: string },
    signal: AbortSignal,
  ): Promise<Result<CodeChecked, BackOfficeTrouble>>;
}

/** To the applicant's registered phone, on request. */
export interface MessageOffice {
  /** The application's `key`: a repeated call sends nothing. */
  sendMessage(
    key: string,
    request: MessageRequest,
    signal: AbortSignal,
  ): Promise<Result<MessageSent, BackOfficeTrouble>>;
}

/** `key`: the application's id in the ledger and the idempotency key. */
export interface BackOffice extends CreditOffice {
  /** Before payment. Afterwards the kiosk needs no personal data. */
  lodge(key: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<LodgedApplication, BackOfficeTrouble>>;
  /** Makes a lodged application valid; called again when an offered sale is final. `payment` `null`: free. */
  register(
    key: string,
    payment: PaymentProof | null,
    signal: AbortSignal,
    standing?: SaleStanding,
  ): Promise<Result<RegisteredApplication, RegisterTrouble>>;
  /** Changes nothing. */
  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** Number of one more paper; the same for the same key. */
  duplicate(key: string, request: OwnRequest, signal: AbortSignal): Promise<Result<number, BackOfficeTrouble>>;
  /** Also a paid one, after the refund. */
  withdraw(key: string, reason: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** Anonymous, five faces. */
  survey(service: string, score: number, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  healthy(signal: AbortSignal): Promise<boolean>;
}
