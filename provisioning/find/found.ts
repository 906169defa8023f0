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

/** Role of a device: a kind of device, or scanner, keypad or lines, which a profile has no kind for. */
export type DeviceRole = DeviceKind | 'scanner' | 'keypad' | 'lines';

/** Port or address of a device. */
export type FoundPlace =
  /** A stable name: `/dev/serial/by-id/…` or `by-path/…`; `/dev/tty…` only if udev made none. */
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'hid'; readonly path: string }
  | { readonly kind: 'pcsc'; readonly reader: string }
  | { readonly kind: 'ipp'; readonly uri: string }
  /** Label of the chip, as `gpiodetect` shows it in brackets. */
  | { readonly kind: 'gpio'; readonly chip: string };

/** Ids are four hex digits, lower case; `socket` is Linux's name (`1-1.4`); `words` is for a person. */
export interface FoundUsb {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string | undefined;
  readonly socket?: string | undefined;
  readonly words: string;
}

/** A port or device that is plugged in. */
export interface FoundDevice {
  readonly at: FoundPlace;
  readonly usb?: FoundUsb;
  /** Best first; empty if unknown. */
  readonly proposals: readonly Proposal[];
  /** Why the device could not be checked, or what speaks but fits nothing: code, finding and fix. */
  readonly trouble?: FindTrouble;
}

export interface FindTrouble {
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/**
 * What a device may be. `settings` is the part of the profile for `devices.<role>` (`chipReader`: `devices.reader.chip`; `lines`: `lines`).
 * Scanner and keypad have none in a profile yet: their model and ids. It lacks what no device can tell: the password of a terminal, the
 * certificates (`trust`) of a chip reader, the use of each line.
 */
export interface Proposal {
  readonly role: DeviceRole;
  readonly settings: Readonly<Record<string, unknown>>;
  /**
   * `answered`: only this device answers so. `described`: by its own descriptor or ids. `likely`: it shares the signs with other devices.
   */
  readonly certainty: 'answered' | 'described' | 'likely';
  /** For a person: the question and the answer, or the ids. */
  readonly evidence: string;
}

export interface FindOptions {
  /** Whether bytes may be sent. */
  readonly probe: boolean;
  /** Whether to search the network for printers. */
  readonly network: boolean;
  /** Profile of this machine's kiosk, if any. Its ports are not used while it runs. No port is used while a sale is in doubt. */
  readonly profile?: Profile;
  /** Default: `/sys` and `/dev`. */
  readonly places?: SystemPlaces;
  /** Wait times (ms), in place of those in the protocols. */
  readonly timings?: Partial<ProbeTimings>;
  /** Serial ports (`at.path`) that are listed but not asked. */
  readonly leave?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** The parts of the process that find needs; `note` prints progress, one line each. */
export type FindIo = Pick<Io, 'note' | 'commonNote'> & { readonly clock: Clock };

/** Finds all devices: serial ports in the order of their sockets, then HID, PC/SC, GPIO and the network. */
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
