import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** `stopped`: by hand, or for a reason that the printer does not name. */
export type DocumentPrinterBlock = 'cover-open' | 'paper-jam' | 'paper-out' | 'toner-out' | 'output-full' | 'stopped';

/** Each block needs other advice. */
export const DOCUMENT_PRINTER_BLOCK_CODE = {
  'paper-out': 'PRN-111',
  'cover-open': 'PRN-112',
  'paper-jam': 'PRN-114',
  'toner-out': 'PRN-116',
  'output-full': 'PRN-117',
  stopped: 'PRN-118',
} as const satisfies Record<DocumentPrinterBlock, string>;

export type SupplyState = 'full' | 'low' | 'out' | 'unknown';

export interface Supply {
  readonly kind: 'paper' | 'toner' | 'other';
  /** Name that the printer gives: `main`, `Black Toner`. */
  readonly name: string;
  /** Percent of capacity. */
  readonly level: Unknowable<number>;
  /** Number of sheets, if the tray counts them. */
  readonly sheets?: number;
}

/** State of the printer. */
export interface DocumentPrinterStatus {
  readonly device: DeviceState;
  /** `null`: nothing blocks. Valid only if `device` is `online`. */
  readonly blockedBy: DocumentPrinterBlock | null;
  /** As reported. `full`: neither low nor out. */
  readonly paper: SupplyState;
  readonly toner: SupplyState;
  /** Trays and toners, at most 32. A change of a level alone is not reported. */
  readonly supplies: readonly Supply[];
}

/** Longest wait between sheets, in ms: an old fuser warms up for 35 s, then rendering. */
export const MAX_WAIT_PER_SHEET_MS = 60_000;
/** Milliseconds per sheet: ten sheets a minute. Many printers count sheets only at the end. */
const SHEET_MS = 6_000;
/** Milliseconds for five sheets of other jobs. */
const OTHERS_MS = 30_000;
/** Longest wait in milliseconds after a cancel: sheets on their way come out first. */
export const CANCEL_WAIT_MS = 15_000;

/** Longest time without a sheet, in ms, after the printer starts a job of so many sheets. */
export const longestStartedWithoutSheetMs = (sheets: number): number => MAX_WAIT_PER_SHEET_MS + sheets * SHEET_MS;
/** Longest time without a sheet, in ms, after the printer gets the job. */
export const longestQueuedWithoutSheetMs = (sheets: number): number => longestStartedWithoutSheetMs(sheets) + OTHERS_MS;
/** Longest duration of a print call, in ms, if no sheet comes. */
export const longestPrintCallMs = (sheets: number): number => longestQueuedWithoutSheetMs(sheets) + CANCEL_WAIT_MS;

/** A document to print on whole sheets. */
export interface DocumentJob {
  readonly pdf: Uint8Array;
  /** Copies of the whole document, 1 to 99. */
  readonly copies: number;
  /** Sheets of one copy, printed on one side. */
  readonly sheets: number;
  /** Shown publicly: never a person's name. At most 150 octets of UTF-8: with the key it must fit into the 255 of a name (RFC 8011, 5.1.3). */
  readonly jobName: string;
  /** The driver never prints a key twice, for any caller. 1 to 64 letters, digits and `._-`. */
  readonly key: string;
}

export type JobQuestion = Pick<DocumentJob, 'key' | 'copies' | 'sheets'>;

/** Progress of a job. `held-up`: the printer stopped, and may continue. */
export interface PrintProgress {
  readonly stage: 'sending' | 'waiting' | 'printing' | 'held-up';
  readonly sheets: Unknowable<number>;
}

/** How much of a job the printer confirmed. */
export interface PrintEvidence {
  /** The printer's number. */
  readonly jobId: number;
  /** Counted sheets. Without a count, the completion of the job is enough. */
  readonly sheets: Unknowable<number>;
}

/** `before-write`: no sheet came or will come out. `after-write`: sheets may be out; they are void. */
export type DocumentPrintPhase = 'before-write' | 'after-write';

/** Why a job or a query failed. */
export type DocumentPrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: DocumentPrintPhase }
  | {
      readonly code: (typeof DOCUMENT_PRINTER_BLOCK_CODE)[DocumentPrinterBlock];
      readonly kind: 'blocked';
      readonly by: DocumentPrinterBlock;
      readonly phase: DocumentPrintPhase;
    }
  /** The outcome is unknown: use `inquire`. */
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: DocumentPrintPhase }
  /** The printer cannot print the job. `why`: words of printer or kiosk. */
  | { readonly code: 'PRN-121'; readonly kind: 'refused'; readonly why: string; readonly phase: DocumentPrintPhase }
  /** `by` ended the job before its completion. `why`: the words of `by`. */
  | {
      readonly code: 'PRN-122';
      readonly kind: 'ended';
      readonly by: 'kiosk' | 'printer';
      readonly why: string;
      readonly phase: DocumentPrintPhase;
    };

/** `nothing` does not prove that nothing was printed: printers forget jobs, some within minutes. */
export type JobFate =
  | { readonly known: 'printed'; readonly evidence: PrintEvidence }
  | { readonly known: 'not-whole'; readonly sheets: Unknowable<number> }
  | { readonly known: 'under-way' }
  | { readonly known: 'nothing' };

/** Office printer that prints PDF documents. */
export interface DocumentPrinter {
  status(): DocumentPrinterStatus;
  /** Only on changes. */
  onStatus(listener: (status: DocumentPrinterStatus) => void): () => void;
  /**
   * Resolves when the printer reports all sheets as printed. One job at a time. If the printer stops for long, the rest is cancelled. A job
   * with a known key is followed, not sent again.
   */
  print(
    job: DocumentJob,
    signal: AbortSignal,
    onProgress?: (progress: PrintProgress) => void,
  ): Promise<Result<PrintEvidence, DocumentPrinterTrouble>>;
  /** Prints nothing. */
  inquire(wanted: JobQuestion, signal: AbortSignal): Promise<Result<JobFate, DocumentPrinterTrouble>>;
  /** Cancels this kiosk's unfinished jobs except the job of `print`. Returns their number. */
  cancelWaiting(signal: AbortSignal): Promise<Result<number, DocumentPrinterTrouble>>;
}
