import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** What stops a printer of sheets. `stopped`: by hand, or for an unnamed reason. */
export type DocumentPrinterBlock = 'cover-open' | 'paper-jam' | 'paper-out' | 'toner-out' | 'output-full' | 'stopped';

/** Each block has its own stable code, because each needs other advice. */
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
  /** The printer's name for it: `main`, `Black Toner`. */
  readonly name: string;
  /** Percent of the capacity. */
  readonly level: Unknowable<number>;
  /** Only if the tray counts sheets. */
  readonly sheets?: number;
}

export interface DocumentPrinterStatus {
  readonly device: DeviceState;
  /** `null`: nothing. Valid only if `device` is `online`. */
  readonly blockedBy: DocumentPrinterBlock | null;
  /** From the printer's reasons. `full`: neither low nor out is reported. */
  readonly paper: SupplyState;
  readonly toner: SupplyState;
  /** At most 32. A changed level alone is not reported. */
  readonly supplies: readonly Supply[];
}

/** Milliseconds until the first sheet, and between two sheets. An old fuser warms up for 35 s; the rest is for rendering. */
export const SHEET_PATIENCE_MS = 60_000;
/** Extra milliseconds per sheet of a job: ten sheets a minute. Many printers count sheets only at the end. */
const SHEET_MS = 6_000;
/** Extra milliseconds for five sheets of other jobs. */
const OTHERS_MS = 30_000;
/** Milliseconds until a cancelled job must be over: sheets on their way come out first. */
export const TAKE_BACK_MS = 15_000;

/** Longest time without a sheet, in ms, after the printer starts a job of so many sheets. */
export const atWorkMs = (sheets: number): number => SHEET_PATIENCE_MS + sheets * SHEET_MS;
/** Longest time without a sheet, in ms, after the printer gets the job. */
export const withoutSheetMs = (sheets: number): number => atWorkMs(sheets) + OTHERS_MS;
/** Longest duration of a print call, in ms, if no sheet comes. */
export const longestWithoutSheetMs = (sheets: number): number => withoutSheetMs(sheets) + TAKE_BACK_MS;

export interface DocumentJob {
  readonly pdf: Uint8Array;
  /** Copies of the whole document, 1 to 99. */
  readonly copies: number;
  /** Sheets of one copy, one-sided. */
  readonly sheets: number;
  /**
   * Shown on the printer's display and in its public job list: a number, never a person's name. At most 150 octets of UTF-8, so that it
   * fits with the key into the 255 of a name (RFC 8011, 5.1.3).
   */
  readonly jobName: string;
  /** Unique for ever: a key is never printed twice, for any caller. 1 to 64 letters, digits and `._-`. */
  readonly key: string;
}

export type JobQuestion = Pick<DocumentJob, 'key' | 'copies' | 'sheets'>;

/** `held-up`: the printer is stopped, but may continue. */
export interface PrintProgress {
  readonly stage: 'sending' | 'waiting' | 'printing' | 'held-up';
  readonly sheets: Unknowable<number>;
}

export interface PrintEvidence {
  readonly jobId: number;
  /** Sheets counted by the printer. If it does not count, its report of completion is enough. */
  readonly sheets: Unknowable<number>;
}

/** `before-write`: no sheet came out, and none will. `after-write`: sheets may have come out; they are void. */
export type DocumentPrintPhase = 'before-write' | 'after-write';

export type DocumentPrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: DocumentPrintPhase }
  | {
      readonly code: (typeof DOCUMENT_PRINTER_BLOCK_CODE)[DocumentPrinterBlock];
      readonly kind: 'blocked';
      readonly by: DocumentPrinterBlock;
      readonly phase: DocumentPrintPhase;
    }
  /** The outcome is unknown; `inquire` asks for it. */
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: DocumentPrintPhase }
  /** The printer does not accept this document or its settings. `why`: the printer's words. */
  | { readonly code: 'PRN-121'; readonly kind: 'refused'; readonly why: string; readonly phase: DocumentPrintPhase }
  /** The printer or the kiosk ended the job before it was complete. `why`: the printer's words. */
  | {
      readonly code: 'PRN-122';
      readonly kind: 'ended';
      readonly by: 'kiosk' | 'printer';
      readonly why: string;
      readonly phase: DocumentPrintPhase;
    };

/** What a printer knows about a key. It forgets finished jobs, some within minutes: `nothing` does not prove that nothing was printed. */
export type JobFate =
  | { readonly known: 'printed'; readonly evidence: PrintEvidence }
  | { readonly known: 'not-whole'; readonly sheets: Unknowable<number> }
  | { readonly known: 'under-way' }
  | { readonly known: 'nothing' };

export interface DocumentPrinter {
  status(): DocumentPrinterStatus;
  /** Called only on changes. */
  onStatus(listener: (status: DocumentPrinterStatus) => void): () => void;
  /**
   * Prints a document. Resolves when the printer reports all sheets as printed. Jobs run one at a time. If the printer is stopped for
   * longer than a moment, the rest of the job is cancelled. If the printer already knows the key, the driver sends nothing and follows that
   * job.
   */
  print(
    job: DocumentJob,
    signal: AbortSignal,
    onProgress?: (progress: PrintProgress) => void,
  ): Promise<Result<PrintEvidence, DocumentPrinterTrouble>>;
  /** Asks the printer about a job with unknown outcome. Prints nothing. */
  inquire(wanted: JobQuestion, signal: AbortSignal): Promise<Result<JobFate, DocumentPrinterTrouble>>;
  /** Cancels all our jobs that wait in the printer. Returns their number. */
  cancelWaiting(signal: AbortSignal): Promise<Result<number, DocumentPrinterTrouble>>;
}
