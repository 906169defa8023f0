import type { Result } from '../../drivers/result.ts';
import type { SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble, FoundApplication, OwnApplicationRequest, WindowPlace } from './contract.ts';

/** Refund by the office, never by the kiosk. In order: nothing was paid; back to the card; at the information window; no refund. */
export type CancellationRefund = 'none' | 'to-card' | 'at-window' | 'kept';

/** Window that hands over the document, from a first to a last ISO date, both included. */
export interface DocumentPickupPlace extends WindowPlace {
  readonly from: string;
  readonly until: string;
}

/** The office has the right time, so the office decides whether check-in is open. */
export interface AppointmentStatus extends SlotTime, WindowPlace {
  readonly entry: 'early' | 'open' | 'late' | 'checked-in';
  /** First and last minute of check-in, local time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly opens: string;
  readonly closes: string;
  readonly move: boolean;
}

export interface ReplyStatus {
  /** ISO date. */
  readonly at: string;
  readonly rated: number | null;
  /** Window for another examination; absent or `null`: the office does not tell. */
  readonly again?: WindowPlace | null;
}

export interface ApplicationStatus {
  readonly stage: 'in-work' | 'waits-for-you' | 'ready' | 'answered' | 'handed-over';
  /** Ids of `bring.yaml`. */
  readonly missing: readonly string[];
  readonly lies: DocumentPickupPlace | null;
  readonly reply: ReplyStatus | null;
  /** Refund after a cancellation; `null`: cancelling is not possible. */
  readonly cancel: CancellationRefund | null;
  readonly cancelled: { readonly at: string; readonly money: CancellationRefund } | null;
  readonly appointment: AppointmentStatus | null;
}

export interface OfficerReply {
  readonly at: string;
  readonly rated: number | null;
  readonly lines: readonly string[];
}

export interface BookingLookUpRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly fin: string | null;
  readonly documentNumber: string;
}

export type OwnApplicationChange =
  | { readonly do: 'cancel' }
  /** `slot`: key of the held new appointment. */
  | { readonly do: 'move'; readonly slot: string }
  | { readonly do: 'check-in' }
  | { readonly do: 'rate'; readonly score: number };

/** `key` is the idempotency key of a change, which returns the changed application. */
export interface OwnApplicationOffice {
  change(
    key: string,
    request: OwnApplicationRequest,
    change: OwnApplicationChange,
    signal: AbortSignal,
  ): Promise<Result<FoundApplication, BackOfficeTrouble>>;
  /** Needs a confirmed person; changes nothing. */
  readReply(request: OwnApplicationRequest, signal: AbortSignal): Promise<Result<OfficerReply, BackOfficeTrouble>>;
  findBooking(request: BookingLookUpRequest, signal: AbortSignal): Promise<Result<FoundApplication, BackOfficeTrouble>>;
}
