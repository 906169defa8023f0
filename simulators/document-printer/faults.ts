/** After the next job's first sheet. */
const MECHANISM_FAULTS = [
  /** Stuck until a hand takes it out. */
  'jam',
  /** Empty, although it showed more. */
  'paper-runs-out',
  'toner-runs-out',
  'cover-opens',
  'output-fills',
  'abort-job',
  /** A counted sheet does not come out: completed with errors. */
  'lose-sheet',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const DOCUMENT_PRINTER_FAULTS = [
  ...MECHANISM_FAULTS,
  /** Next request: unanswered, not executed. */
  'silent',
  /** Answers 7 s late. */
  'slow',
  /** Answer without IPP. */
  'nonsense',
  'busy',
  'refuse-document',
  /** Breaks before the next Create-Job was heard, or after it was executed. */
  'create-request-lost',
  'create-answer-lost',
  /** Same for the next Send-Document. */
  'document-request-lost',
  'document-answer-lost',
  /** Accepts the next Cancel-Job, and does nothing. */
  'ignore-cancel',
  /** Forgets finished jobs before the next question about jobs. */
  'forget-jobs',
] as const;

/** Faults of a document printer. */
export type DocumentPrinterFault = (typeof DOCUMENT_PRINTER_FAULTS)[number];

export const isMechanismFault = (fault: DocumentPrinterFault): fault is MechanismFault =>
  (MECHANISM_FAULTS as readonly string[]).includes(fault);
