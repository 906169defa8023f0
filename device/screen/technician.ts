import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { DegradedDevices } from '../degradation/monitor.ts';
import type { OwedAmounts } from '../ledger/owed.ts';
import type { LoggedEvent } from '../log/logged-event.ts';

export type { LoggedEvent };

export interface KioskStateForTechnician {
  readonly kiosk: string;
  readonly version: string;
  readonly simulated: boolean;
  readonly at: string;
  readonly clock: ClockSync;
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** As in `/healthz`. */
  readonly troubles: Readonly<Partial<Record<DeviceKind, string>>>;
  readonly degraded: DegradedDevices;
  /** `null`: no sale has the times of both clocks. */
  readonly terminalClock: ClockDifference | null;
  /** Why the office's certificate is refused; `null`: not known to be refused. */
  readonly distrust: TlsCode | null;
  /** As in `asan-kiosk ledger open`. */
  readonly owed: OwedAmounts;
  /** Newest event first. */
  readonly log: readonly LoggedEvent[];
}

/** `try-now`: the kiosk settles everything owed now. `cleaned`: staff cleaned a device that fails for people. */
export type TechnicianRequest = { readonly do: 'try-now' } | { readonly do: 'cleaned'; readonly device: DeviceKind };

export type TechnicianMessage =
  /** The page has no valid cookie. */
  | { readonly kind: 'refused' }
  /** A page with a newer code took over. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'state'; readonly state: KioskStateForTechnician };
