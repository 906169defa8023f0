import type { Clock } from '../../drivers/clock.ts';
import { createTimer, type Timer } from '../../drivers/clock.ts';
import type { PrinterState } from '../../drivers/document-printer/ipp/tags.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { type DocumentMechanismFault, type DocumentPrinterFault, isMechanismFault } from './faults.ts';
import { isJobOver, type SimulatedJob } from './job.ts';

/** 20 sheets a minute. The fuser warms up before the first. */
const FIRST_SHEET_MS = 6_000;
const SHEET_MS = 3_000;
export const TRAY_SHEETS = 250;
const LOW_SHEETS = 25;
/** Sheets of one cartridge. */
const TONER_SHEETS = 2_000;
const LOW_TONER_PERCENT = 10;
/** Finished jobs; real printers keep fewer, some none. */
const KEPT_JOBS = 20;
/** Wait of a job for its document: `multiple-operation-time-out` (RFC 8011, 5.4.31). */
const DOCUMENT_MS = 60_000;

/** Survives a power cut. JSON. */
export interface DocumentPrinterState {
  readonly sheetsLeft: number;
  readonly tonerPercent: number;
  readonly coverOpen: boolean;
  readonly jammed: boolean;
  readonly outputFull: boolean;
}

export const NEW_DOCUMENT_PRINTER: DocumentPrinterState = {
  sheetsLeft: TRAY_SHEETS,
  tonerPercent: 100,
  coverOpen: false,
  jammed: false,
  outputFull: false,
};

export interface Sheet {
  readonly jobId: number;
  readonly copy: number;
  readonly page: number;
}

export class SheetMechanism {
  readonly #clock: Clock;
  readonly #faults: ArmedFaults<DocumentPrinterFault>;
  readonly #changed: () => void;
  readonly #motor: Timer;
  readonly #sheets: Sheet[] = [];
  #jobs: SimulatedJob[] = [];
  readonly #patience = new Map<SimulatedJob, unknown>();
  #state: DocumentPrinterState;
  readonly #since: number;
  #lastId = 0;
  #isRunning = false;
  #isWarm = false;
  #isHeld = false;

  constructor(
    clock: Clock,
    saved: DocumentPrinterState,
    faults: ArmedFaults<DocumentPrinterFault>,
    changed: () => void,
  ) {
    this.#clock = clock;
    this.#since = clock.now();
    this.#state = saved;
    this.#faults = faults;
    this.#changed = changed;
    this.#motor = createTimer(clock, () => this.#sheetOut());
  }

  state(): DocumentPrinterState {
    return this.#state;
  }

