import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { Owed } from '../ledger/owed.ts';

/** Log line for the technician's page; without personal data, like the log. */
export interface LoggedEvent {
  /** ISO date-time. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  /** Other fields, `name=value`. */
  readonly fields: string;
}

/** The technician's page, whole each time. */
export interface TechnicianState {
  readonly kiosk: string;
  readonly version: string;
  readonly simulated: boolean;
  /** ISO date-time of this state. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** Trouble code by kind of device, as in `/healthz`. */
  readonly troubles: Readonly<Partial<Record<DeviceKind, string>>>;
  /** Both clocks at the newest card sale; `null` before the first sale with both. */
  readonly terminalClock: ClockDifference | null;
  /** Why the back office's certificate is refused; `null`: no reason known. */
  readonly distrust: TlsCode | null;
  /** The same list as `asan-kiosk ledger open`. */
  readonly owed: Owed;
  /** Newest first. */
  readonly log: readonly LoggedEvent[];
}

/** Request of the page: settle everything owed now. */
export interface TechnicianRequest {
  readonly do: 'try-now';
}

export type TechnicianMessage =
  /** No cookie from a code, or an expired one. */
  | { readonly kind: 'refused' }
  /** A newer code was used elsewhere. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'state'; readonly state: TechnicianState };
