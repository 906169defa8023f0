import type { Clock } from '../../clock.ts';
import { createTaskQueue, type TaskQueue } from '../../in-turn.ts';
import { err, type Result } from '../../result.ts';
import type { DocumentJob, DocumentPrinterTrouble, PrintEvidence, PrintProgress } from '../contract.ts';
import type { PrinterReport } from './answers.ts';
import {
  blockedTrouble,
  type DocumentJobRun,
  documentJobTroubleOf,
  followJob,
  noAnswerTrouble,
  type PrintTimings,
  printDocument,
} from './job.ts';
import { findJob, type IppRequester } from './talk.ts';

type Outcome = Result<PrintEvidence, DocumentPrinterTrouble>;

interface Surroundings {
  readonly talk: IppRequester;
  readonly clock: Clock;
  readonly timings: PrintTimings;
  readonly closing: AbortSignal;
  readonly isOnline: () => boolean;
  readonly look: (signal: AbortSignal) => Promise<Result<PrinterReport, DocumentPrinterTrouble>>;
  readonly onDoubt: () => void;
}

/** Most waiting jobs. A visit has one or two. */
const MAX_WAITING = 8;
/** For older keys, the printer is asked. */
const MAX_REMEMBERED = 200;

export class DocumentQueue {
  readonly #its: Surroundings;
  readonly #inTurn: TaskQueue = createTaskQueue();
  readonly #ends = new Map<string, Outcome>();
  #waiting = 0;
  #following: number | undefined;
  #owes = false;

  constructor(surroundings: Surroundings) {
    this.#its = surroundings;
  }

  async print(job: DocumentJob, signal: AbortSignal, onProgress: (progress: PrintProgress) => void): Promise<Outcome> {
    checkJob(job);
    if (this.#waiting >= MAX_WAITING) return err(blockedTrouble('stopped', 'before-write'));
    this.#waiting += 1;
    try {
      return await this.#inTurn(() => this.#print(job, signal, onProgress));
    } finally {
      this.#waiting -= 1;
    }
  }

  isFollowing(jobId: number): boolean {
    return this.#following === jobId;
  }

  owes(): boolean {
    return this.#owes;
  }

  settled(): void {
    this.#owes = false;
  }

  ended(): Promise<unknown> {
    return this.#inTurn(async () => undefined);
  }

  async #print(job: DocumentJob, signal: AbortSignal, onProgress: DocumentJobRun['onProgress']): Promise<Outcome> {
    const before = this.#ends.get(job.key);
    if (before && isSettled(before)) return before;
    const run: DocumentJobRun = {
      ...this.#its,
      job,
      signal,
      onProgress,
      follows: (id) => {
        this.#following = id;
      },
      owes: () => {
        this.#owes = true;
      },
    };
    const outcome = await (before ? this.#ask(run, before) : this.#start(run)).finally(() => {
      this.#following = undefined;
    });
    this.#remember(job.key, outcome);
    if (!outcome.ok && outcome.error.kind === 'no-answer') this.#its.onDoubt();
    return outcome;
  }

  async #start(run: DocumentJobRun): Promise<Outcome> {
    const { signal, closing } = run;
    if (!this.#its.isOnline()) return err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' });
    if (signal.aborted) return err(noAnswerTrouble('before-write'));
    // A job must not start on a status that is seconds old.
    const looked = await this.#its.look(closing);
    if (!looked.ok) return looked;
    const { blockedBy } = looked.value;
    return blockedBy === null ? printDocument(run, looked.value) : err(blockedTrouble(blockedBy, 'before-write'));
  }

  /** Sends nothing again. */
  async #ask(run: DocumentJobRun, before: Outcome): Promise<Outcome> {
    const found = await findJob(run.talk, run.job.key, run.closing);
    if (!found.ok) return err(documentJobTroubleOf(found.error, 'after-write'));
    return found.value ? followJob(run, found.value.id) : before;
  }

  #remember(key: string, outcome: Outcome): void {
    if (!outcome.ok && outcome.error.phase === 'before-write') return;
    this.#ends.delete(key);
    this.#ends.set(key, outcome);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > MAX_REMEMBERED && oldest !== undefined) this.#ends.delete(oldest);
  }
}

const isSettled = (outcome: Outcome): boolean =>
  outcome.ok || (outcome.error.kind !== 'no-answer' && outcome.error.kind !== 'not-connected');

/** Throws if the caller breaks the contract. */
function checkJob({ key, jobName, copies, sheets, pdf }: DocumentJob): void {
  if (!/^[\w.-]{1,64}$/.test(key)) throw new Error('a key has 1 to 64 letters, digits or ._-');
  if (new TextEncoder().encode(jobName).length > 150) throw new Error('a job name has at most 150 octets');
  if (!Number.isInteger(copies) || copies < 1 || copies > 99) throw new Error('1 to 99 copies');
  if (!Number.isInteger(sheets) || sheets < 1) throw new Error('a document has at least one sheet');
  if (pdf.length > MAX_PDF_BYTES) throw new Error(`a document has at most ${MAX_PDF_BYTES} bytes`);
}

/** Largest PDF. Certificates have tens of kilobytes, scanned pages a few megabytes. */
const MAX_PDF_BYTES = 32_000_000;
