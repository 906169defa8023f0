import { err, type Result } from '../../result.ts';
import type { Supervisor } from '../../supervision/supervisor.ts';
import type { PrinterTrouble, Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import { type EncodedCommand, encodeCommands } from './bursts.ts';
import { type PrintJobOptions, printJob, RECEIPT_TIMINGS } from './job.ts';
import type { StoredPrinterMemo } from './memory.ts';
import type { PrinterDialect, PrinterOptions } from './printer.ts';
import { blockFromBits } from './printer-bits.ts';
import type { PrinterSession } from './session.ts';
import { voidSlip } from './void-slip.ts';

interface Surroundings {
  readonly supervisor: Supervisor<PrinterSession>;
  readonly kept: StoredPrinterMemo;
}

export class ReceiptQueue<T> {
  readonly #options: PrinterOptions<T>;
  readonly #dialect: PrinterDialect;
  readonly #supervisor: Supervisor<PrinterSession>;
  readonly #kept: StoredPrinterMemo;
  readonly #closing = new AbortController();
  #printing: Promise<unknown> = Promise.resolve();
  #settling = false;

  constructor(options: PrinterOptions<T>, dialect: PrinterDialect, { supervisor, kept }: Surroundings) {
    this.#options = options;
    this.#dialect = dialect;
    this.#supervisor = supervisor;
    this.#kept = kept;
  }

  lengthMm(receipt: Receipt): number {
    return this.#piecesOf(receipt).reduce((sum, { movedMm }) => sum + movedMm, 0);
  }

  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    return this.#queued(() => this.#print(receipt, signal));
  }

  /** When the printer can, marks the rest as void and cuts it off. */
  settle(): void {
    if (!this.#kept.memo().unfinished || this.#settling || this.#closing.signal.aborted || !this.#usable()) return;
    this.#settling = true;
    void this.#queued(async () => {
      this.#settling = false;
      const session = this.#usable();
      const { unfinished, number } = this.#kept.memo();
      if (session && unfinished) await this.#run(session, voidSlip(number), this.#closing.signal);
    });
  }

  stop(): void {
    this.#closing.abort();
  }

  ended(): Promise<unknown> {
    return this.#printing;
  }

  #queued<R>(work: () => Promise<R>): Promise<R> {
    const done = this.#printing.then(work);
    this.#printing = done.catch(() => undefined);
    return done;
  }

  #usable(): PrinterSession | undefined {
    const session = this.#supervisor.connection();
    return session?.trusted() && blockFromBits(session.bits()) === null ? session : undefined;
  }

  async #print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    const session = this.#supervisor.connection();
    if (!session) return err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' });
    const { unfinished, number } = this.#kept.memo();
    if (unfinished && !signal.aborted) {
      const voided = await this.#run(session, voidSlip(number), signal);
      if (!voided.ok) return err({ ...voided.error, phase: 'before-write' });
    }
    const result = await this.#run(session, receipt, signal);
    if (!result.ok) this.settle();
    return result;
  }

  async #run(session: PrinterSession, receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    const kept = this.#kept;
    const { result, movedMm } = await printJob(session, this.#piecesOf(receipt), signal, this.#jobOptions(receipt));
    if (result.ok) kept.finished(movedMm);
    else if (movedMm > 0) kept.remember({ printedMm: kept.memo().printedMm + movedMm });
    // A silent printer may be unplugged: check now.
    const silent = !result.ok && result.error.code === 'PRN-103' && !signal.aborted;
    if (silent || !session.trusted()) this.#supervisor.suspect();
    return result;
  }

  #piecesOf(receipt: Receipt): readonly EncodedCommand[] {
    const { model } = this.#options;
    const { setup, body } = receiptCommands(receipt, model);
    const [reset, ...rest] = setup;
    return encodeCommands([reset!, this.#dialect.statusBack, ...rest, ...body], model, this.#dialect.encode);
  }

  #jobOptions({ number }: Receipt): PrintJobOptions {
    const { clock, model, baudRate, timings } = this.#options;
    return {
      clock,
      model,
      baudRate,
      timings: { ...RECEIPT_TIMINGS, ...timings },
      // A void slip that failed still has to name the number.
      onStart: () => this.#kept.remember({ unfinished: true, ...(number === undefined ? {} : { number }) }),
    };
  }
}
