import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** What stops a printer of whole sheets. `stopped`: by hand, or for a reason that it does not name. */
export type DocumentPrinterBlock = 'cover-open' | 'paper-jam' | 'paper-out' | 'toner-out' | 'output-full' | 'stopped';

/** One stable code for each thing that stops a printer, because each has its own advice. */
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
  /** As the printer names it: `main`, `Black Toner`. */
  readonly name: string;
  /** In percent of what fits in. */
  readonly level: Unknowable<number>;
  /** In a tray that counts them. */
  readonly sheets?: number;
}

/** How a printer of sheets stands: what stops it, and what is left in it. */
export interface DocumentPrinterStatus {
  readonly device: DeviceState;
  /** `null` when nothing stops it. Meaningless unless `device` is `online`. */
  readonly blockedBy: DocumentPrinterBlock | null;
  /** As the printer reports it. `full`: the printer reports neither low nor out. */
  readonly paper: SupplyState;
  readonly toner: SupplyState;
  /** Levels are no reason to report a change. At most 32. */
  readonly supplies: readonly Supply[];
}

/**
 * How long a printer may be at work before its first sheet, and between two sheets, in ms. An old fuser takes 35 s to warm up; the rest is
 * for working out the pages.
 */
export const SHEET_PATIENCE_MS = 60_000;
/** More for each sheet of a job, in ms: many printers count no sheet before the last. Ten sheets a minute. */
const SHEET_MS = 6_000;
/** More where others' sheets come first, in ms: five of them. */
const OTHERS_MS = 30_000;
/** From the word to take a job back until the printer says that it is over, in ms: sheets on their way come out first. */
export const TAKE_BACK_MS = 15_000;

/** How long no sheet may come of a job of so many from the moment in which the printer is at work on it, in ms. */
export const atWorkMs = (sheets: number): number => SHEET_PATIENCE_MS + sheets * SHEET_MS;
/** The same from the moment in which the printer has the job. */
export const withoutSheetMs = (sheets: number): number => atWorkMs(sheets) + OTHERS_MS;
/** When the printing is over for the kiosk at the latest, if no sheet comes. */
export const longestWithoutSheetMs = (sheets: number): number => withoutSheetMs(sheets) + TAKE_BACK_MS;

/** A document to be printed. */
export interface DocumentJob {
  readonly pdf: Uint8Array;
  /** How many times the whole document, 1 to 99. */
  readonly copies: number;
  /** Sheets of one copy, printed on one side. */
  readonly sheets: number;
  /**
   * What stands on the printer's display and in its list of jobs, which anybody may read: a number, never a name. At most 150
   * octets of UTF-8: with the key it fits into the 255 of a name (RFC 8011, 5.1.3).
   */
  readonly jobName: string;
  /** Names this printing for ever: nothing is printed twice under one key, for any caller. Letters, digits and `._-`, at most 64. */
  readonly key: string;
}

/** Names the printing that the printer is asked about, and the number of its copies and sheets. */
export type JobQuestion = Pick<DocumentJob, 'key' | 'copies' | 'sheets'>;

/** `held-up`: something stops the printer, and it may yet go on. */
export interface PrintProgress {
  readonly stage: 'sending' | 'waiting' | 'printing' | 'held-up';
  /** That came out so far. */
  readonly sheets: Unknowable<number>;
}

/** The printer said that the job is complete. */
export interface PrintEvidence {
  /** The printer's number for it. */
  readonly jobId: number;
  /** Sheets that the printer counted. If a printer does not count, the kiosk believes its word that the job is complete. */
  readonly sheets: Unknowable<number>;
}

/** `before-write`: not one sheet came out, nor will. `after-write`: some may be on paper, and they are void. */
export type DocumentPrintPhase = 'before-write' | 'after-write';

/** Why a document was not printed. `phase` says whether sheets may have come out. */
export type DocumentPrinterTrouble =
  | { readonly code: 'PRN-101'; readonly kind: 'not-connected'; readonly phase: DocumentPrintPhase }
  | {
      readonly code: (typeof DOCUMENT_PRINTER_BLOCK_CODE)[DocumentPrinterBlock];
      readonly kind: 'blocked';
      readonly by: DocumentPrinterBlock;
      readonly phase: DocumentPrintPhase;
    }
  /** What became of it is not known; `inquire` asks. */
  | { readonly code: 'PRN-103'; readonly kind: 'no-answer'; readonly phase: DocumentPrintPhase }
  /** The printer does not take this document, or not so; `why` in its words. */
  | { readonly code: 'PRN-121'; readonly kind: 'refused'; readonly why: string; readonly phase: DocumentPrintPhase }
  /** The job ended before it was complete: the printer ended it, or the kiosk asked for its end. `why`: in the printer's words. */
  | {
      readonly code: 'PRN-122';
      readonly kind: 'ended';
      readonly by: 'kiosk' | 'printer';
      readonly why: string;
      readonly phase: DocumentPrintPhase;
    };

/** What a printer knows of a key. It forgets jobs that are over, some within minutes: `nothing` is no proof that nothing was printed. */
export type JobFate =
  | { readonly known: 'printed'; readonly evidence: PrintEvidence }
  | { readonly known: 'not-whole'; readonly sheets: Unknowable<number> }
  | { readonly known: 'under-way' }
  | { readonly known: 'nothing' };

/** A printer of whole sheets. */
export interface DocumentPrinter {
  status(): DocumentPrinterStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: DocumentPrinterStatus) => void): () => void;
  /**
   * Prints a document and resolves when the printer said that all of it came out. One at a time; others wait. What stops the printer
   * for longer than a moment ends the job, and what still waits of it is taken back. Where the printer knows the key already, nothing
   * is sent: the job that is there is followed to its end.
   */
  print(
    job: DocumentJob,
    signal: AbortSignal,
    onProgress?: (progress: PrintProgress) => void,
  ): Promise<Result<PrintEvidence, DocumentPrinterTrouble>>;
  /** Asks the printer what became of a printing with an unknown end. Prints nothing. */
  inquire(wanted: JobQuestion, signal: AbortSignal): Promise<Result<JobFate, DocumentPrinterTrouble>>;
  /** Takes back all of our jobs that still wait in the printer. Returns how many they were. */
  cancelWaiting(signal: AbortSignal): Promise<Result<number, DocumentPrinterTrouble>>;
}
