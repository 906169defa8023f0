import type { ClockSync } from '../clock/kiosk-clock.ts';

/** Line of the log, without personal data. */
export interface LoggedEvent {
  readonly at: string;
  readonly clock: ClockSync;
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  /** Values as `name=value`. */
  readonly fields: string;
}
