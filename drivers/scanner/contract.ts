import type { DeviceState } from '../device-status.ts';

/** `other`: the identifier has no name here. `unknown`: the scanner sent no identifier. */
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
  /** Code without identifier and added line end. */
  readonly bytes: Uint8Array;
  /** UTF-8; `null` if malformed. */
  readonly text: string | null;
}

export type ScannerTrouble =
  /** Types like a keyboard into the focused program. Set the scanner to HID POS. */
  | { readonly code: 'SCN-102'; readonly kind: 'keyboard-mode' }
  /** The rest of a code did not come. */
  | { readonly code: 'SCN-103'; readonly kind: 'cut-short' }
  /** Not a scanner's report. */
  | { readonly code: 'SCN-104'; readonly kind: 'nonsense' };

/** Scanner event. */
export type ScannerEvent =
  | { readonly type: 'code.scanned'; readonly code: ScannedCode }
  /** Lost code: scan again. */
  | { readonly type: 'code.lost'; readonly trouble: ScannerTrouble };

/** Scanner state. */
export interface ScannerStatus {
  readonly device: DeviceState;
  /** Why a plugged-in scanner is unusable. */
  readonly trouble: Extract<ScannerTrouble, { kind: 'keyboard-mode' }> | null;
}

/** Reads every code held to it. */
export interface Scanner {
  status(): ScannerStatus;
  /** On changes only. */
  onStatus(listener: (status: ScannerStatus) => void): () => void;
  onEvent(listener: (event: ScannerEvent) => void): () => void;
  close(): Promise<void>;
}
