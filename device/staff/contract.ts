import type { Result } from '../../drivers/result.ts';

export interface SignedInStaff {
  /** Number printed on the badge; `null`: the service key alone. */
  readonly badge: string | null;
  readonly by: 'badge' | 'service-key';
}

export type StaffEvent =
  /** A known or unknown badge lies on the reader. */
  | { readonly type: 'staff.badge-presented'; readonly badge: string }
  | { readonly type: 'staff.badge-removed' }
  | { readonly type: 'staff.key-turned'; readonly on: boolean };

export type StaffTrouble =
  | { readonly code: 'STF-101'; readonly kind: 'unknown-badge' }
  | { readonly code: 'STF-102'; readonly kind: 'wrong-pin'; readonly triesLeft: number }
  /** `untilMs`: Unix time in milliseconds. */
  | { readonly code: 'STF-103'; readonly kind: 'locked-out'; readonly untilMs: number };

/** Checks badges and PINs. The lock-out is durable before the answer. */
export interface StaffDesk {
  onEvent(listener: (event: StaffEvent) => void): () => void;
  admit(badge: string, pin: string): Promise<Result<SignedInStaff, StaffTrouble>>;
}
