import type { BookedDue } from './dues.ts';
import type { Later } from './later.ts';
import type { SentMessage } from './messages.ts';
import type { BookedSlot } from './slot-calendar.ts';
import type { WireLodgeRequest, WireRegistered, WireSurvey } from './wire.ts';
import type { WirePaymentProof } from './wire-payments.ts';

/** One application in the register. `request` is kept whole: it is what a repeat is compared with. */
export interface RegisterEntry {
  readonly key: string;
  readonly id: string;
  readonly reference: string;
  readonly state: 'lodged' | 'registered' | 'withdrawn';
  readonly request: WireLodgeRequest;
  /** ISO date-times. */
  readonly lodgedAt: string;
  readonly payment: WirePaymentProof | null;
  readonly registered: WireRegistered | null;
  /** The payment stands. */
  readonly final: boolean;
  readonly withdrawn: { readonly reason: string; readonly at: string } | null;
  /** The keys of its duplicates; the first is number 1. */
  readonly duplicates: readonly string[];
  /** The message about it to the phone of the applicant; absent where none was sent. */
  readonly message?: SentMessage;
  /** The appointment it was lodged with; absent where it has none. */
  readonly slot?: BookedSlot;
  /** What its applicant did about it since; absent: nothing. */
  readonly later?: Later;
  /** The part of a due that it pays; absent if it pays none. */
  readonly due?: BookedDue;
}

export interface SurveyEntry extends WireSurvey {
  readonly key: string;
  readonly at: string;
}
