export interface WireSlotRequest {
  readonly kiosk: string;
  readonly service: string;
}

/** ISO date and `HH:MM`, at the centre. */
export interface WireHoldRequest extends WireSlotRequest {
  readonly place: string;
  readonly day: string;
  readonly from: string;
}

export interface WireFreeSlots {
  readonly key: string;
  readonly places: readonly {
    readonly id: string;
    readonly window: string;
    readonly floor: number;
    readonly days: readonly {
      readonly day: string;
      readonly slots: readonly { readonly from: string; readonly until: string; readonly free: number }[];
    }[];
  }[];
}

export interface WireHeldSlot {
  readonly key: string;
  readonly place: string;
  readonly window: string;
  readonly floor: number;
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly validSeconds: number;
}

export interface WireReleased {
  readonly key: string;
}
