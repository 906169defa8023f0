import type { CabledKind } from '../../drivers/device-kinds.ts';
import type { RegisterEntry } from '../back-office/entry.ts';
import type { Sms } from '../back-office/sms.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { DevicesOnBench } from '../bench/devices.ts';
import type { DocumentsPart } from '../bench/document-printer.ts';
import type { WireEntry } from './wire-log.ts';

export interface Plug {
  readonly plugged: boolean;
  /** The kiosk has its end open. */
  readonly connected: boolean;
}

export type PartOf<D extends CabledKind> = Plug & ReturnType<DevicesOnBench[D]['part']>;

export type DeviceParts = { readonly [D in CabledKind]: PartOf<D> };

export interface BackOfficePart {
  readonly url: string;
  readonly trouble: BackOfficeTroubleName | null;
  /** Newest last. */
  readonly entries: readonly RegisterEntry[];
  readonly entryCount: number;
  readonly registeredCount: number;
  readonly surveyCount: number;
}

/** One phone for all messages of the back office, to any number. */
export interface PhonePart {
  /** Newest first. */
  readonly messages: readonly Sms[];
}

export interface MachinePart {
  /** As in `MachineFeed`, outermost first. */
  readonly places: readonly string[];
  /** Current stage or side stage. */
  readonly stage: string;
  /** Stages of this visit, `stage` included. */
  readonly visited: readonly string[];
}

/** Everything except the wire. */
export interface DockState extends DeviceParts {
  readonly seed: number;
  /** `null`: none is simulated. */
  readonly documentPrinter: DocumentsPart | null;
  readonly backOffice: BackOfficePart;
  readonly phone: PhonePart;
  readonly machine: MachinePart;
  /** `refused`: malformed. */
  readonly commands: { readonly taken: number; readonly refused: number };
}

/** For a page: the whole state, and the lines of the wire since its last message. */
export interface DockMessage {
  readonly state: DockState;
  readonly wire: readonly WireEntry[];
}
