import { deviceTitles } from '../../drivers/device-kinds.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { ValidatorFault } from '../bill-validator/faults.ts';
import type { DocumentPrinterFault } from '../document-printer/faults.ts';
import type { InsertOptions } from '../id-reader/mrz.ts';
import type { TerminalFault, TerminalKey } from '../payment-terminal/zvt.ts';
import type { PrinterFault } from '../receipt-printer/answers.ts';
import type { PrinterError } from '../receipt-printer/sensors.ts';

/*
 * Words for everything that can be pressed. Each table has a row for every member of its union: a fault that a
 * simulator learns does not compile before the dock can show it.
 */

/** How a document is put into the reader: well, or one of the ways it goes wrong. */
export type InsertionHow = 'whole' | NonNullable<InsertOptions['early']> | 'unreadable';

/** What the cable of one device can do to the bytes. */
export type WireFaultName = 'noise' | 'drop' | 'flip' | 'unplug-after-12';

export type PaperSupplyName = 'full' | 'low' | 'out';

export const DEVICE_LABELS = deviceTitles('en');

export const INSERTION_LABELS: Readonly<Record<InsertionHow, string>> = {
  whole: 'Whole',
  'after-line-1': 'Out after line 1',
  'in-line-2': 'Out in line 2',
  unreadable: 'Unreadable',
};

export const TERMINAL_FAULT_LABELS: Readonly<Record<TerminalFault, string>> = {
  'approve-then-silent': 'Approve, then silent',
  silent: 'Silent',
  'lost-completion': 'Lose completion',
  busy: 'Busy',
  'late-approve': 'Approve after abort',
  decline: 'Decline next',
  nonsense: 'Nonsense instead of result',
  'repeat-status': 'Result twice',
  'bare-status': 'Result without length',
  impatient: 'Ask for goods at once',
  'wrong-charset': 'Receipt in Latin-1',
  'no-end-of-day': 'Refuse end of day',
  'no-reversal': 'Refuse the reversal',
};

/** In the order of the pad. */
export const TERMINAL_KEY_LABELS: Readonly<Record<TerminalKey, string>> = {
  1: '1',
  2: '2',
  3: '3',
  4: '4',
  5: '5',
  6: '6',
  7: '7',
  8: '8',
  9: '9',
  0: '0',
  cancel: 'Cancel',
  clear: 'Clear',
  ok: 'OK',
};

export const PRINTER_FAULT_LABELS: Readonly<Record<PrinterFault, string>> = {
  'lost-status': 'Lose a status',
  'late-status': 'Late status',
  'lost-evidence': 'Lose the evidence',
  noise: 'Noise before status',
};

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
  'create-answer-lost': 'Lose its answer',
  'document-request-lost': 'Lose the document',
  'document-answer-lost': 'Lose its answer (document)',
  'ignore-cancel': 'Ignore cancelling',
  'forget-jobs': 'Forget jobs that are over',
};

/** The notes of the country, in manats. */
export const NOTE_LABELS: Readonly<Record<'1' | '5' | '10' | '20' | '50' | '100' | '200', string>> = {
  1: '1 ₼',
  5: '5 ₼',
  10: '10 ₼',
  20: '20 ₼',
  50: '50 ₼',
  100: '100 ₼',
  200: '200 ₼',
};

export const VALIDATOR_FAULT_LABELS: Readonly<Record<ValidatorFault, string>> = {
  reject: 'Refuse next note',
  'jam-path': 'Jam on the way in',
  'jam-cassette': 'Jam at the cassette',
  cheat: 'Pull it by a string',
  failure: 'Motor stops',
  'forget-credit': 'Forget note after power cut',
  'lost-answer': 'Lose an answer',
  'stale-crc': 'Wrong checksum',
  nak: 'NAK',
  illegal: 'Illegal command',
  busy: 'Busy',
  'repeat-event': 'Say an event twice',
};

export const PRINTER_ERROR_LABELS: Readonly<Record<PrinterError, string>> = {
  mechanical: 'Mechanical fault',
  unrecoverable: 'Unrecoverable fault',
};

export const PAPER_LABELS: Readonly<Record<PaperSupplyName, string>> = {
  full: 'Full roll',
  low: 'Paper near end',
  out: 'Paper out',
};

export const WIRE_FAULT_LABELS: Readonly<Record<WireFaultName, string>> = {
  noise: 'Noise now',
  drop: 'Drop next write',
  flip: 'Flip a bit',
  'unplug-after-12': 'Unplug after 12 bytes',
};

export const BACK_OFFICE_TROUBLE_LABELS: Readonly<Record<BackOfficeTroubleName, string>> = {
  down: 'Down',
  'error-500': 'Error 500',
  slow: 'Slow',
  'lost-answer': 'Lose answers',
  delayed: 'Answer late',
  swapped: 'Swap answers',
  'in-progress': 'Never ready',
  'paid-elsewhere': 'Dues paid elsewhere',
  'refuse-lodging': 'Refuse lodging',
  'refuse-registration': 'Refuse registration',
  'refuse-second-due': 'Refuse second due',
};

/** The members of a union, in the order of its table. */
export function membersOf<K extends string>(table: Readonly<Record<K, string>>): readonly K[] {
  return Object.keys(table) as K[];
}
