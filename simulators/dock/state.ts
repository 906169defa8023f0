import type { CabledDeviceKind } from '../../drivers/device-kinds.ts';
import type { RegisterEntry } from '../back-office/entry.ts';
import type { Sms } from '../back-office/sms.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { DevicesOnBench } from '../bench/devices.ts';
import type { DocumentPrinterDockState } from '../bench/document-printer.ts';
import type { KeypadDockState } from '../bench/keypad.ts';
import type { LinesDockState } from '../bench/lines.ts';
import type { ScannerDockState } from '../bench/scanner.ts';
import type { WireEntry } from './wire-log.ts';

export interface PlugState {
  readonly plugged: boolean;
  readonly connected: boolean;
}

export type DeviceDockStateOf<D extends CabledDeviceKind> = PlugState & ReturnType<DevicesOnBench[D]['part']>;

export type DeviceDockStates = { readonly [D in CabledDeviceKind]: DeviceDockStateOf<D> };

export interface BackOfficeDockState {
  readonly url: string;
  readonly trouble: BackOfficeTroubleName | null;
  readonly entries: readonly RegisterEntry[];
  readonly entryCount: number;
  readonly registeredCount: number;
  readonly surveyCount: number;
}

export interface PhoneDockState {
  readonly messages: readonly Sms[];
  /** Addresses of the QR codes with which kiosks identify people. */
  readonly codes: readonly string[];
}

export interface VisitDockState {
  /** Current states, outermost first, from `StateMachineFeed`. */
  readonly places: readonly string[];
  readonly stage: string;
  readonly visited: readonly string[];
}

export interface DockState extends DeviceDockStates {
  readonly seed: number;
  readonly documentPrinter: DocumentPrinterDockState | null;
  readonly scanner: ScannerDockState | null;
  readonly keypad: KeypadDockState | null;
  readonly lines: LinesDockState | null;
  readonly backOffice: BackOfficeDockState;
  readonly phone: PhoneDockState;
  readonly machine: VisitDockState;
  readonly commands: { readonly taken: number; readonly refused: number };
}

/** Wire lines since this page's last message. */
export interface DockMessage {
  readonly state: DockState;
  readonly wire: readonly WireEntry[];
}
