import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** One line of paper. Text may hold any letter of az, ru and en; the driver finds a way to print it. */
export type ReceiptLine =
  | { readonly text: string; readonly style?: ReceiptStyle; readonly align?: ReceiptAlign }
  /** Cells of one row; the first takes the room that is left, the others are right-aligned. */
  | { readonly columns: readonly string[]; readonly style?: ReceiptStyle }
  | { readonly qr: string }
  /** CODE128 with its text below; ASCII 32 to 126. */
  | { readonly barcode: string }
  /** A black-and-white PNG (one bit a dot) in base64, in the middle; one wider than the paper is made smaller. */
  | { readonly image: string }
  | { readonly rule: true }
  /** Blank paper, in mm. */
  | { readonly feed: number };

export type ReceiptStyle = 'normal' | 'bold' | 'large' | 'title';
export type ReceiptAlign = 'left' | 'center' | 'right';

/** One receipt from its first line to its cut. */
export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** `true` leaves a bridge by which the paper hangs until it is taken; `full` lets it fall, where the model can. */
  readonly cut: boolean | 'full';
  /** The number that stands on this paper; should it not come out whole, it is named on the words that make it void. */
  readonly number?: string;
}

/** What stops a printer. XFS4IoT's Printer words; order of advice is the driver's business. */
export type PrinterBlock = 'cover-open' | 'paper-out' | 'cutter-error' | 'mechanical-error' | 'unrecoverable-error';

export type PaperSupply = 'full' | 'low' | 'out' | 'unknown' | 'not-measured';

/** How a receipt printer stands: what stops it, and how much paper is left. */
export interface PrinterStatus {
  readonly device: DeviceState;
  /** `null` when nothing stops it. Meaningless unless `device` is `online`. */
  readonly blockedBy: PrinterBlock | null;
  readonly paper: PaperSupply;
  /**
   * An estimate from the length of a new roll and what was printed since, in mm. Absent where the roll's length is not
   * known. It is no reason to report a change.
   */
  readonly paperLeftMm?: number;
}

/** One stable code for each thing that stops a printer, because each has its own advice. */
export const PRINTER_BLOCK_CODE = {
  'paper-out': 'PRN-111',
  'cover-open': 'PRN-112',
  'cutter-error': 'PRN-113',
  'mechanical-error': 'PRN-114',
  'unrecoverable-error': 'PRN-115',
} as const satisfies Record<PrinterBlock, string>;

/** `before-write`: not one byte of the receipt left. `after-write`: some of it may be on paper, that paper is void. */
export type PrintPhase = 'before-write' | 'after-write';

/** Why a receipt did not come out whole. `phase` says whether some of it may be on paper. */
export type PrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: PrintPhase }
  | {
      readonly code: (typeof PRINTER_BLOCK_CODE)[PrinterBlock];
      readonly kind: 'blocked';
      readonly by: PrinterBlock;
      readonly phase: PrintPhase;
    }
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: PrintPhase };

/** A printer of receipts. */
export interface ReceiptPrinter {
  readonly capabilities: { readonly columns: number; readonly cutter: boolean; readonly nearEndSensor: boolean };
  status(): PrinterStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: PrinterStatus) => void): () => void;
  /** How much paper this would take, cut included. */
  lengthMm(receipt: Receipt): number;
  /**
   * Prints one receipt and resolves when the printer gave evidence after the cut that it came out whole.
   * With trouble in phase `after-write`, part of it may be on paper: that paper is void.
   */
  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>>;
}
