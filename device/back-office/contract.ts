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

/** Who applies, as the card said it. Leaves the kiosk only towards the back office. */
export interface Applicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  /** What this was taken from: the printed zone, or the chip with the signature of its country. */
  readonly assurance: 'zone' | 'chip';
}

/** What is applied for, and what it costs. */
export interface Duty {
  readonly service: string;
  readonly tier: string | null;
  /** Since when it costs this: the catalogue's tariff date, ISO, or `null` for a free service. */
  readonly tariffDate: string | null;
  readonly amount: Qepik;
}

/** The request for a price. It does not name the citizen. */
export interface QuoteRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly tier: string;
  /** Of the document; absent: one. */
  readonly copies?: number;
  /** What is owed that is to be paid; absent: nothing is. */
  readonly due?: DuePart;
}

/** The price that the back office names. It binds the back office if the application is lodged with this `id` before `validUntil`. */
export interface OfficeQuote {
  readonly id: string;
  readonly lines: readonly QuoteLine[];
  /** The sum of the lines. */
  readonly total: Qepik;
  /** ISO date from which these amounts hold; `null` for what is free alone. */
  readonly tariffDate: string | null;
  /** ISO date-time with offset. */
  readonly validUntil: string;
}

/** Whose phone a code goes to, and in which language. */
export interface CodeRequest {
  readonly kiosk: string;
  readonly language: Language;
  readonly fin: string | null;
  readonly documentNumber: string;
}

export interface CodeSent {
  /** Masked; the kiosk never learns the rest. */
  readonly number: string;
  /** How long it may be typed. */
  readonly validSeconds: number;
  readonly tries: number;
  /** Another may be sent to this person now. */
  readonly more: boolean;
}

/** `over`: nothing can be right any more. */
export interface CodeChecked {
  readonly outcome: 'right' | 'wrong' | 'over';
  /** That are left. */
  readonly tries: number;
}

/** Which kiosk asks for a message about an application, and in which language. */
export interface MessageRequest {
  readonly kiosk: string;
  readonly language: Language;
}

export interface MessageSent {
  /** Masked; the kiosk never learns the rest. */
  readonly number: string;
}

