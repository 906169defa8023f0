import type { DeviceState, Unknowable } from '../../device-status.ts';
import type { DocumentPrinterStatus } from '../contract.ts';
import { flagOf, groupsOf, type IppGroup, type IppMessage, numberOf, rangeOf, textOf, textsOf } from './message.ts';
import { blockOf, type PrinterCondition, paperOf, tonerOf } from './reasons.ts';
import { suppliesOf } from './supplies.ts';
import { JOB_STATES, type JobState, PRINTER_STATES, STATUS_CODES, wordOf } from './tags.ts';

/** What a printer says of itself. */
export interface PrinterReport extends Omit<DocumentPrinterStatus, 'device'> {
  readonly model: string;
  readonly condition: PrinterCondition;
  /** What it takes, of what is asked of it. `null`: it does not say. */
  readonly takes: {
    readonly formats: readonly string[];
    readonly sides: readonly string[];
    readonly media: readonly string[];
    readonly copies: number | null;
  };
}

/** What a printer says of a job. */
export interface JobReport {
  readonly id: number;
  readonly name: string;
  readonly state: JobState;
  /** `job-state-reasons` (RFC 8011, 5.3.8). */
  readonly reasons: readonly string[];
  readonly sheets: Unknowable<number>;
}

/** The bytes after the last octet of a class say which success it is (RFC 8011, 4.1.6.1). */
export const isSuccess = ({ code }: IppMessage): boolean => code < 0x0100;

/** `client-error-not-possible`, or with the printer's own words where it has some (RFC 8011, 4.1.6.2). */
export function statusWords(answer: IppMessage): string {
  const word = wordOf(STATUS_CODES, answer.code) ?? `status 0x${answer.code.toString(16).padStart(4, '0')}`;
  const [operation] = groupsOf(answer, 'operation');
  const said = textOf(operation, 'status-message') ?? '';
  return said === '' || said === word ? word : `${word}: ${said.slice(0, 200)}`;
}

/** `undefined`: the device that answered is no printer. */
export function printerReport(answer: IppMessage): PrinterReport | undefined {
  const [printer] = groupsOf(answer, 'printer');
  if (!isSuccess(answer) || !printer) return undefined;
  const supplies = suppliesOf(printer);
  const condition = {
    hasPaper: supplies.some(({ kind, level }) => kind === 'paper' && (level === 'not-measured' || Number(level) > 0)),
    state: wordOf(PRINTER_STATES, numberOf(printer, 'printer-state') ?? 0),
    reasons: reasonsOf(printer),
    accepting: flagOf(printer, 'printer-is-accepting-jobs') ?? true,
  };
  if (condition.state === undefined) return undefined;
  return {
    model: textOf(printer, 'printer-make-and-model') ?? 'unknown',
    condition,
    blockedBy: blockOf(condition),
    paper: paperOf(condition),
    toner: tonerOf(condition),
    supplies,
    takes: {
      formats: textsOf(printer, 'document-format-supported'),
      sides: textsOf(printer, 'sides-supported'),
      media: textsOf(printer, 'media-supported'),
      copies: rangeOf(printer, 'copies-supported')?.upper ?? null,
    },
  };
}

/**
 * A queue of CUPS hears of its printer only while it prints. While it is idle its reasons are those of the job before: a jam that was
 * cleared stands there until something else is printed, which would never be.
 */
function reasonsOf(printer: IppGroup): readonly string[] {
  const reasons = textsOf(printer, 'printer-state-reasons').filter((reason) => reason !== 'none');
  const isIdleQueue =
    textOf(printer, 'cups-version') !== undefined && numberOf(printer, 'printer-state') === PRINTER_STATES.idle;
  return isIdleQueue ? reasons.filter((reason) => reason === 'paused' || reason.includes('-low')) : reasons;
}

/** Of a device that is not there or says nothing. */
export const unknownStatus = (device: DeviceState): DocumentPrinterStatus => ({
  device,
  blockedBy: null,
  paper: 'unknown',
  toner: 'unknown',
  supplies: [],
});

/** One for each job that the answer tells of; one without number or state is left out. */
export const jobReports = (answer: IppMessage): readonly JobReport[] =>
  groupsOf(answer, 'job').flatMap((group) => {
    const id = numberOf(group, 'job-id');
    const state = wordOf(JOB_STATES, numberOf(group, 'job-state') ?? 0);
    if (id === undefined || state === undefined) return [];
    return [
      {
        id,
        state,
        name: textOf(group, 'job-name') ?? '',
        reasons: textsOf(group, 'job-state-reasons').filter((reason) => reason !== 'none'),
        sheets: sheetsOf(group),
      },
    ];
  });

/**
 * `job-media-sheets-completed` (RFC 8011, 5.3.18.3), or its impressions, which are as many on one side (5.3.18.2). A zero says nothing:
 * printers that do not count have it, too.
 */
function sheetsOf(job: IppGroup): Unknowable<number> {
  const counted = ['job-media-sheets-completed', 'job-impressions-completed'].map((name) => numberOf(job, name) ?? 0);
  return counted.find((count) => count > 0) ?? 'not-measured';
}

/** It comes to nothing more (RFC 8011, 5.3.7). */
export const isOver = ({ state }: JobReport): boolean =>
  state === 'completed' || state === 'canceled' || state === 'aborted';
