import type { DeviceState } from '../device-status.ts';

/** Kind of code. `other`: an identifier without a name here. `unknown`: no identifier. */
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

/** One complete code. */
export interface ScannedCode {
  readonly symbology: Symbology;
  /** Bytes of the code, without identifier and without a line end that the scanner added. */
  readonly bytes: Uint8Array;
  /** `bytes` as UTF-8, or `null`. */
  readonly text: string | null;
}

export type ScannerTrouble =
  /** The scanner types like a keyboard, into the program that has the focus. It must be set to HID POS. */
  | { readonly code: 'SCN-102'; readonly kind: 'keyboard-mode' }
  /** The rest of a long code did not come. */
  | { readonly code: 'SCN-103'; readonly kind: 'cut-short' }
  | { readonly code: 'SCN-104'; readonly kind: 'nonsense' };

/** Event of a scanner. */
export type ScannerEvent =
  | { readonly type: 'code.scanned'; readonly code: ScannedCode }
  /** A scan was lost and must be repeated. */
  | { readonly type: 'code.lost'; readonly trouble: ScannerTrouble };

/** State of a scanner. */
export interface ScannerStatus {
  readonly device: DeviceState;
  /** Why it cannot be used although it is plugged in. */
  readonly trouble: Extract<ScannerTrouble, { kind: 'keyboard-mode' }> | null;
}

/** A scanner that reads every code held to it. */
export interface Scanner {
  status(): ScannerStatus;
  /** Called on changes only. */
  onStatus(listener: (status: ScannerStatus) => void): () => void;
  onEvent(listener: (event: ScannerEvent) => void): () => void;
  close(): Promise<void>;
}
