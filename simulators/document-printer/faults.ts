/** Faults after the first sheet of the next job. */
const MECHANISM_FAULTS = [
  /** A sheet is stuck until a hand takes it out. */
  'jam',
  /** The tray is empty, although it showed more. */
  'paper-runs-out',
  'toner-runs-out',
  'cover-opens',
  'output-fills',
  'abort-job',
  /** A sheet is counted and does not come out: the job is completed with errors. */
  'lose-sheet',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const DOCUMENT_PRINTER_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The next request gets no answer, and is not executed. */
  'silent',
  /** The answer is 7 s late. */
  'slow',
  /** The answer is no IPP. */
  'nonsense',
  'busy',
  'refuse-document',
  /** The connection breaks before the next Create-Job was heard, or after it was executed. */
  'create-request-lost',
  'create-answer-lost',
  /** The same for the next Send-Document. */
  'document-request-lost',
  'document-answer-lost',
  /** The next Cancel-Job is accepted and does nothing. */
  'ignore-cancel',
  /** Forgets all finished jobs before the next question about jobs. */
  'forget-jobs',
] as const;

/** Faults of a document printer. */
export type DocumentPrinterFault = (typeof DOCUMENT_PRINTER_FAULTS)[number];

export const isMechanismFault = (fault: DocumentPrinterFault): fault is MechanismFault =>
  (MECHANISM_FAULTS as readonly string[]).includes(fault);
