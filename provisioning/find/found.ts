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

/** What a device may be: of a kind, or what a profile has no kind for: a scanner, a keypad, the lines. */
export type DeviceRole = DeviceKind | 'scanner' | 'keypad' | 'lines';

/** Where something is plugged in. */
export type FoundPlace =
  /** A name that stays: `/dev/serial/by-id/…` or `by-path/…`; `/dev/tty…` only where udev made none. */
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'hid'; readonly path: string }
  | { readonly kind: 'pcsc'; readonly reader: string }
  | { readonly kind: 'ipp'; readonly uri: string }
  /** The label of the chip, as `gpiodetect` shows it in brackets. */
  | { readonly kind: 'gpio'; readonly chip: string };

/** Ids are four hex digits, lower case; `socket` as Linux names it (`1-1.4`); `words` for a person. */
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
  /** Best first; empty where nobody knows. */
  readonly proposals: readonly Proposal[];
  /** Why it could not be looked at, or what speaks but fits nothing: code, what was found, and what to do. */
  readonly trouble?: FindTrouble;
}

export interface FindTrouble {
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/**
 * What a device may be. `settings` is the part of the profile for `devices.<role>` (of `chipReader`: `devices.reader.chip`; of `lines`:
 * `lines`; scanner and keypad have none yet in a profile: their model and ids), complete but for what no device can tell: the
 * password of a terminal, the certificates (`trust`) of a chip reader, the use of each line.
 */
export interface Proposal {
  readonly role: DeviceRole;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `answered`: it spoke as only this one does. `described`: its own descriptor or ids say so. `likely`: what it has in common with others. */
  readonly certainty: 'answered' | 'described' | 'likely';
  /** For a person: what was asked and what came, or which ids. */
  readonly evidence: string;
}

export interface FindOptions {
  /** Whether a byte is sent to anything. */
  readonly probe: boolean;
  /** Whether printers are looked for on the network. */
  readonly network: boolean;
  /** The profile of the kiosk of this machine, where there is one: its ports are not touched while it runs, its terminal not while a sale is in doubt. */
  readonly profile?: Profile;
  /** Where Linux says what is there; `/sys` and `/dev` unless told. */
  readonly places?: SystemPlaces;
  /** How long is listened and waited at a serial port, in milliseconds, where it is not as long as the protocols want. */
  readonly timings?: Partial<ProbeTimings>;
  /** Serial ports, as `at.path` has them, that are listed and not asked anything. */
  readonly leave?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** What finding needs of the process: progress goes to `note`, one line each. */
export type FindIo = Pick<Io, 'note' | 'commonNote'> & { readonly clock: Clock };

/** Everything that is plugged in, with what it may be: serial ports in the order of their sockets, then HID, PC/SC, GPIO and the network. */
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
