import type { Result } from '../../drivers/result.ts';
import type { SlotPlace, SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble } from './contract.ts';

export interface SlotRequest {
  readonly kiosk: string;
  readonly service: string;
}

/** A working day; without slots, the day is booked out. */
export interface SlotDay {
  readonly day: string;
  /** In order of time. `free`: number of free places. */
  readonly slots: readonly { readonly from: string; readonly until: string; readonly free: number }[];
}

export interface FreeSlots {
  readonly places: readonly (SlotPlace & { readonly days: readonly SlotDay[] })[];
}

export interface SlotHoldRequest extends SlotRequest {
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface HeldSlot extends SlotTime {
  readonly place: string;
  readonly window: string;
  readonly floor: number | null;
  /** Seconds until the hold ends, unless it is extended or lodged. */
  readonly validSeconds: number;
}

/**
 * Appointments before lodging. The `key` of a hold is its idempotency key, and the `slot` of the application. A kiosk's new hold ends its
 * earlier one.
 */
export interface SlotOffice {
  freeSlots(request: SlotRequest, signal: AbortSignal): Promise<Result<FreeSlots, BackOfficeTrouble>>;
  /** Refused: `slot-taken`. */
  holdSlot(key: string, request: SlotHoldRequest, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  /** Refused: `slot-lost`, if the hold has ended. */
  extendHold(key: string, kiosk: string, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  releaseSlot(key: string, kiosk: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
