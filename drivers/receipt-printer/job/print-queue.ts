import { err, type Result } from '../../result.ts';
import type { Supervisor } from '../../supervision/supervisor.ts';
import type { PrinterTrouble, Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import { type Piece, piecesOf } from './bursts.ts';
import { type JobOptions, PRINT_TIMINGS, printJob } from './job.ts';
import type { KeptMemo } from './memory.ts';
import type { PrinterDialect, PrinterOptions } from './printer.ts';
import { blockOf } from './printer-bits.ts';
import type { PrinterSession } from './session.ts';
import { voidSlip } from './void-slip.ts';

/** Jobs of one printer, one after the other. */
export interface PrintQueue {
  lengthMm(receipt: Receipt): number;
  print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>>;
  /** As soon as the printer can, the remains of a failed receipt are marked and cut off. */
  settle(): void;
  /** What is printed is given up, and nothing is settled any more. */
  stop(): void;
  /** When the last job is over. */
  ended(): Promise<unknown>;
}

interface Surroundings {
  readonly supervisor: Supervisor<PrinterSession>;
  readonly kept: KeptMemo;
}

export function createPrintQueue<T>(
  options: PrinterOptions<T>,
  dialect: PrinterDialect,
  { supervisor, kept }: Surroundings,
): PrintQueue {
  const closing = new AbortController();
  let printing: Promise<unknown> = Promise.resolve();
  let settling = false;

  function queued<R>(work: () => Promise<R>): Promise<R> {
    const done = printing.then(work);
    printing = done.catch(() => undefined);
    return done;
  }

  function usable(): PrinterSession | undefined {
    const session = supervisor.connection();
    return session?.trusted() && blockOf(session.bits()) === null ? session : undefined;
  }

  function settle(): void {
    if (!kept.memo().unfinished || settling || closing.signal.aborted || !usable()) return;
    settling = true;
    void queued(async () => {
      settling = false;
      const session = usable();
      if (session && kept.memo().unfinished) await run(session, voidSlip(kept.memo().number), closing.signal);
    });
  }

  async function run(
    session: PrinterSession,
    receipt: Receipt,
    signal: AbortSignal,
  ): Promise<Result<void, PrinterTrouble>> {
    const pieces = piecesFor(receipt, options, dialect);
    const { result, movedMm } = await printJob(session, pieces, signal, jobOptions(receipt, options, kept));
    if (result.ok) kept.finished(movedMm);
    else if (movedMm > 0) kept.remember({ printedMm: kept.memo().printedMm + movedMm });
    // Silence may mean that the cable is gone: look now instead of at the next beat.
    const silent = !result.ok && result.error.code === 'PRN-103' && !signal.aborted;
    if (silent || !session.trusted()) supervisor.suspect();
    return result;
  }

  async function print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    const session = supervisor.connection();
    if (!session) return err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' });
    if (kept.memo().unfinished && !signal.aborted) {
      const voided = await run(session, voidSlip(kept.memo().number), signal);
      // Of this receipt no byte has left.
      if (!voided.ok) return err({ ...voided.error, phase: 'before-write' });
    }
    const result = await run(session, receipt, signal);
    if (!result.ok) settle();
    return result;
  }

  return {
    lengthMm: (receipt) => piecesFor(receipt, options, dialect).reduce((sum, { movedMm }) => sum + movedMm, 0),
    print: (receipt, signal) => queued(() => print(receipt, signal)),
    settle,
    stop: () => closing.abort(),
    ended: () => printing,
  };
}

function piecesFor<T>(receipt: Receipt, { model }: PrinterOptions<T>, dialect: PrinterDialect): readonly Piece[] {
  const { setup, body } = receiptCommands(receipt, model);
  const [reset, ...rest] = setup;
  return piecesOf([reset!, dialect.statusBack, ...rest, ...body], model, dialect.encode);
}

const jobOptions = <T>(receipt: Receipt, options: PrinterOptions<T>, kept: KeptMemo): JobOptions => ({
  clock: options.clock,
  model: options.model,
  ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
  timings: { ...PRINT_TIMINGS, ...options.timings },
  // A slip that does not come out whole leaves what it was to make void as it was.
  onStart: () =>
    kept.remember({ unfinished: true, ...(receipt.number === undefined ? {} : { number: receipt.number }) }),
});
