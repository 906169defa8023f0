import type { WireOwnApplicationRequest, WireReferenceAndPerson } from './wire.ts';

export interface WireMoveRequest extends WireOwnApplicationRequest {
  readonly slot: string;
}

export interface WireRateRequest extends WireOwnApplicationRequest {
  readonly score: number;
}

export interface WireBookingRequest extends Pick<WireReferenceAndPerson, 'fin' | 'documentNumber'> {
  readonly kiosk: string;
  readonly service: string;
}

export type WireCancelMoney = 'none' | 'to-card' | 'at-window' | 'kept';

export interface WireApplicationStatus {
  readonly stage: 'in-work' | 'waits-for-you' | 'ready' | 'answered' | 'handed-over';
  readonly missing: readonly string[];
  /** ISO dates, inclusive. */
  readonly lies: {
    readonly window: string;
    readonly floor: number;
    readonly from: string;
    readonly until: string;
  } | null;
  readonly reply: {
    readonly at: string;
    readonly rated: number | null;
    readonly again: { readonly window: string; readonly floor: number };
  } | null;
  readonly cancel: WireCancelMoney | null;
  readonly cancelled: { readonly at: string; readonly money: WireCancelMoney } | null;
  /** `opens`, `closes`: at the centre, `YYYY-MM-DDTHH:MM`. */
  readonly appointment: {
    readonly day: string;
    readonly from: string;
    readonly until: string;
    readonly window: string;
    readonly floor: number;
    readonly entry: 'early' | 'open' | 'late' | 'checked-in';
    readonly opens: string;
    readonly closes: string;
    readonly move: boolean;
  } | null;
}

export interface WireReply {
  readonly key: string;
  readonly reference: string;
  readonly at: string;
  readonly rated: number | null;
  readonly lines: readonly string[];
}
