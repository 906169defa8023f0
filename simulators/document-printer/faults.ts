/** After the first sheet of the next job. */
const MECHANISM_FAULTS = [
  /** The next or only sheet is stuck until taken out. */
  'jam',
  /** Although the tray showed more sheets. */
  'paper-runs-out',
  'toner-runs-out',
  'cover-opens',
  'output-fills',
  'abort-job',
  /** The job is completed with errors. */
  'lose-sheet',
] as const;

export type DocumentMechanismFault = (typeof MECHANISM_FAULTS)[number];

export const DOCUMENT_PRINTER_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The next request is not executed. */
  'silent',
  /** Answers 7 s late. */
  'slow',
  /** The answer is not IPP. */
  'nonsense',
  'busy',
  'refuse-document',
  /** `request`: the connection breaks before the next Create-Job arrives; `answer`: after it was executed. */
  'create-request-lost',
  'create-answer-lost',
  /** The connection breaks likewise at the next Send-Document. */
  'document-request-lost',
  'document-answer-lost',
  /** Accepts the next Cancel-Job, and does nothing. */
  'ignore-cancel',
  /** Before the next question about jobs. */
  'forget-jobs',
] as const;

/** Faults of a document printer. */
export type DocumentPrinterFault = (typeof DOCUMENT_PRINTER_FAULTS)[number];

export const isMechanismFault = (fault: DocumentPrinterFault): fault is DocumentMechanismFault =>
  (MECHANISM_FAULTS as readonly string[]).includes(fault);
