import { createChangeFilter, emitter } from '../../emitter.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, ok, type Result } from '../../result.ts';
import type { DriverOptions } from '../../supervision/device.ts';
import { type SupervisorTimings, superviseDevice } from '../../supervision/supervisor.ts';
import type {
  DocumentPrinter,
  DocumentPrinterStatus,
  DocumentPrinterTrouble,
  JobFate,
  JobQuestion,
} from '../contract.ts';
import { type PrinterReport, unknownStatus } from './answers.ts';
import { createIppExchange } from './exchange.ts';
import { cancelAndWait, DOCUMENT_TIMINGS, documentJobTroubleOf, noAnswerTrouble, type PrintTimings } from './job.ts';
import { documentJobFateOf, takesPdf } from './outcome.ts';
import type { Post } from './post.ts';
import { DocumentQueue } from './print-queue.ts';
import { createSupervisorLink } from './supervisor-link.ts';
import { createIppRequester, findJob } from './talk.ts';

/** Driver options. Timings in milliseconds. */
export interface IppPrinterOptions extends DriverOptions {
  readonly post: Post;
  readonly uri: string;
  /** Publicly shown, at most 255 octets. Each kiosk has its own. */
  readonly user: string;
  /** Whether each connection cancels this user's unfinished jobs. Not for a tool that only looks. */
  readonly purges: boolean;
  readonly onDiscarded: OnDiscarded;
  readonly timings?: Partial<PrintTimings & SupervisorTimings>;
}

/** Document printer that can be closed. */
export type ClosableDocumentPrinter = DocumentPrinter & {
  /** Model of the printer; `null`: no answer yet. */
  about(): { readonly model: string; readonly takesPdf: boolean } | null;
  close(): Promise<void>;
};

/** In ms: a network printer may have to wake up. */
const SUPERVISION: Partial<SupervisorTimings> = { heartbeat: 3_000, patience: 15_000 };

/**
 * A printer of sheets that speaks IPP (RFC 8010, RFC 8011, PWG 5100.14). With `purges`, each connection first cancels our unfinished jobs:
 * a citizen must not find the paper of an earlier visitor.
 */
export function createIppPrinter(options: IppPrinterOptions): ClosableDocumentPrinter {
  return new IppPrinter(options);
}

class IppPrinter implements ClosableDocumentPrinter {
  readonly #talk;
  readonly #supervisor;
  readonly #queue: DocumentQueue;
  readonly #closing = new AbortController();
  readonly #changes = emitter<DocumentPrinterStatus>();
  readonly #timings: PrintTimings;
  readonly #options: IppPrinterOptions;
  #report: PrinterReport | undefined;
  readonly onStatus = this.#changes.on;

  constructor(options: IppPrinterOptions) {
    this.#options = options;
    this.#timings = { ...DOCUMENT_TIMINGS, ...options.timings };
    this.#talk = createIppRequester(createIppExchange(options), options);
    this.#queue = new DocumentQueue({
      talk: this.#talk,
      clock: options.clock,
      timings: this.#timings,
      closing: this.#closing.signal,
      isOnline: () => this.#supervisor.connection() !== undefined,
      look: (signal) => this.#look(signal),
      onDoubt: () => this.#supervisor.suspect(),
    });
    this.#supervisor = superviseDevice({
      clock: options.clock,
      random: options.random,
      timings: { ...SUPERVISION, ...options.timings },
      link: () => createSupervisorLink((signal) => this.#talk.report(signal), this.#closing.signal),
      connect: async (_link, signal) => ((await this.#takeStock(signal)) ? this.#connection() : undefined),
    });
    this.#supervisor.onState(() => this.#tell(this.status()));
  }

  /** Levels change with every sheet: not compared. */
  readonly #tell = createChangeFilter<DocumentPrinterStatus>(
    this.#changes.emit,
    unknownStatus('starting'),
    ({ device, blockedBy, paper, toner }) => [device, blockedBy, paper, toner].join(),
  );

  status(): DocumentPrinterStatus {
    const device = this.#supervisor.state();
    if (device !== 'online' || !this.#report) return unknownStatus(device);
    const { blockedBy, paper, toner, supplies } = this.#report;
    return { device, blockedBy, paper, toner, supplies };
  }

  about(): ReturnType<ClosableDocumentPrinter['about']> {
    return this.#report ? { model: this.#report.model, takesPdf: takesPdf(this.#report) } : null;
  }

  readonly print: DocumentPrinter['print'] = (job, signal, onProgress = () => {}) =>
    this.#queue.print(job, signal, onProgress);

  async inquire(wanted: JobQuestion, signal: AbortSignal): Promise<Result<JobFate, DocumentPrinterTrouble>> {
    const found = await findJob(this.#talk, wanted.key, signal);
    return found.ok
      ? ok(documentJobFateOf(wanted, found.value))
      : err(documentJobTroubleOf(found.error, 'after-write'));
  }

  async cancelWaiting(signal: AbortSignal): Promise<Result<number, DocumentPrinterTrouble>> {
    const waiting = await this.#talk.jobs('not-completed', 'mine', signal);
    if (!waiting.ok) return err(documentJobTroubleOf(waiting.error, 'after-write'));
    const ours = waiting.value.filter(({ id }) => !this.#queue.isFollowing(id));
    let left = 0;
    for (const { id } of ours) {
      const owes = () => {
        left += 1;
      };
      await cancelAndWait(
        { talk: this.#talk, clock: this.#options.clock, timings: this.#timings, closing: signal, owes },
        id,
      );
    }
    return left === 0 ? ok(ours.length) : err(noAnswerTrouble('after-write'));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#supervisor.close();
    await this.#queue.ended();
    this.#changes.clear();
  }

  async #look(signal: AbortSignal): Promise<Result<PrinterReport, DocumentPrinterTrouble>> {
    const report = await this.#talk.report(signal);
    if (!report.ok) return err(documentJobTroubleOf(report.error, 'before-write'));
    this.#report = report.value;
    this.#tell(this.status());
    return report;
  }

  async #takeStock(signal: AbortSignal): Promise<boolean> {
    const looked = await this.#look(signal);
    return looked.ok && (!this.#options.purges || (await this.#purge(signal)));
  }

  async #purge(signal: AbortSignal): Promise<boolean> {
    const purged = await this.cancelWaiting(signal);
    if (purged.ok) this.#queue.settled();
    return purged.ok;
  }

  #connection() {
    return {
      heartbeat: async (signal: AbortSignal) => {
        const looked = await this.#look(signal);
        if (looked.ok && this.#queue.owes()) await this.#purge(signal);
        return looked.ok;
      },
      close: () => {},
    };
  }
}
