import { err, ok, type Result } from '../../result.ts';
import type { DocumentJob, DocumentPrinterTrouble, JobFate, JobQuestion, PrintEvidence } from '../contract.ts';
import { isJobFinal, type JobReport, type PrinterReport } from './answers.ts';
import { type IppJobTicket, PDF_FORMAT } from './requests.ts';
import { jobNameOf } from './talk.ts';

/** Self-describing name of the paper (PWG 5101.1). */
const A4 = 'iso_a4_210x297mm';
const ONE_SIDED = 'one-sided';

export const ippJobTicketOf = ({ key, jobName, copies }: DocumentJob, { takes }: PrinterReport): IppJobTicket => ({
  name: jobNameOf(key, jobName),
  copies,
  sides: takes.sides.includes(ONE_SIDED) ? ONE_SIDED : null,
  media: takes.media.includes(A4) ? A4 : null,
});

/** Whether the printer accepts PDF. True also if it lists no formats: then PDF is tried. */
export const takesPdf = ({ takes }: PrinterReport): boolean =>
  takes.formats.length === 0 || takes.formats.includes(PDF_FORMAT);

/** Why this printer cannot print the job, known before sending; `null`: it may. */
export function documentJobRefusalOf({ pdf, copies }: DocumentJob, report: PrinterReport): string | null {
  const { takes } = report;
  if (!new TextDecoder('latin1').decode(pdf.subarray(0, 5)).startsWith('%PDF-')) return 'the document is no PDF';
  if (!takesPdf(report)) return `it takes ${takes.formats.join(', ').slice(0, 200)}`;
  return takes.copies !== null && copies > takes.copies ? `the printer makes at most ${takes.copies} copies` : null;
}

const UNREADABLE = ['unsupported-document-format', 'document-format-error', 'document-unprintable-error'];

/**
 * Outcome of a finished job. Some reasons (RFC 8011, 5.3.8) say that the printer found the document unreadable. With
 * `job-completed-with-errors`, a job is complete for the printer, but perhaps not on paper.
 */
export function finishedJobOutcome(wanted: DocumentJob, job: JobReport): Result<PrintEvidence, DocumentPrinterTrouble> {
  const { id, state, reasons, sheets } = job;
  const why = reasons.join(', ') || state;
  if (state !== 'completed') {
    if (reasons.some((reason) => UNREADABLE.includes(reason)))
      return err({ code: 'PRN-121', kind: 'refused', why, phase: 'after-write' });
    return err({ code: 'PRN-122', kind: 'ended', by: 'printer', why, phase: 'after-write' });
  }
  return isWhole(job, wanted)
    ? ok({ jobId: id, sheets })
    : err({ code: 'PRN-103', kind: 'no-answer', phase: 'after-write' });
}

const isWhole = ({ reasons, sheets }: JobReport, wanted: JobQuestion): boolean =>
  !reasons.includes('job-completed-with-errors') &&
  (typeof sheets !== 'number' || sheets >= wanted.copies * wanted.sheets);

/** Answers a query about a key from the printer's job for it. Same rules as `finishedJobOutcome`. */
export function documentJobFateOf(wanted: JobQuestion, job: JobReport | null): JobFate {
  if (!job) return { known: 'nothing' };
  if (!isJobFinal(job)) return { known: 'under-way' };
  if (job.state === 'completed' && isWhole(job, wanted))
    return { known: 'printed', evidence: { jobId: job.id, sheets: job.sheets } };
  return { known: 'not-whole', sheets: job.sheets };
}
