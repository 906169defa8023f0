import type { BookedDue } from './dues.ts';
import type { ChangesAfterLodging } from './later.ts';
import type { SentMessage } from './messages.ts';
import type { BookedSlot } from './slot-calendar.ts';
import type { WireLodgeRequest, WireRegistered, WireSurvey } from './wire.ts';
import type { WirePaymentProof } from './wire-payments.ts';

/** `request` is whole: repeats are compared with it. */
export interface RegisterEntry {
  readonly key: string;
  readonly id: string;
  readonly reference: string;
  readonly state: 'lodged' | 'registered' | 'withdrawn';
  readonly request: WireLodgeRequest;
  /** ISO date-time. */
  readonly lodgedAt: string;
  readonly payment: WirePaymentProof | null;
  readonly registered: WireRegistered | null;
  /** Whether the payment cannot be taken back. */
  readonly final: boolean;
  readonly withdrawn: { readonly reason: string; readonly at: string } | null;
  /** Keys of duplicates; the first is number 1. */
  readonly duplicates: readonly string[];
  readonly message?: SentMessage;
  readonly slot?: BookedSlot;
  readonly later?: ChangesAfterLodging;
  readonly due?: BookedDue;
}

export interface SurveyEntry extends WireSurvey {
  readonly key: string;
  readonly at: string;
}