  /** Seconds since power-on, at least 1 (RFC 8011, 5.4.29). */
  upSeconds(): number {
    return 1 + Math.floor((this.#clock.now() - this.#since) / 1_000);
  }

  set(change: Partial<DocumentPrinterState>): void {
    this.#state = { ...this.#state, ...change };
    this.#run();
  }

  hold(on: boolean): void {
    this.#isHeld = on;
    this.#run();
  }

  powerCycle(): void {
    this.#motor.stop();
    this.#isRunning = false;
    this.#isWarm = false;
    for (const job of [...this.#patience.keys()]) this.#noMorePatience(job);
    this.#jobs = [];
    this.#run();
  }

  close(): void {
    this.#motor.stop();
    this.#isHeld = true;
    for (const job of [...this.#patience.keys()]) this.#noMorePatience(job);
  }

  sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  jobs(): readonly SimulatedJob[] {
    return this.#jobs;
  }

  forgetJobs(): void {
    this.#jobs = this.#jobs.filter((job) => !isJobOver(job));
  }

  /** `printer-state-reasons`, with severities. */
  reasons(): readonly string[] {
    const { sheetsLeft, tonerPercent, coverOpen, jammed, outputFull } = this.#state;
    return [
      ...(coverOpen ? ['cover-open-error'] : []),
      ...(jammed ? ['media-jam-error'] : []),
      ...(sheetsLeft === 0 ? ['media-empty-error', ...(this.#active() ? ['media-needed-error'] : [])] : []),
      ...(sheetsLeft > 0 && sheetsLeft < LOW_SHEETS ? ['media-low-warning'] : []),
      ...(tonerPercent === 0 ? ['toner-empty-error'] : []),
      ...(tonerPercent > 0 && tonerPercent < LOW_TONER_PERCENT ? ['toner-low-warning'] : []),
      ...(outputFull ? ['output-area-full-error'] : []),
    ];
  }

  printerState(): PrinterState {
    if (this.#isBlocked()) return 'stopped';
    return this.#active() ? 'processing' : 'idle';
  }

  add(job: Pick<SimulatedJob, 'name' | 'user' | 'copies'>): SimulatedJob {
    this.#lastId += 1;
    const reasons = ['job-incoming', 'job-data-insufficient'];
    const added: SimulatedJob = {
      ...job,
      id: this.#lastId,
      pdf: null,
      pages: 0,
      state: 'pending-held',
      reasons,
      done: 0,
      createdAt: this.upSeconds(),
      processingAt: null,
      completedAt: null,
    };
    this.#jobs = [...this.#jobs, added];
    const patience = this.#clock.setTimeout(() => this.#end(added, 'aborted', 'aborted-by-system'), DOCUMENT_MS);
    this.#patience.set(added, patience);
    this.#changed();
    return added;
  }

  documentCame(job: SimulatedJob, pdf: Uint8Array, pages: number): void {
    this.#noMorePatience(job);
    Object.assign(job, { pdf, pages, state: 'pending', reasons: [] });
    this.#run();
  }

  /** The current sheet comes out first (RFC 8011, 4.3.3, `processing-to-stop-point`). */
  cancel(job: SimulatedJob): void {
    if (job === this.#active() && this.#isRunning) job.reasons = ['processing-to-stop-point'];
    else this.#end(job, 'canceled', 'job-canceled-by-user');
  }

  #noMorePatience(job: SimulatedJob): void {
    this.#clock.clearTimeout(this.#patience.get(job));
    this.#patience.delete(job);
  }

  #isBlocked(): boolean {
    const { sheetsLeft, tonerPercent, coverOpen, jammed, outputFull } = this.#state;
    return coverOpen || jammed || outputFull || sheetsLeft === 0 || tonerPercent === 0;
  }

  #active(): SimulatedJob | undefined {
    return this.#jobs.find((job) => !isJobOver(job) && job.pdf !== null);
  }

  #run(): void {
    const job = this.#active();
    if (job && !this.#isRunning) {
      job.state = this.#isBlocked() ? 'processing-stopped' : 'processing';
      job.reasons = this.#isBlocked() ? ['printer-stopped'] : ['job-printing'];
      job.processingAt ??= this.upSeconds();
      this.#isRunning = !this.#isBlocked() && !this.#isHeld;
      if (this.#isRunning) this.#motor.start(this.#isWarm ? SHEET_MS : FIRST_SHEET_MS);
    }
    this.#changed();
  }

  #sheetOut(): void {
    this.#isRunning = false;
    const job = this.#active();
    if (!job) return;
    this.#isWarm = true;
    const stopping = job.reasons.includes('processing-to-stop-point');
    if (!this.#isBlocked()) this.#moveSheet(job);
    if (isJobOver(job)) return;
    if (stopping) this.#end(job, 'canceled', 'job-canceled-by-user');
    else if (job.done >= job.pages * job.copies) this.#end(job, 'completed', 'job-completed-successfully');
    else this.#run();
  }

  #moveSheet(job: SimulatedJob): void {
    const { sheetsLeft, tonerPercent } = this.#state;
    this.#state = {
      ...this.#state,
      sheetsLeft: sheetsLeft - 1,
      tonerPercent: Math.max(0, tonerPercent - 100 / TONER_SHEETS),
    };
    const fault = job.done === 0 ? this.#faults.take(...this.#faults.names.filter(isMechanismFault)) : undefined;
    const isStuck = fault === 'jam' && job.pages * job.copies === 1;
    if (!isStuck) {
      this.#sheets.push({
        jobId: job.id,
        copy: Math.floor(job.done / job.pages) + 1,
        page: (job.done % job.pages) + 1,
      });
      job.done += 1;
    }
    if (fault === 'abort-job') this.#end(job, 'aborted', 'aborted-by-system');
    else if (fault === 'lose-sheet') this.#end(job, 'completed', 'job-completed-with-errors');
    else if (fault !== undefined)
      this.#state = {
        ...this.#state,
        ...FAULT_CHANGES[fault as Exclude<DocumentMechanismFault, 'abort-job' | 'lose-sheet'>],
      };
  }

  #end(job: SimulatedJob, state: SimulatedJob['state'], reason: string): void {
    this.#noMorePatience(job);
    Object.assign(job, { state, reasons: [reason], completedAt: this.upSeconds() });
    const over = this.#jobs.filter(isJobOver);
    const forgotten = new Set(over.slice(0, Math.max(0, over.length - KEPT_JOBS)));
    this.#jobs = this.#jobs.filter((known) => !forgotten.has(known));
    this.#run();
  }
}

const FAULT_CHANGES = {
  jam: { jammed: true },
  'paper-runs-out': { sheetsLeft: 0 },
  'toner-runs-out': { tonerPercent: 0 },
  'cover-opens': { coverOpen: true },
  'output-fills': { outputFull: true },
} as const satisfies Record<Exclude<DocumentMechanismFault, 'abort-job' | 'lose-sheet'>, Partial<DocumentPrinterState>>;
