import type { Result } from '../../drivers/result.ts';
import type { SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble, FoundApplication, OwnRequest, WindowPlace } from './contract.ts';

/**
 * What becomes of what was paid for an application that is cancelled, as the office says it: nothing was paid, it goes back to the card, it is
 * given back at the information window, or it is not given back. The kiosk gives nothing back by itself.
 */
export type CancelMoney = 'none' | 'to-card' | 'at-window' | 'kept';

/** Where a document lies, ISO dates, both included. */
export interface DocumentPlace extends WindowPlace {
  readonly from: string;
  readonly until: string;
}

/** An appointment that was made. Whether one can check in is the office's to say: it has the time. */
export interface StandingAppointment extends SlotTime, WindowPlace {
  readonly entry: 'early' | 'open' | 'late' | 'checked-in';
  /** First and last minute to check in, at the centre, `YYYY-MM-DDTHH:MM`. */
  readonly opens: string;
  readonly closes: string;
  readonly move: boolean;
}

/** An officer answered. */
export interface StandingReply {
  /** ISO date. */
  readonly at: string;
  /** How the applicant rated it, 1 to 5. */
  readonly rated: number | null;
  /** Window that takes a request for another examination; absent or `null`: the office does not say. */
  readonly again?: WindowPlace | null;
}

/** How an application stands. */
export interface Standing {
  readonly stage: 'in-work' | 'waits-for-you' | 'ready' | 'answered' | 'handed-over';
  /** What is still to be brought, by the ids of `bring.yaml`. */
  readonly missing: readonly string[];
  readonly lies: DocumentPlace | null;
  readonly reply: StandingReply | null;
  /** It may be cancelled, and what then becomes of the money. */
  readonly cancel: CancelMoney | null;
  readonly cancelled: { readonly at: string; readonly money: CancelMoney } | null;
  readonly appointment: StandingAppointment | null;
}

/** What an officer answered, in Azerbaijani. */
export interface Reply {
  readonly at: string;
  readonly rated: number | null;
  readonly lines: readonly string[];
}

export interface BookingRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly fin: string | null;
  readonly documentNumber: string;
}

/** What an applicant does about an application. */
export type OwnChange =
  | { readonly do: 'cancel' }
  /** By the key of the hold of the new appointment. */
  | { readonly do: 'move'; readonly slot: string }
  | { readonly do: 'check-in' }
  | { readonly do: 'rate'; readonly score: number };

/**
 * What an applicant may see and do about what was lodged before. `key` of a change is its idempotency key: asked again with it nothing is done
 * twice. The answer is the application as it stands then.
 */
export interface OwnOffice {
  change(
    key: string,
    request: OwnRequest,
    change: OwnChange,
    signal: AbortSignal,
  ): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** For a person who is confirmed; changes nothing. */
  readReply(request: OwnRequest, signal: AbortSignal): Promise<Result<Reply, BackOfficeTrouble>>;
  /** The appointment of a person for a service. */
  findBooking(request: BookingRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
}
