import type { Result } from '../../drivers/result.ts';
import type { SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble, FoundApplication, OwnRequest, WindowPlace } from './contract.ts';

/**
 * Refund for a cancelled application, by the office: nothing was paid, back to the card, at the information window, or none. The kiosk
 * refunds nothing itself.
 */
export type CancelMoney = 'none' | 'to-card' | 'at-window' | 'kept';

/** Window where the document lies; ISO dates, both included. */
export interface DocumentPlace extends WindowPlace {
  readonly from: string;
  readonly until: string;
}

/** A booked appointment. The office decides whether check-in is open, because it has the time. */
export interface StandingAppointment extends SlotTime, WindowPlace {
  readonly entry: 'early' | 'open' | 'late' | 'checked-in';
  /** First and last minute for check-in, local time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly opens: string;
  readonly closes: string;
  readonly move: boolean;
}

export interface StandingReply {
  /** ISO date. */
  readonly at: string;
  /** Rating by the applicant, 1 to 5. */
  readonly rated: number | null;
  /** Window for a request to examine again; absent or `null`: the office does not say. */
  readonly again?: WindowPlace | null;
}

export interface Standing {
  readonly stage: 'in-work' | 'waits-for-you' | 'ready' | 'answered' | 'handed-over';
  /** Things still to bring, by the ids of `bring.yaml`. */
  readonly missing: readonly string[];
  readonly lies: DocumentPlace | null;
  readonly reply: StandingReply | null;
  /** Refund if it is cancelled; `null`: it cannot be cancelled. */
  readonly cancel: CancelMoney | null;
  readonly cancelled: { readonly at: string; readonly money: CancelMoney } | null;
  readonly appointment: StandingAppointment | null;
}

/** Text of an officer's answer, in Azerbaijani. */
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

export type OwnChange =
  | { readonly do: 'cancel' }
  | { readonly do: 'move'; readonly slot: string }
  | { readonly do: 'check-in' }
  | { readonly do: 'rate'; readonly score: number };

/** Operations on an earlier application. `key` is the idempotency key of a change. The answer is the changed application. */
export interface OwnOffice {
  change(
    key: string,
    request: OwnRequest,
    change: OwnChange,
    signal: AbortSignal,
  ): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** Needs a confirmed person; changes nothing. */
  readReply(request: OwnRequest, signal: AbortSignal): Promise<Result<Reply, BackOfficeTrouble>>;
  findBooking(request: BookingRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
}
