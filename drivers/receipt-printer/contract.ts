import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** One line of a receipt. Text may hold any letter of az, ru and en. */
export type ReceiptLine =
  | { readonly text: string; readonly style?: ReceiptStyle; readonly align?: ReceiptAlign }
  /** Cells of one row. The first takes the remaining width; the others are right-aligned. */
  | { readonly columns: readonly string[]; readonly style?: ReceiptStyle }
  | { readonly qr: string }
  /** CODE128 with its text below; ASCII 32 to 126. */
  | { readonly barcode: string }
  /** A black-and-white PNG (one bit per dot) in base64, centred. Shrunk if wider than the paper. */
  | { readonly image: string }
  | { readonly rule: true }
  /** Blank paper, in mm. */
  | { readonly feed: number };

export type ReceiptStyle = 'normal' | 'bold' | 'large' | 'title';
export type ReceiptAlign = 'left' | 'center' | 'right';

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** `true`: partial cut, the paper hangs by a bridge until it is taken. `full`: the paper falls, if the model can. */
  readonly cut: boolean | 'full';
  /** Number on this paper. If the receipt fails, the void slip names it. */
  readonly number?: string;
}

/** What stops a printer, in XFS4IoT's Printer terms. The driver decides the order of advice. */
export type PrinterBlock = 'cover-open' | 'paper-out' | 'cutter-error' | 'mechanical-error' | 'unrecoverable-error';

export type PaperSupply = 'full' | 'low' | 'out' | 'unknown' | 'not-measured';

export interface PrinterStatus {
  readonly device: DeviceState;
  /** `null`: nothing. Valid only if `device` is `online`. */
  readonly blockedBy: PrinterBlock | null;
  readonly paper: PaperSupply;
  /**
   * Estimate in mm: length of a new roll minus printed paper. Absent if the roll's length is unknown. Its changes alone are not reported.
   */
  readonly paperLeftMm?: number;
}

/** Each block has its own stable code, because each needs other advice. */
export const PRINTER_BLOCK_CODE = {
  'paper-out': 'PRN-111',
  'cover-open': 'PRN-112',
  'cutter-error': 'PRN-113',
  'mechanical-error': 'PRN-114',
  'unrecoverable-error': 'PRN-115',
} as const satisfies Record<PrinterBlock, string>;

/** `before-write`: no byte of the receipt was sent. `after-write`: part of it may be on paper; that paper is void. */
export type PrintPhase = 'before-write' | 'after-write';

export type PrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: PrintPhase }
  | {
      readonly code: (typeof PRINTER_BLOCK_CODE)[PrinterBlock];
      readonly kind: 'blocked';
      readonly by: PrinterBlock;
      readonly phase: PrintPhase;
    }
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: PrintPhase };

export interface ReceiptPrinter {
  readonly capabilities: { readonly columns: number; readonly cutter: boolean; readonly nearEndSensor: boolean };
  status(): PrinterStatus;
  /** Called only on changes. */
  onStatus(listener: (status: PrinterStatus) => void): () => void;
  /** Length of paper for this receipt, with the cut, in mm. */
  lengthMm(receipt: Receipt): number;
  /**
   * Prints a receipt. Resolves when the printer has confirmed after the cut that all of it is printed. After trouble in phase
   * `after-write`, the paper is void.
   */
  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>>;
}
