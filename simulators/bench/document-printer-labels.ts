import type { DocumentPrinterFault } from '../document-printer/faults.ts';

export const DOCUMENT_FAULT_LABELS: Readonly<Record<DocumentPrinterFault, string>> = {
  jam: 'Jam after first sheet',
  'paper-runs-out': 'Paper runs out',
  'toner-runs-out': 'Toner runs out',
  'cover-opens': 'Cover is opened',
  'output-fills': 'Output tray fills',
  'abort-job': 'Give the job up',
  'lose-sheet': 'Lose a sheet',
  silent: 'No answer',
  slow: 'Late answer',
  nonsense: 'Nonsense instead of IPP',
  busy: 'Busy',
  'refuse-document': 'Refuse the document',
  'create-request-lost': 'Lose the order',
  'create-answer-lost': 'Lose the answer to the order',
  'document-request-lost': 'Lose the document',
  'document-answer-lost': 'Lose the answer to the document',
  'ignore-cancel': 'Ignore cancelling',
  'forget-jobs': 'Forget ended jobs',
};