export interface LodgeRequest extends Duty {
  /** Which kiosk asks. */
  readonly kiosk: string;
  /** The quote of the application; `null` if the citizen pays nothing here. */
  readonly quote: string | null;
  /** The reference of an application that is continued here, or `null` for a new one. */
  readonly continues: string | null;
  readonly language: Language;
  /** ISO date promised to the citizen, or `null`. */
  readonly ready: string | null;
  /** `null` only for the queue ticket. */
  readonly applicant: Applicant | null;
  /** Key of the code that the applicant typed. `null`: the chip identifies the applicant, or the kiosk shows no data of a register. */
  readonly confirmation: string | null;
  /** The key of the appointment that is held for it; absent: it needs none. */
  readonly slot?: string;
  /** What is owed that is paid with it, as it was quoted; absent: nothing is. */
  readonly due?: DuePart;
  /** Key of the question about the registers; absent: the kiosk did not ask. */
  readonly known?: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** A document the back office made, to be printed: only for the person it names. */
export interface IssuedDocument {
  readonly number: string;
  readonly title: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** Window that prints the certificate, if no kiosk prints it; absent or `null`: the office does not say. */
  readonly place?: WindowPlace | null;
}

/** A window of the centre, as the building counts its windows and floors. */
export interface WindowPlace {
  readonly window: string;
  /** `null`: unknown. */
  readonly floor: number | null;
}

/** How long people waited at this window today, in whole minutes. */
export interface Wait {
  /** Half of them waited no longer. */
  readonly medianMinutes: number;
  /** Nine of ten waited no longer. */
  readonly nineOfTenMinutes: number;
}

/** Where the citizen goes next. */
export interface Appointment {
  readonly ticket: string;
  readonly window: string;
  /** People before them; `null`: nobody knows, because the office could not be asked. */
  readonly ahead: number | null;
  /** Floor of the window, as the building counts its floors; absent or `null` if the office does not say. */
  readonly floor?: number | null;
  /** Absent or `null` if the office has no figures for today. */
  readonly wait?: Wait | null;
  /** Booked: it is called then and not in turn. Absent or `null`: as soon as it is its turn. */
  readonly slot?: SlotTime | null;
}

/** `offered`: the terminal holds the sale back until this is answered, and may still take it back (docs/decisions/0014). */
type SaleStanding = 'offered' | 'final';

export interface Lodged {
  /** The back office's own id. */
  readonly id: string;
  /** What the citizen quotes, such as `K5-7QF2-41`. */
  readonly reference: string;
}

export interface Registered {
  readonly reference: string;
  readonly registeredAt: string;
  readonly appointment: Appointment | null;
  readonly document: IssuedDocument | null;
  /** What was paid of a due; absent or `null`: nothing. */
  readonly due?: PaidDue | null;
}

/** A reference, and the document of the citizen who claims it. */
export interface Claim {
  readonly reference: string;
  readonly fin: string | null;
  /** `null`, with a `fin` of `null`: of what names nobody. */
  readonly documentNumber: string | null;
}

/** A claim, and which kiosk asks. */
export interface LookUpRequest extends Claim {
  readonly kiosk: string;
}

/** The same, and how sure it is that it is theirs. */
export interface OwnRequest extends Claim, Pick<LodgeRequest, 'kiosk' | 'confirmation'>, Pick<Applicant, 'assurance'> {}

/** An application of the person who asked. */
export interface FoundApplication extends Duty {
  readonly reference: string;
  /** Where it was lodged last. */
  readonly kiosk: string;
  /**
   * `open` may be continued. `held`: its kiosk has not said yet whether it is paid. `closed`: taken back, nothing can be
   * continued.
   */
  readonly state: 'open' | 'held' | 'registered' | 'closed';
  /** Why it was withdrawn, in the words of the kiosk that did, or `null`. */
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
  /** No answer, or an answer that makes no sense. The office may have carried out the request. */
  | { readonly code: 'BKO-101'; readonly kind: 'unreachable'; readonly detail: string }
  /** It says that it is asked too often (429), and did nothing. The same may be asked again later. */
  | { readonly code: 'BKO-109'; readonly kind: 'busy' }
  /** An answer to another question. The kiosk uses nothing of it. The office may have carried out the request. */
  | { readonly code: 'BKO-110'; readonly kind: 'foreign' }
  /** It understood and said no; nothing was done. `reason` is its own code. */
  | {
      readonly code: 'BKO-102';
      readonly kind: 'refused';
      readonly reason: string;
      /** Of `already-paid`: the ISO date, where the office says it. */
      readonly paidOn?: string;
    };

export type RegisterTrouble =
  | BackOfficeTrouble
  /** It has understood and is still at work on it: ask again with the same key, not before `retryAfterMs`. */
  | { readonly code: 'BKO-108'; readonly kind: 'in-progress'; readonly retryAfterMs: number };

/** Says what things cost. Changes nothing. */
export interface QuoteOffice {
  quote(request: QuoteRequest, signal: AbortSignal): Promise<Result<OfficeQuote, BackOfficeTrouble>>;
}

/** Confirms by the phone of the register that somebody is there who a card says it is. */
export interface CodeOffice {
  /** Sends a code: with the same key no other. */
  sendCode(key: string, request: CodeRequest, signal: AbortSignal): Promise<Result<CodeSent, BackOfficeTrouble>>;
  /** `code` is the key it was sent with; with the same `attempt` it is no other one. */
  checkCode(
    code: string,
    attempt: string,
    request: { readonly kiosk: string; readonly digits: string },
    signal: AbortSignal,
  ): Promise<Result<CodeChecked, BackOfficeTrouble>>;
}

/** Sends the essentials of a registered application to the phone that the register has of its applicant, on their word. */
export interface MessageOffice {
  /** `key` is that of the application: under it nothing is sent twice. */
  sendMessage(
    key: string,
    request: MessageRequest,
    signal: AbortSignal,
  ): Promise<Result<MessageSent, BackOfficeTrouble>>;
}

/**
 * The centre's back office, as the machine sees it. `key` is the application's id in the ledger and
 * the idempotency key: the same key any number of times is one application.
 */
export interface BackOffice extends CreditOffice {
  /** Hands the application over before anything is paid: afterwards no personal data is needed on this kiosk. */
  lodge(key: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Lodged, BackOfficeTrouble>>;
  /** Makes a lodged application count; once more when a sale that was offered is final. `payment` is `null` for a free service. */
  register(
    key: string,
    payment: PaymentProof | null,
    signal: AbortSignal,
    standing?: SaleStanding,
  ): Promise<Result<Registered, RegisterTrouble>>;
  /** What became of a reference. Changes nothing. */
  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** The number of one more paper of a registered application; the same for the same key. */
  duplicate(key: string, request: OwnRequest, signal: AbortSignal): Promise<Result<number, BackOfficeTrouble>>;
  /** Takes a lodged application back; also the answer to a paid one whose money was returned. */
  withdraw(key: string, reason: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** Anonymous: the five faces. */
  survey(service: string, score: number, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** `true` when it answers. */
  healthy(signal: AbortSignal): Promise<boolean>;
}
