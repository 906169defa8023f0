import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, type Result } from '../../result.ts';
import { type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { PaperSupply, PrinterStatus, PrinterTrouble, Receipt, ReceiptPrinter } from '../contract.ts';
import type { Command } from '../paper/command.ts';
import { receiptCommands } from '../paper/encode.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { type EncodeCommand, type Piece, piecesOf } from './bursts.ts';
import { PRINT_TIMINGS, type PrintTimings, printJob } from './job.ts';
import { NOTHING_PRINTED, type PrinterMemo, type PrinterMemory } from './memory.ts';
import { blockOf, paperOf } from './printer-bits.ts';
import type { PrinterSession } from './session.ts';
import { voidSlip } from './void-slip.ts';

export interface PrinterOptions<T> {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly model: PrinterModel;
  readonly onDiscarded: OnDiscarded;
  /** Of a serial line; without it bytes are taken as there at once, as on TCP. */
  readonly baudRate?: number;
  readonly timings?: Partial<T & PrintTimings & SupervisorTimings>;
  /** Without it nothing is known of the roll, and after a restart nothing of a receipt that was under way. */
  readonly memory?: PrinterMemory;
}

/** What tells the printers of one language from those of another. */
export interface PrinterDialect {
  readonly session: (link: Link) => PrinterSession;
  readonly encode: EncodeCommand;
  /** Reports every change; sent behind each reset, which may have switched it off. */
  readonly statusBack: Command;
}

export type ClosablePrinter = ReceiptPrinter & { close(): Promise<void> };

/**
 * A receipt printer. On every connection its buffer is emptied before anything else, so that nothing of a receipt from
 * before can come out; then its sensors are asked. A receipt counts as printed when the printer answered a question that
 * was queued behind its cut. What was sent and not confirmed is purged, and its remains are marked void and cut off as
 * soon as the printer can.
 */
export function createPrinter<T>(options: PrinterOptions<T>, dialect: PrinterDialect): ClosablePrinter {
  const { clock, model, random, memory } = options;
  const changes = emitter<PrinterStatus>();
  const closing = new AbortController();
  let memo: PrinterMemo = memory?.load() ?? NOTHING_PRINTED;
  const supervisor = supervise<PrinterSession>({
    clock,
    random,
    link: options.link,
    ...(options.timings ? { timings: options.timings } : {}),
    connect: async (link, signal) => {
      const session = dialect.session(link);
      if (await session.open(signal)) {
        session.onChange(report);
        return session;
      }
      session.close();
      return undefined;
    },
  });

  function remember(next: Partial<PrinterMemo>): void {
    memo = { ...memo, ...next };
    memory?.save(memo);
  }

  /** Nothing hangs out any more, and nothing needs to be named. */
  function finished(movedMm: number): void {
    memo = { printedMm: memo.printedMm + movedMm, unfinished: false };
    memory?.save(memo);
  }

  function paperLeftMm(paper: PaperSupply): number | null {
    if (!memory || memory.rollMm === null) return null;
    return paper === 'out' ? 0 : Math.max(0, memory.rollMm - memo.printedMm);
  }

  function status(): PrinterStatus {
    const device = supervisor.state();
    const session = supervisor.connection();
    if (device !== 'online' || !session) return { device, blockedBy: null, paper: 'unknown' };
    const paper = paperOf(session.bits(), model.nearEndSensor);
    const left = paperLeftMm(paper);
    return { device, blockedBy: blockOf(session.bits()), paper, ...(left !== null && { paperLeftMm: left }) };
  }

  let reported = status();
  let paperBefore: PaperSupply = reported.paper;
  function report(): void {
    const now = status();
    const { device, blockedBy, paper } = reported;
    if (now.device === device && now.blockedBy === blockedBy && now.paper === paper) return;
    if (isNewRoll(paperBefore, now.paper)) remember({ printedMm: 0 });
    if (now.paper !== 'unknown') paperBefore = now.paper;
    reported = status();
    changes.emit(reported);
    settle();
  }
  supervisor.onState(report);

  /** Jobs are printed one after the other. */
  let printing: Promise<unknown> = Promise.resolve();

  function queued<R>(work: () => Promise<R>): Promise<R> {
    const done = printing.then(work);
    printing = done.catch(() => undefined);
    return done;
  }

  const usable = (): PrinterSession | undefined => {
    const session = supervisor.connection();
    return session?.trusted() && blockOf(session.bits()) === null ? session : undefined;
  };

  let settling = false;
  /** As soon as the printer can, the remains of a failed receipt are marked and cut off. */
  function settle(): void {
    if (!memo.unfinished || settling || closing.signal.aborted || !usable()) return;
    settling = true;
    void queued(async () => {
      settling = false;
      const session = usable();
      if (session && memo.unfinished) await run(session, voidSlip(memo.number), closing.signal);
    });
  }

  function piecesFor(receipt: Receipt): readonly Piece[] {
    const { setup, body } = receiptCommands(receipt, model);
    const [reset, ...rest] = setup;
    return piecesOf([reset!, dialect.statusBack, ...rest, ...body], model, dialect.encode);
  }

  async function run(
    session: PrinterSession,
    receipt: Receipt,
    signal: AbortSignal,
  ): Promise<Result<void, PrinterTrouble>> {
    const { result, movedMm } = await printJob(session, piecesFor(receipt), signal, {
      clock,
      model,
      ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
      timings: { ...PRINT_TIMINGS, ...options.timings },
      // A slip that does not come out whole leaves what it was to make void as it was.
      onStart: () =>
        remember({ unfinished: true, ...(receipt.number === undefined ? {} : { number: receipt.number }) }),
    });
    if (result.ok) finished(movedMm);
    else if (movedMm > 0) remember({ printedMm: memo.printedMm + movedMm });
    // Silence may mean that the cable is gone: look now instead of at the next beat.
    const silent = !result.ok && result.error.code === 'PRN-103' && !signal.aborted;
    if (silent || !session.trusted()) supervisor.suspect();
    return result;
  }

  async function print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    const session = supervisor.connection();
    if (!session) return err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' });
    if (memo.unfinished && !signal.aborted) {
      const voided = await run(session, voidSlip(memo.number), signal);
      // Of this receipt no byte has left.
      if (!voided.ok) return err({ ...voided.error, phase: 'before-write' });
    }
    const result = await run(session, receipt, signal);
    if (!result.ok) settle();
    return result;
  }

  return {
    capabilities: { columns: model.columns, cutter: model.cutter, nearEndSensor: model.nearEndSensor },
    status,
    onStatus: changes.on,
    lengthMm: (receipt) => piecesFor(receipt).reduce((sum, { movedMm }) => sum + movedMm, 0),
    print: (receipt, signal) => queued(() => print(receipt, signal)),
    async close() {
      closing.abort();
      await supervisor.close();
      await printing;
      changes.clear();
    },
  };
}

/** Paper that was out or low and is there again comes from another roll. */
const isNewRoll = (before: PaperSupply, now: PaperSupply): boolean =>
  (before === 'out' && (now === 'full' || now === 'low' || now === 'not-measured')) ||
  (before === 'low' && now === 'full');
