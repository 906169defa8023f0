import type { CabledKind } from '../../drivers/device-kinds.ts';
import type { RegisterEntry } from '../back-office/entry.ts';
import type { Sms } from '../back-office/sms.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { DevicesOnBench } from '../bench/devices.ts';
import type { DocumentsPart } from '../bench/document-printer.ts';
import type { WireEntry } from './wire-log.ts';

/** Where the two ends of a cable are. */
export interface Plug {
  readonly plugged: boolean;
  /** The kiosk has its end open. */
  readonly connected: boolean;
}

/** A device and its cable. */
export type PartOf<D extends CabledKind> = Plug & ReturnType<DevicesOnBench[D]['part']>;

export type DeviceParts = { readonly [D in CabledKind]: PartOf<D> };

export interface BackOfficePart {
  readonly url: string;
  readonly trouble: BackOfficeTroubleName | null;
  /** The newest last. */
  readonly entries: readonly RegisterEntry[];
  readonly entryCount: number;
  readonly registeredCount: number;
  readonly surveyCount: number;
}

/** The phone to which all messages of the back office come, whosesoever number it is. */
export interface PhonePart {
  /** The newest first. */
  readonly messages: readonly Sms[];
}

export interface MachinePart {
  /** As `MachineFeed` says, outermost first. */
  readonly places: readonly string[];
  /** Where of the journey, or of what may come between, the kiosk is. */
  readonly stage: string;
  /** Stages of this visit, `stage` included. */
  readonly visited: readonly string[];
}

/** Everything the dock knows, except the wire. */
export interface DockState extends DeviceParts {
  readonly seed: number;
  /** The printer of whole sheets; `null` where the kiosk has none that is simulated. */
  readonly documentPrinter: DocumentsPart | null;
  readonly backOffice: BackOfficePart;
  readonly phone: PhonePart;
  readonly machine: MachinePart;
  /** Malformed ones are refused. */
  readonly commands: { readonly taken: number; readonly refused: number };
}

/** Down the socket: the whole state, and the lines of the wire since the last message to this page. */
export interface DockMessage {
  readonly state: DockState;
  readonly wire: readonly WireEntry[];
}
