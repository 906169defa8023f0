import type { Qepik } from '../../drivers/money.ts';
import type { Result } from '../../drivers/result.ts';
import type { DuePart } from '../words/due.ts';
import type { Language } from '../words/language.ts';
import type { QuoteLine } from '../words/quote.ts';
import type { SlotTime } from '../words/slot.ts';
import type { CreditOffice } from './credits.ts';
import type { PaidDue } from './dues.ts';
import type { Standing } from './own.ts';
import type { PaymentProof } from './payment-proof.ts';

/** The applicant, from the card. Leaves the kiosk only to the back office. */
export interface Applicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  /** Source of these data: the printed zone, or the chip with its country's signature. */
  readonly assurance: 'zone' | 'chip';
}

export interface Duty {
  readonly service: string;
  readonly tier: string | null;
  /** ISO date of the tariff in the catalogue; `null`: free of charge. */
  readonly tariffDate: string | null;
  readonly amount: Qepik;
}

/** Contains no data of the citizen. */
export interface QuoteRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly tier: string;
  /** Copies of the document; absent: one. */
  readonly copies?: number;
  /** Due to pay; absent: none. */
  readonly due?: DuePart;
}

/** A price that binds the office if the application is lodged with this `id` before `validUntil`. */
export interface OfficeQuote {
  readonly id: string;
  readonly lines: readonly QuoteLine[];
  readonly total: Qepik;
  /** ISO date from which the amounts hold; `null` if everything is free. */
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
  /** Masked. The kiosk never gets the whole number. */
  readonly number: string;
  readonly validSeconds: number;
  readonly tries: number;
  /** Whether the person may get another code now. */
  readonly more: boolean;
}

/** `over`: no further attempt can succeed. */
export interface CodeChecked {
  readonly outcome: 'right' | 'wrong' | 'over';
  readonly tries: number;
}

export interface MessageRequest {
  readonly kiosk: string;
  readonly language: Language;
}

export interface MessageSent {
  /** Masked. The kiosk never gets the whole number. */
  readonly number: string;
}

