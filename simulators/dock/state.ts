import type { CabledKind } from '../../drivers/device-kinds.ts';
import type { RegisterEntry } from '../back-office/entry.ts';
import type { Sms } from '../back-office/sms.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { DevicesOnBench } from '../bench/devices.ts';
import type { DocumentPrinterPart } from '../bench/document-printer.ts';
import type { KeypadPart } from '../bench/keypad.ts';
import type { LinesPart } from '../bench/lines.ts';
import type { ScannerPart } from '../bench/scanner.ts';
import type { WireEntry } from './wire-log.ts';

export interface PlugState {
  readonly plugged: boolean;
  readonly connected: boolean;
}

export type DockPartOf<D extends CabledKind> = PlugState & ReturnType<DevicesOnBench[D]['part']>;

export type DockDeviceParts = { readonly [D in CabledKind]: DockPartOf<D> };

export interface BackOfficePart {
  readonly url: string;
  readonly trouble: BackOfficeTroubleName | null;
  readonly entries: readonly RegisterEntry[];
  readonly entryCount: number;
  readonly registeredCount: number;
  readonly surveyCount: number;
}

export interface PhonePart {
  readonly messages: readonly Sms[];
  /** Addresses of the QR codes with which kiosks identify people. */
  readonly codes: readonly string[];
}

export interface MachinePart {
  /** Current states, outermost first, from `MachineFeed`. */
  readonly places: readonly string[];
  readonly stage: string;
  readonly visited: readonly string[];
}

export interface DockState extends DockDeviceParts {
  readonly seed: number;
  readonly documentPrinter: DocumentPrinterPart | null;
  readonly scanner: ScannerPart | null;
  readonly keypad: KeypadPart | null;
  readonly lines: LinesPart | null;
  readonly backOffice: BackOfficePart;
  readonly phone: PhonePart;
  readonly machine: MachinePart;
  readonly commands: { readonly taken: number; readonly refused: number };
}

/** Wire lines since this page's last message. */
export interface DockMessage {
  readonly state: DockState;
  readonly wire: readonly WireEntry[];
}
