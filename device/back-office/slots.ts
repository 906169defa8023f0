import type { Result } from '../../drivers/result.ts';
import type { SlotPlace, SlotTime } from '../words/slot.ts';
import type { BackOfficeTrouble } from './contract.ts';

export interface SlotRequest {
  readonly kiosk: string;
  readonly service: string;
}

/** A working day; without slots: booked out. */
export interface SlotDay {
  readonly day: string;
  /** In order of time. `free`: people. */
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
  /** Unless extended or lodged. */
  readonly validSeconds: number;
}

/** Before lodging. A hold's `key` is its idempotency key and the application's `slot`. A new hold ends the kiosk's earlier one. */
export interface SlotOffice {
  freeSlots(request: SlotRequest, signal: AbortSignal): Promise<Result<FreeSlots, BackOfficeTrouble>>;
  /** `slot-taken`: another person was faster. */
  holdSlot(key: string, request: HoldRequest, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  /** `slot-lost`: the hold has ended. */
  extendHold(key: string, kiosk: string, signal: AbortSignal): Promise<Result<HeldSlot, BackOfficeTrouble>>;
  releaseSlot(key: string, kiosk: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
