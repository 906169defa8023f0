import { withAnyOf } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import { createChangeFilter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import {
  CANCEL_WAIT_MS,
  DOCUMENT_PRINTER_BLOCK_CODE,
  type DocumentJob,
  type DocumentPrinterBlock,
  type DocumentPrinterTrouble,
  type DocumentPrintPhase,
  longestQueuedWithoutSheetMs,
  longestStartedWithoutSheetMs,
  MAX_WAIT_PER_SHEET_MS,
  type PrintEvidence,
  type PrintProgress,
} from '../contract.ts';
import { isJobFinal, type JobReport, type PrinterReport } from './answers.ts';
import { documentJobRefusalOf, finishedJobOutcome, ippJobTicketOf } from './outcome.ts';
import { STATUS_CODES } from './tags.ts';
import { findJob, type IppRequester, type IppTrouble } from './talk.ts';

/** In milliseconds. */
export interface PrintTimings {
  /** Pause between queries: no IPP notification works with all printers. */
  readonly poll: number;
  /** Longest stop of a printer that may go on by itself: another tray opens, or the last sheet emptied the tray. */
  readonly heldUp: number;
  readonly ask: number;
  /** Longest wait for the printer's other jobs. */
  readonly busy: number;
  /** See `CANCEL_WAIT_MS`. */
  readonly takeBack: number;
}

export const DOCUMENT_TIMINGS: PrintTimings = {
  poll: 500,
  heldUp: 4_000,
  ask: 30_000,
  busy: 30_000,
  takeBack: CANCEL_WAIT_MS,
};

export interface DocumentJobRun {
  readonly talk: IppRequester;
  readonly clock: Clock;
  readonly timings: PrintTimings;
  readonly job: DocumentJob;
  readonly signal: AbortSignal;
  /** Aborted when the driver closes: a running job is left alone. */
  readonly closing: AbortSignal;
  readonly onProgress: (progress: PrintProgress) => void;
  /** Claims the job: no other code then cancels it. */
  readonly follows: (jobId: number) => void;
  /** The end of a job is unconfirmed: the next heartbeat cancels it. */
  readonly owes: () => void;
}

type Outcome = Result<PrintEvidence, DocumentPrinterTrouble>;

export const blockedTrouble = (by: DocumentPrinterBlock, phase: DocumentPrintPhase): DocumentPrinterTrouble => ({
  code: DOCUMENT_PRINTER_BLOCK_CODE[by],
  kind: 'blocked',
  by,
  phase,
});
export const noAnswerTrouble = (phase: DocumentPrintPhase): DocumentPrinterTrouble => ({
  code: 'PRN-103',
  kind: 'no-answer',
  phase,
});
const notConnected = (phase: DocumentPrintPhase): DocumentPrinterTrouble => ({
  code: 'PRN-101',
  kind: 'not-connected',
  phase,
});
const stoppedByKiosk = (phase: DocumentPrintPhase, why = 'taken back'): DocumentPrinterTrouble => ({
  code: 'PRN-122',
  kind: 'ended',
  by: 'kiosk',
  why,
  phase,
});
const tooSlow = stoppedByKiosk('after-write', 'no sheet came in time');

/** Maps a failed request to the trouble of a job. */
export function documentJobTroubleOf(trouble: IppTrouble, phase: DocumentPrintPhase): DocumentPrinterTrouble {
  if (trouble.kind === 'not-sent') return notConnected(phase);
  if (trouble.kind !== 'refused') return noAnswerTrouble(phase);
  return UNABLE.has(trouble.code)
    ? blockedTrouble('stopped', phase)
    : { code: 'PRN-121', kind: 'refused', why: trouble.why, phase };
}

/** RFC 8011, B.1.5: could print at another time. */
const UNABLE: ReadonlySet<number> = new Set([
  STATUS_CODES['server-error-service-unavailable'],
  STATUS_CODES['server-error-device-error'],
  STATUS_CODES['server-error-temporary-error'],
  STATUS_CODES['server-error-not-accepting-jobs'],
  STATUS_CODES['server-error-busy'],
]);
/** Will print after other work. */
const BUSY: ReadonlySet<number> = new Set([
  STATUS_CODES['server-error-busy'],
  STATUS_CODES['server-error-temporary-error'],
]);
/** Forgotten jobs (RFC 8011, B.1.4.7 and B.1.4.8). */
const GONE: ReadonlySet<number> = new Set([STATUS_CODES['client-error-not-found'], STATUS_CODES['client-error-gone']]);

/**
 * Prints a document, unless the printer already has its key: then it follows that job. It creates the job before it sends the document, so
 * that the job number is known before a sheet can come out. A job without a document prints nothing. After a lost answer it queries, and
 * never repeats the request.
 */
export async function printDocument(run: DocumentJobRun, report: PrinterReport): Promise<Outcome> {
  const { talk, job, signal, closing } = run;
  const there = await findJob(talk, job.key, closing);
  if (!there.ok) return err(documentJobTroubleOf(there.error, 'before-write'));
  if (there.value) return followJob(run, there.value.id);

  const refusal = documentJobRefusalOf(job, report);
  if (refusal !== null) return err({ code: 'PRN-121', kind: 'refused', why: refusal, phase: 'before-write' });
  const created = await create(run, report);
  if (!created.ok) return created;
  const id = created.value;
  run.follows(id);
  if (signal.aborted) {
    await cancelAndWait(run, id);
    return err(stoppedByKiosk('before-write'));
  }
  run.onProgress({ stage: 'sending', sheets: 'not-measured' });
  const sent = await withAnyOf([signal, closing], (either) => talk.send(id, job.pdf, either));
  if (sent.ok || sent.error.kind !== 'refused') return followJob(run, id);
  await cancelAndWait(run, id);
  return err(documentJobTroubleOf(sent.error, 'before-write'));
}

async function create(run: DocumentJobRun, report: PrinterReport): Promise<Result<number, DocumentPrinterTrouble>> {
  const { talk, job, signal, closing, clock, timings } = run;
  const ticket = ippJobTicketOf(job, report);
  const since = clock.now();
  for (;;) {
    if (signal.aborted) return err(stoppedByKiosk('before-write'));
    const created = await talk.create(ticket, closing);
    if (created.ok) return created;
    const { error } = created;
    if (error.kind === 'refused' && BUSY.has(error.code) && clock.now() - since < timings.busy) {
      run.onProgress({ stage: 'waiting', sheets: 'not-measured' });
      await pause(clock, timings.poll, signal);
      continue;
    }
    if (error.kind === 'refused' || error.kind === 'not-sent') return err(documentJobTroubleOf(error, 'before-write'));
    const found = await findJob(talk, job.key, closing);
    if (found.ok && found.value) return ok(found.value.id);
    // The job may appear later, without a document.
    run.owes();
    return err(noAnswerTrouble('before-write'));
  }
}

/**
 * Queries a job until it is over. Only a new sheet counts as progress: the states of a printer may alternate for ever. A job without its
 * document has lost it on the way (RFC 8011, 5.3.8).
 */
export async function followJob(run: DocumentJobRun, id: number): Promise<Outcome> {
  const { talk, clock, timings, signal, closing } = run;
  run.follows(id);
  const watch = watchJob(run);
  for (;;) {
    if (closing.aborted) return err(notConnected('after-write'));
    if (signal.aborted) return afterwards(run, await cancelAndWait(run, id), stoppedByKiosk('after-write'));
    const seen = await talk.job(id, closing);
    if (seen.ok) {
      if (isJobFinal(seen.value)) return finishedJobOutcome(run.job, seen.value);
      const report = await talk.report(closing);
      const stop = watch.see(seen.value, report.ok ? report.value.blockedBy : null);
      if (stop) return afterwards(run, await cancelAndWait(run, id), stop);
    } else {
      const stop = watch.miss(seen.error);
      if (stop) return err(stop);
    }
    await pause(clock, timings.poll, signal);
  }
}

/** A cancelled job may have completed before, or its end is unknown. */
function afterwards({ job }: DocumentJobRun, last: JobReport | undefined, reason: DocumentPrinterTrouble): Outcome {
  if (last?.state === 'canceled') return err(reason);
  // A slow printer may still print the job.
  if (last === undefined && reason === tooSlow) return err(noAnswerTrouble('after-write'));
  if (last?.state === 'completed') {
    const outcome = finishedJobOutcome(job, last);
    if (outcome.ok) return outcome;
  }
  return err({ ...reason, phase: 'after-write' });
}

function watchJob(run: DocumentJobRun) {
  const { clock, timings, onProgress, owes } = run;
  const progress = createChangeFilter<PrintProgress>(onProgress, undefined);
  const isSlow = watchSheets(run);
  const since = clock.now();
  let answeredAt = since;
  let blockedSince: number | undefined;
  return {
    see(job: JobReport, block: DocumentPrinterBlock | null): DocumentPrinterTrouble | undefined {
      const { sheets } = job;
      const now = clock.now();
      answeredAt = now;
      blockedSince = block === null ? undefined : (blockedSince ?? now);
      progress({ stage: block !== null ? 'held-up' : waits(job) ? 'waiting' : 'printing', sheets });
      if (block !== null && blockedSince !== undefined && now - blockedSince >= timings.heldUp)
        return blockedTrouble(block, 'after-write');
      if (lacksDocument(job) && now - since >= timings.heldUp) return noAnswerTrouble('before-write');
      return isSlow(job, now) ? tooSlow : undefined;
    },
    miss(trouble: IppTrouble): DocumentPrinterTrouble | undefined {
      if (trouble.kind === 'refused' && GONE.has(trouble.code)) return noAnswerTrouble('after-write');
      if (clock.now() - answeredAt < timings.ask) return undefined;
      owes();
      return trouble.kind === 'not-sent' ? notConnected('after-write') : noAnswerTrouble('after-write');
    },
  };
}

function watchSheets({ clock, job: { sheets, copies } }: DocumentJobRun) {
  const all = sheets * copies;
  const since = clock.now();
  let workingSince: number | undefined;
  let came = 0;
  let cameAt = since;
  return (seen: JobReport, now: number): boolean => {
    if (!waits(seen)) workingSince ??= now;
    if (typeof seen.sheets === 'number' && seen.sheets > came) {
      came = seen.sheets;
      cameAt = now;
    }
    if (came > 0) return now - cameAt >= MAX_WAIT_PER_SHEET_MS;
    return (
      now - (workingSince ?? now) >= longestStartedWithoutSheetMs(all) ||
      now - since >= longestQueuedWithoutSheetMs(all)
    );
  };
}

const waits = ({ state }: JobReport): boolean => state === 'pending' || state === 'pending-held';

const lacksDocument = (job: JobReport): boolean =>
  waits(job) && job.reasons.some((reason) => reason === 'job-incoming' || reason === 'job-data-insufficient');

/** Cancels a job and waits until the printer reports it as over; `undefined`: it did not. */
export async function cancelAndWait(
  { talk, clock, timings, closing, owes }: Pick<DocumentJobRun, 'talk' | 'clock' | 'timings' | 'closing' | 'owes'>,
  id: number,
): Promise<JobReport | undefined> {
  const since = clock.now();
  await talk.cancel(id, closing);
  while (!closing.aborted && clock.now() - since < timings.takeBack) {
    const seen = await talk.job(id, closing);
    if (seen.ok && isJobFinal(seen.value)) return seen.value;
    if (!seen.ok && seen.error.kind === 'refused' && GONE.has(seen.error.code)) return undefined;
    await pause(clock, timings.poll, closing);
    // The cancel may be lost; a second cancel is harmless (RFC 8011, 4.3.3).
    if (!seen.ok) await talk.cancel(id, closing);
  }
  owes();
  return undefined;
}
