import type { DeviceState } from '../device-status.ts';

/** What the code is printed as; `other` has an identifier that we have no name for, `unknown` came without one. */
export type Symbology =
  | 'aztec'
  | 'codabar'
  | 'code-128'
  | 'code-39'
  | 'code-93'
  | 'data-matrix'
  | 'ean-upc'
  | 'gs1-databar'
  | 'interleaved-2-of-5'
  | 'maxi-code'
  | 'pdf-417'
  | 'qr'
  | 'other'
  | 'unknown';

/** One code as it was read, whole. */
export interface ScannedCode {
  readonly symbology: Symbology;
  /** The bytes of the code, without identifier and without a line end that the scanner added. */
  readonly bytes: Uint8Array;
  /** The same as UTF-8; `null` where it is none. */
  readonly text: string | null;
}

export type ScannerTrouble =
  /** The scanner types what it reads like a keyboard, into the program that has the focus; it must be set to HID POS. */
  | { readonly code: 'SCN-102'; readonly kind: 'keyboard-mode' }
  /** The rest of a long code did not come. */
  | { readonly code: 'SCN-103'; readonly kind: 'cut-short' }
  /** What came is no report of a scanner. */
  | { readonly code: 'SCN-104'; readonly kind: 'nonsense' };

/** What was held to a scanner. */
export type ScannerEvent =
  | { readonly type: 'code.scanned'; readonly code: ScannedCode }
  /** Something was scanned and is lost: it must be scanned again. */
  | { readonly type: 'code.lost'; readonly trouble: ScannerTrouble };

/** How a scanner stands. */
export interface ScannerStatus {
  readonly device: DeviceState;
  /** Why it cannot be used although it is plugged in. */
  readonly trouble: Extract<ScannerTrouble, { kind: 'keyboard-mode' }> | null;
}

/** What the machine sees of a scanner. It reads by itself whenever a code is held to it. */
export interface Scanner {
  status(): ScannerStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: ScannerStatus) => void): () => void;
  onEvent(listener: (event: ScannerEvent) => void): () => void;
  close(): Promise<void>;
}
