import { networkInterfaces } from 'node:os';
import type { ClockDifference } from '../../../drivers/payment-terminal/clock-difference.ts';
import type { ClockSync } from '../../clock/kiosk-clock.ts';
import type { LoggedEvent } from '../../log/logged-event.ts';
import type { StaffClosure } from '../../opening/closure-file.ts';
import type { StorageState } from '../../storage/storage.ts';

/** What the page *Machine* shows. No personal data. */
export interface MachineFacts {
  readonly version: string;
  /** Signed note about the program, as QR text; `null`: not computed yet, or run from the source. */
  readonly programNote: string | null;
  readonly office: 'answers' | 'away';
  /** Network cards with their addresses, without loopback and link-local addresses. */
  readonly network: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** Whole days until the kiosk's certificate expires; `null`: it has none, or the clock is not set. */
  readonly certificateDays: number | null;
  readonly clock: ClockSync;
  /** Local date and time, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
  readonly terminalClock: ClockDifference | null;
  readonly disk: { readonly state: StorageState; readonly freeBytes: number };
  /** Seconds since the machine started, with fractions. */
  readonly uptimeS: number;
  /** Last hour, newest first. */
  readonly log: readonly LoggedEvent[];
  /** Order of staff to close; `null`: none. */
  readonly closure: Omit<StaffClosure, 'by'> | null;
}

export const networkAddressesNow = (
  list: Readonly<
    NodeJS.Dict<readonly { readonly address: string; readonly internal: boolean }[]>
  > = networkInterfaces(),
): MachineFacts['network'] =>
  Object.entries(list)
    .map(([name, its = []]) => ({
      name,
      addresses: its
        .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/.test(address))
        .map(({ address }) => address),
    }))
    .filter(({ addresses }) => addresses.length > 0);
