/** What can go wrong inside, after the first sheet of the next job. */
const MECHANISM_FAULTS = [
  /** The next sheet is stuck, until a hand takes it out. */
  'jam',
  /** The tray was emptier than it said. */
  'paper-runs-out',
  'toner-runs-out',
  /** A hand opens it. */
  'cover-opens',
  /** Nothing more fits into the output tray. */
  'output-fills',
  /** It gives the job up. */
  'abort-job',
  /** A sheet is counted and does not come: the job is completed with errors. */
  'lose-sheet',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const DOCUMENT_PRINTER_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The next request of any kind gets no answer, and is not carried out. */
  'silent',
  /** Its answer comes seven seconds late. */
  'slow',
  /** What comes is no IPP. */
  'nonsense',
  /** The next Create-Job is refused: it is busy with something else. */
  'busy',
  /** The next document is refused. */
  'refuse-document',
  /** The connection breaks before the next Create-Job was heard, or after it was carried out. */
  'create-request-lost',
  'create-answer-lost',
  /** The same of the next Send-Document. */
  'document-request-lost',
  'document-answer-lost',
  /** The next Cancel-Job is heard and does nothing. */
  'ignore-cancel',
  /** It has forgotten all jobs that are over when the next question about jobs comes. */
  'forget-jobs',
] as const;

/** What can go wrong with a printer of sheets. */
export type DocumentPrinterFault = (typeof DOCUMENT_PRINTER_FAULTS)[number];

export const isMechanismFault = (fault: DocumentPrinterFault): fault is MechanismFault =>
  (MECHANISM_FAULTS as readonly string[]).includes(fault);
