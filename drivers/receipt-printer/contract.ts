import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** One line of paper. Text: any letter of az, ru and en. */
export type ReceiptLine =
  | { readonly text: string; readonly style?: ReceiptStyle; readonly align?: ReceiptAlign }
  /** Cells of one row. The first takes the remaining width; the others are right-aligned. */
  | { readonly columns: readonly string[]; readonly style?: ReceiptStyle }
  | { readonly qr: string }
  /** CODE128 with its text below; ASCII 32 to 126. */
  | { readonly barcode: string }
  /** PNG, one bit per dot, base64, centred. Shrunk if wider than the paper. */
  | { readonly image: string }
  | { readonly rule: true }
  /** In mm. */
  | { readonly feed: number };

export type ReceiptStyle = 'normal' | 'bold' | 'large' | 'title';
export type ReceiptAlign = 'left' | 'center' | 'right';

/** Receipt to print. */
export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** `true`: partial, the paper hangs by a bridge. `full`: the paper falls, if the model can. */
  readonly cut: boolean | 'full';
  /** Number on this paper; the void slip names it. */
  readonly number?: string;
}

/** XFS4IoT's Printer terms. The driver decides which block comes first. */
export type PrinterBlock = 'cover-open' | 'paper-out' | 'cutter-error' | 'mechanical-error' | 'unrecoverable-error';

export type PaperSupply = 'full' | 'low' | 'out' | 'unknown' | 'not-measured';

/** State of the printer. */
export interface PrinterStatus {
  readonly device: DeviceState;
  /** Valid only if `device` is `online`. */
  readonly blockedBy: PrinterBlock | null;
  readonly paper: PaperSupply;
  /** Estimate in mm: new roll minus printed paper. Absent: unknown. Not reported by itself. */
  readonly paperLeftMm?: number;
}

/** Each block needs other advice. */
export const PRINTER_BLOCK_CODE = {
  'paper-out': 'PRN-111',
  'cover-open': 'PRN-112',
  'cutter-error': 'PRN-113',
  'mechanical-error': 'PRN-114',
  'unrecoverable-error': 'PRN-115',
} as const satisfies Record<PrinterBlock, string>;

/** `before-write`: no byte of the receipt was sent. `after-write`: part may be on paper, which is void. */
export type PrintPhase = 'before-write' | 'after-write';

/** Why a print failed. */
export type PrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: PrintPhase }
  | {
      readonly code: (typeof PRINTER_BLOCK_CODE)[PrinterBlock];
      readonly kind: 'blocked';
      readonly by: PrinterBlock;
      readonly phase: PrintPhase;
    }
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: PrintPhase };

/** Printer of receipts. */
export interface ReceiptPrinter {
  readonly capabilities: { readonly columns: number; readonly cutter: boolean; readonly nearEndSensor: boolean };
  status(): PrinterStatus;
  /** Only on changes. */
  onStatus(listener: (status: PrinterStatus) => void): () => void;
  /** Paper of a receipt with its cut, in mm. */
  lengthMm(receipt: Receipt): number;
  /** Counts printed paper from zero. */
  newRoll(): void;
  /** Resolves when the printer confirmed, after the cut, that all is printed. */
  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>>;
}
