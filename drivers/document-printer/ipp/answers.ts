import type { DeviceState, Unknowable } from '../../device-status.ts';
import type { DocumentPrinterStatus } from '../contract.ts';
import { flagOf, type IppGroup, type IppMessage, ippGroupsOf, numberOf, rangeOf, textOf, textsOf } from './message.ts';
import { blockFromReasons, type PrinterStateAttributes, paperFromReasons, tonerOf } from './reasons.ts';
import { suppliesOf } from './supplies.ts';
import { JOB_STATES, type JobState, nameInTable, PRINTER_STATES, STATUS_CODES } from './tags.ts';

export interface PrinterReport extends Omit<DocumentPrinterStatus, 'device'> {
  readonly model: string;
  readonly condition: PrinterStateAttributes;
  /** `null`: not reported. */
  readonly takes: {
    readonly formats: readonly string[];
    readonly sides: readonly string[];
    readonly media: readonly string[];
    readonly copies: number | null;
  };
}

export interface JobReport {
  readonly id: number;
  readonly name: string;
  readonly state: JobState;
  /** Reasons for the state: `job-state-reasons` (RFC 8011, 5.3.8). */
  readonly reasons: readonly string[];
  readonly sheets: Unknowable<number>;
}

/** Whether a request succeeded. The low byte of the code tells kinds of success apart (RFC 8011, 4.1.6.1). */
export const isSuccess = ({ code }: IppMessage): boolean => code < 0x0100;

/** The name of the status, such as `client-error-not-possible`, and the printer's message if it has one (RFC 8011, 4.1.6.2). */
export function statusWords(answer: IppMessage): string {
  const word = nameInTable(STATUS_CODES, answer.code) ?? `status 0x${answer.code.toString(16).padStart(4, '0')}`;
  const [operation] = ippGroupsOf(answer, 'operation');
  const said = textOf(operation, 'status-message') ?? '';
  return said === '' || said === word ? word : `${word}: ${said.slice(0, 200)}`;
}

/**
 * Report of a printer; `undefined`: the answer has none. While idle, a CUPS queue shows the reasons of its last job, because it hears from
 * its printer only while it prints. A cleared jam would block for ever, so only `paused` and `-low` count then.
 */
export function printerReport(answer: IppMessage): PrinterReport | undefined {
  const [printer] = ippGroupsOf(answer, 'printer');
  if (!isSuccess(answer) || !printer) return undefined;
  const supplies = suppliesOf(printer);
  const condition = {
    hasPaper: supplies.some(({ kind, level }) => kind === 'paper' && (level === 'not-measured' || Number(level) > 0)),
    state: nameInTable(PRINTER_STATES, numberOf(printer, 'printer-state') ?? 0),
    reasons: reasonsOf(printer),
    accepting: flagOf(printer, 'printer-is-accepting-jobs') ?? true,
  };
  if (condition.state === undefined) return undefined;
  return {
    model: textOf(printer, 'printer-make-and-model') ?? 'unknown',
    condition,
    blockedBy: blockFromReasons(condition),
    paper: paperFromReasons(condition),
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

function reasonsOf(printer: IppGroup): readonly string[] {
  const reasons = textsOf(printer, 'printer-state-reasons').filter((reason) => reason !== 'none');
  const isIdleQueue =
    textOf(printer, 'cups-version') !== undefined && numberOf(printer, 'printer-state') === PRINTER_STATES.idle;
  return isIdleQueue ? reasons.filter((reason) => reason === 'paused' || reason.includes('-low')) : reasons;
}

/** Status of a printer that is not online. */
export const unknownStatus = (device: DeviceState): DocumentPrinterStatus => ({
  device,
  blockedBy: null,
  paper: 'unknown',
  toner: 'unknown',
  supplies: [],
});

/**
 * All jobs of the answer that have a number and a state. Sheets are `job-media-sheets-completed` (RFC 8011, 5.3.18.3), or impressions,
 * which are equal if one-sided (5.3.18.2). 0 sheets mean nothing: printers that do not count send 0 too.
 */
export const jobReports = (answer: IppMessage): readonly JobReport[] =>
  ippGroupsOf(answer, 'job').flatMap((group) => {
    const id = numberOf(group, 'job-id');
    const state = nameInTable(JOB_STATES, numberOf(group, 'job-state') ?? 0);
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

function sheetsOf(job: IppGroup): Unknowable<number> {
  const counted = ['job-media-sheets-completed', 'job-impressions-completed'].map((name) => numberOf(job, name) ?? 0);
  return counted.find((count) => count > 0) ?? 'not-measured';
}

/** Whether the job is in a final state (RFC 8011, 5.3.7). */
export const isJobFinal = ({ state }: JobReport): boolean =>
  state === 'completed' || state === 'canceled' || state === 'aborted';
