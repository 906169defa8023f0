import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { OwedAmounts } from '../ledger/owed.ts';

/** Without personal data. */
export interface LoggedEvent {
  /** ISO date-time. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  /** `name=value`. */
  readonly fields: string;
}

/** Whole each time. */
export interface TechnicianState {
  readonly kiosk: string;
  readonly version: string;
  readonly simulated: boolean;
  /** ISO date-time of this state. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** As in `/healthz`. */
  readonly troubles: Readonly<Partial<Record<DeviceKind, string>>>;
  /** At the newest card sale; `null`: none with both. */
  readonly terminalClock: ClockDifference | null;
  /** Why the office's certificate is refused; `null`: unknown. */
  readonly distrust: TlsCode | null;
  /** As `asan-kiosk ledger open`. */
  readonly owed: OwedAmounts;
  /** Newest first. */
  readonly log: readonly LoggedEvent[];
}

/** Settles everything owed now. */
export interface TechnicianRequest {
  readonly do: 'try-now';
}

export type TechnicianMessage =
  /** No valid cookie from a code. */
  | { readonly kind: 'refused' }
  /** A newer code was used. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'state'; readonly state: TechnicianState };