export interface LodgeRequest extends Duty {
  readonly kiosk: string;
  /** Id of the quote; `null`: the citizen pays nothing here. */
  readonly quote: string | null;
  /** Reference of an application that is continued here; `null`: a new one. */
  readonly continues: string | null;
  readonly language: Language;
  /** ISO date promised to the citizen, or `null`. */
  readonly ready: string | null;
  /** `null` only for the queue ticket. */
  readonly applicant: Applicant | null;
  /** Key of the typed code. `null`: the chip identifies the applicant, or no register data are shown. */
  readonly confirmation: string | null;
  /** Key of the held appointment; absent: none needed. */
  readonly slot?: string;
  /** Due that is paid with it, as quoted; absent: none. */
  readonly due?: DuePart;
  /** Key of the question about the registers; absent: not asked. */
  readonly known?: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Document of the office, to be printed only for the person that it names. */
export interface IssuedDocument {
  readonly number: string;
  readonly title: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** Window that prints the certificate if no kiosk does; absent or `null`: the office does not say. */
  readonly place?: WindowPlace | null;
}

/** Window and floor, as the building counts them. */
export interface WindowPlace {
  readonly window: string;
  /** `null`: unknown. */
  readonly floor: number | null;
}

/** Waiting times at this window today, in whole minutes. */
export interface Wait {
  readonly medianMinutes: number;
  /** Ninth decile. */
  readonly nineOfTenMinutes: number;
}

export interface Appointment {
  readonly ticket: string;
  readonly window: string;
  /** People before the citizen; `null`: unknown, the office could not be asked. */
  readonly ahead: number | null;
  /** Floor of the window, as the building counts its floors; absent or `null`: unknown. */
  readonly floor?: number | null;
  /** Absent or `null`: no figures for today. */
  readonly wait?: Wait | null;
  /** Booked time at which the ticket is called; absent or `null`: the ticket is called in turn. */
  readonly slot?: SlotTime | null;
}

/** `offered`: the terminal waits for the answer and may still withdraw the sale (docs/decisions/0014). */
type SaleStanding = 'offered' | 'final';

export interface Lodged {
  readonly id: string;
  /** Shown to the citizen, such as `K5-7QF2-41`. */
  readonly reference: string;
}

export interface Registered {
  readonly reference: string;
  readonly registeredAt: string;
  readonly appointment: Appointment | null;
  readonly document: IssuedDocument | null;
  readonly due?: PaidDue | null;
}

/** A reference, and the document of the citizen who claims it. */
export interface Claim {
  readonly reference: string;
  readonly fin: string | null;
  /** `null`, with a `fin` of `null`, for an anonymous application. */
  readonly documentNumber: string | null;
}

export interface LookUpRequest extends Claim {
  readonly kiosk: string;
}

/** A claim with its assurance. */
export interface OwnRequest extends Claim, Pick<LodgeRequest, 'kiosk' | 'confirmation'>, Pick<Applicant, 'assurance'> {}

export interface FoundApplication extends Duty {
  readonly reference: string;
  /** Kiosk where it was lodged last. */
  readonly kiosk: string;
  /** `open` may be continued. `held`: its kiosk has not reported payment or non-payment yet. `closed`: withdrawn. */
  readonly state: 'open' | 'held' | 'registered' | 'closed';
  /** Reason of the withdrawal, from the kiosk that withdrew it, or `null`. */
  readonly withdrawn: string | null;
  readonly ready: string | null;
  /** Empty unless `open`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly payment: PaymentProof | null;
  readonly registered: Registered | null;
  /** Absent or `null`: the office does not say. */
  readonly standing?: Standing | null;
}

export type BackOfficeTrouble =
  /** No usable answer. The office may have carried out the request. */
  | { readonly code: 'BKO-101'; readonly kind: 'unreachable'; readonly detail: string }
  /** The kiosk asks too often (429). Nothing was done; the same question may be repeated later. */
  | { readonly code: 'BKO-109'; readonly kind: 'busy' }
  /** An answer to another question; the kiosk uses nothing of it. The office may have carried out the request. */
  | { readonly code: 'BKO-110'; readonly kind: 'foreign' }
  /** The office refused and did nothing. `reason` is its own code. */
  | {
      readonly code: 'BKO-102';
      readonly kind: 'refused';
      readonly reason: string;
      /** ISO date with `already-paid`, if the office says it. */
      readonly paidOn?: string;
    };

export type RegisterTrouble =
  | BackOfficeTrouble
  /** Still in progress: ask again with the same key, not before `retryAfterMs`. */
  | { readonly code: 'BKO-108'; readonly kind: 'in-progress'; readonly retryAfterMs: number };

/** Changes nothing. */
export interface QuoteOffice {
  quote(request: QuoteRequest, signal: AbortSignal): Promise<Result<OfficeQuote, BackOfficeTrouble>>;
}

/** Confirms by the registered phone that the person of the card is present. */
export interface CodeOffice {
  /** A repeated call with the same key sends no second code. */
  sendCode(key: string, request: CodeRequest, signal: AbortSignal): Promise<Result<CodeSent, BackOfficeTrouble>>;
  /** `code` is the key of the sent code. A repeated `attempt` does not count again. */
  checkCode(
    code: string,
    attempt: string,
    request: { readonly kiosk: string; readonly digits: string },
    signal: AbortSignal,
  ): Promise<Result<CodeChecked, BackOfficeTrouble>>;
}

/** Sends the essentials of a registered application to the applicant's registered phone, if the applicant asks for it. */
export interface MessageOffice {
  /** `key` of the application: a repeated call sends nothing. */
  sendMessage(
    key: string,
    request: MessageRequest,
    signal: AbortSignal,
  ): Promise<Result<MessageSent, BackOfficeTrouble>>;
}

/** `key` is the application's id in the ledger and the idempotency key. */
export interface BackOffice extends CreditOffice {
  /** Hands over the application before payment. Afterwards the kiosk needs no personal data. */
  lodge(key: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Lodged, BackOfficeTrouble>>;
  /** Makes a lodged application valid; called again when an offered sale is final. `payment` is `null` if free. */
  register(
    key: string,
    payment: PaymentProof | null,
    signal: AbortSignal,
    standing?: SaleStanding,
  ): Promise<Result<Registered, RegisterTrouble>>;
  /** State of an application. Changes nothing. */
  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** Number of one more paper of a registered application; the same for the same key. */
  duplicate(key: string, request: OwnRequest, signal: AbortSignal): Promise<Result<number, BackOfficeTrouble>>;
  /** Withdraws a lodged application; also a paid one whose money was returned. */
  withdraw(key: string, reason: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** Anonymous rating with five faces. */
  survey(service: string, score: number, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  healthy(signal: AbortSignal): Promise<boolean>;
}
