import type { Result } from '../../drivers/result.ts';
import type { SlotPlace, SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble } from './contract.ts';

/** Which appointments are asked for. */
export interface SlotRequest {
  readonly kiosk: string;
  readonly service: string;
}

/** A day on which the centre works; without slots it is booked out. */
export interface SlotDay {
  readonly day: string;
  /** In their order. `free`: for so many people. */
  readonly slots: readonly { readonly from: string; readonly until: string; readonly free: number }[];
}

export interface FreeSlots {
  readonly places: readonly (SlotPlace & { readonly days: readonly SlotDay[] })[];
}

export interface HoldRequest extends SlotRequest {
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface HeldSlot extends SlotTime {
  readonly place: string;
  readonly window: string;
  readonly floor: number | null;
  /** How long it is held, unless it is extended or lodged. */
  readonly validSeconds: number;
}

/**
 * Appointments until they are lodged. `key` of a hold is its idempotency key, and the `slot` of the application that is lodged with it. A
 * kiosk holds one at a time: another that it gets ends the one before.
 */
export interface SlotOffice {
  freeSlots(request: SlotRequest, signal: AbortSignal): Promise<Result<FreeSlots, BackOfficeTrouble>>;
  /** Refused with `slot-taken` where somebody else was faster. */
  holdSlot(key: string, request: HoldRequest, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  /** Refused with `slot-lost` where it is not held any more. */
  extendHold(key: string, kiosk: string, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  releaseSlot(key: string, kiosk: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
