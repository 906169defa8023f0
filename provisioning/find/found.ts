import type { Profile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import type { Io } from '../command/io.ts';
import { chipReaders } from './chip-readers.ts';
import { gpioChips } from './gpio-chips.ts';
import { hidDevices } from './hid-devices.ts';
import { networkPrinters } from './network-printers.ts';
import type { ProbeTimings } from './probe-port.ts';
import { serialDevices } from './serial-devices.ts';

export type DeviceRole = DeviceKind | 'lines';

export type DevicePort =
  /** Stable name: `/dev/serial/by-id/…` or `by-path/…`; `/dev/tty…` only if udev made none. */
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'hid'; readonly path: string }
  | { readonly kind: 'pcsc'; readonly reader: string }
  | { readonly kind: 'ipp'; readonly uri: string }
  | { readonly kind: 'gpio'; readonly chip: string };

/** Ids: four hex digits, lower case; `socket`: Linux's name (`1-1.4`); `words`: text for a person. */
export interface FoundUsb {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string | undefined;
  readonly socket?: string | undefined;
  readonly words: string;
}

export interface FoundDevice {
  readonly at: DevicePort;
  readonly usb?: FoundUsb;
  /** Best first; empty: unknown. */
  readonly proposals: readonly DeviceProposal[];
  readonly trouble?: FindTrouble;
}

export interface FindTrouble {
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/**
 * `settings` belongs to `devices.<role>` (`chipReader`: `devices.reader.chip`; `lines`: `lines`). No device tells a terminal's password, a
 * chip reader's certificates (`trust`) or the use of each line.
 */
export interface DeviceProposal {
  readonly role: DeviceRole;
  readonly settings: Readonly<Record<string, unknown>>;
  /**
   * `answered`: only this device answers like this; a PN532 is proposed twice. `described`: known by its descriptor or ids. `likely`: other devices share the signs.
   */
  readonly certainty: 'answered' | 'described' | 'likely';
  /** Text for a person: question and answer, or the ids. */
  readonly evidence: string;
}

export interface FindOptions {
  readonly probe: boolean;
  readonly network: boolean;
  /** While this kiosk runs, its ports are not probed. While a sale is in doubt, no port is probed. */
  readonly profile?: Profile;
  /** Default: `/sys` and `/dev`. */
  readonly places?: SystemPlaces;
  /** Times in ms that replace `PROBE_TIMINGS`. */
  readonly timings?: Partial<ProbeTimings>;
  readonly leave?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export type FindIo = Pick<Io, 'note' | 'commonNote'> & { readonly clock: Clock };

/** Finds all devices: serial ports in the order of their sockets, then HID, PC/SC, GPIO and, if asked for, the network. */
export async function findDevices(options: FindOptions, io: FindIo): Promise<readonly FoundDevice[]> {
  const found = await Promise.all([
    serialDevices(options, io),
    hidDevices(io),
    chipReaders(io),
    gpioChips(options.places),
    ...(options.network ? [networkPrinters(io)] : []),
  ]);
  return found.flat();
}
