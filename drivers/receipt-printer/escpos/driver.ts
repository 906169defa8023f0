import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, type Result } from '../../result.ts';
import { type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { PrinterStatus, PrinterTrouble, Receipt, ReceiptPrinter } from '../contract.ts';
import { PRINT_TIMINGS, type PrintTimings, printReceipt } from './print-job.ts';
import type { PrinterModel } from './profile.ts';
import { createSession, type PrinterSession, SESSION_TIMINGS, type SessionTimings, STATUS_BACK } from './session.ts';
import { blockOf, paperOf } from './status.ts';

export type EscposTimings = SessionTimings & PrintTimings & SupervisorTimings;

export interface EscposPrinterOptions {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly model: PrinterModel;
  readonly onDiscarded: OnDiscarded;
  readonly timings?: Partial<EscposTimings>;
}

/**
 * A receipt printer that speaks ESC/POS. On every connection the printer's buffer is emptied before anything else, so
 * that nothing of a receipt from before can come out; then its sensors are asked. A receipt counts as printed when the
 * printer answered a question that was queued behind its cut. What was sent and not confirmed is purged.
 */
export function createEscposPrinter(options: EscposPrinterOptions): ReceiptPrinter & { close(): Promise<void> } {
  const { clock, model, random } = options;
  const changes = emitter<PrinterStatus>();
  const supervisor = supervise<PrinterSession>({
    clock,
    random,
    link: options.link,
    ...(options.timings ? { timings: options.timings } : {}),
    connect: async (link, signal) => {
      const timings = { ...SESSION_TIMINGS, ...options.timings };
      const session = createSession({ link, clock, model, timings, onDiscarded: options.onDiscarded });
      if (await openPrinter(session, signal)) {
        session.onChange(report);
        return session;
      }
      session.close();
      return undefined;
    },
  });

  function status(): PrinterStatus {
    const device = supervisor.state();
    const session = supervisor.connection();
    if (device !== 'online' || !session) return { device, blockedBy: null, paper: 'unknown' };
    return { device, blockedBy: blockOf(session.bits()), paper: paperOf(session.bits(), model.nearEndSensor) };
  }

  let reported = status();
  function report(): void {
    const now = status();
    const { device, blockedBy, paper } = reported;
    if (now.device === device && now.blockedBy === blockedBy && now.paper === paper) return;
    reported = now;
    changes.emit(now);
  }
  supervisor.onState(report);

  /** Receipts are printed one after the other. */
  let printing: Promise<unknown> = Promise.resolve();

  async function print(receipt: Receipt, signal: AbortSignal): Promise<Result<void, PrinterTrouble>> {
    const session = supervisor.connection();
    if (!session) return err({ code: 'PRN-101', kind: 'not-connected', phase: 'before-write' });
    const result = await printReceipt(session, receipt, signal, {
      clock,
      model,
      timings: { ...PRINT_TIMINGS, ...options.timings },
    });
    // Silence may mean that the cable is gone: look now instead of at the next beat.
    const silent = !result.ok && result.error.code === 'PRN-103' && !signal.aborted;
    if (silent || !session.trusted()) supervisor.suspect();
    return result;
  }

  return {
    capabilities: { columns: model.columns, cutter: model.cutter, nearEndSensor: model.nearEndSensor },
    status,
    onStatus: changes.on,
    print(receipt, signal) {
      const printed = printing.then(() => print(receipt, signal));
      printing = printed.catch(() => undefined);
      return printed;
    },
    async close() {
      await supervisor.close();
      changes.clear();
    },
  };
}

/** Purge first: the bytes of another citizen's receipt may still wait in there. */
async function openPrinter(session: PrinterSession, signal: AbortSignal): Promise<boolean> {
  if (!(await session.purge(signal))) return false;
  if (!(await session.send([{ kind: 'initialise' }, STATUS_BACK]))) return false;
  return session.takeStock(signal);
}
