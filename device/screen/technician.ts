import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { Owed } from '../ledger/owed.ts';

/** One line of the log, as far as a technician needs it at a glance. It holds nothing of a person, as the log does not. */
export interface LoggedEvent {
  /** ISO date-time. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly level: 'info' | 'warn' | 'error';
  /** As in docs/log-events.md. */
  readonly event: string;
  /** Its other fields, `name=value`. */
  readonly fields: string;
}

/** Everything on the technician's page, whole each time. */
export interface TechnicianState {
  readonly kiosk: string;
  readonly version: string;
  readonly simulated: boolean;
  /** When this was, ISO date-time. */
  readonly at: string;
  readonly clock: ClockSync;
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** Trouble code of each kind of device, as in `/healthz`. */
  readonly troubles: Readonly<Partial<Record<DeviceKind, string>>>;
  /** Both clocks at the newest card sale; `null` before the first one that told both. */
  readonly terminalClock: ClockDifference | null;
  /** Why the certificate of the back office is not accepted; `null` if nothing is known against it. */
  readonly distrust: TlsCode | null;
  /** The same list as `asan-kiosk ledger open`. */
  readonly owed: Owed;
  /** Newest first. */
  readonly log: readonly LoggedEvent[];
}

/** What the page sends: try everything that is owed now instead of at its next turn. */
export interface TechnicianRequest {
  readonly do: 'try-now';
}

/** What the page is sent. */
export type TechnicianMessage =
  /** Without the cookie that a code gives, or with one that is too old. */
  | { readonly kind: 'refused' }
  /** Somebody else was let in. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'state'; readonly state: TechnicianState };
