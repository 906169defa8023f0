import type { Clock } from '../../clock.ts';
import { createChangeFilter, emitter } from '../../emitter.ts';
import type { Link, LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { type SupervisorTimings, superviseDevice } from '../../supervision/supervisor.ts';
import type { PaperSupply, PrinterStatus, ReceiptPrinter } from '../contract.ts';
import type { Command } from '../paper/command.ts';
import type { PrinterModel } from '../paper/profile.ts';
import type { EncodeCommand } from './bursts.ts';
import type { PrintTimings } from './job.ts';
import { createStoredMemo, type PrinterMemory, type StoredPrinterMemo } from './memory.ts';
import { ReceiptQueue } from './print-queue.ts';
import { blockFromBits, paperFromBits } from './printer-bits.ts';
import type { PrinterSession } from './session.ts';

/** Driver options. Timings in milliseconds. */
export interface PrinterOptions<T> {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly model: PrinterModel;
  readonly onDiscarded: OnDiscarded;
  /** Speed of a serial line. Absent: bytes arrive at once, as on TCP. */
  readonly baudRate?: number | undefined;
  readonly timings?: Partial<T & PrintTimings & SupervisorTimings>;
  /** Absent: the roll and, after a restart, an interrupted receipt are unknown. */
  readonly memory?: PrinterMemory;
}

export interface PrinterDialect {
  readonly session: (link: Link) => PrinterSession;
  readonly encode: EncodeCommand;
  /** Switches status reports on; sent after each reset. */
  readonly statusBack: Command;
}

/** Receipt printer that can be closed. */
export type ClosablePrinter = ReceiptPrinter & { close(): Promise<void> };

/**
 * A receipt printer. Each connection reads the sensors, with ESC/POS after a purge, so that nothing of an earlier receipt comes out.
 * A receipt counts as printed when the printer answers a question that was queued after its cut. Unconfirmed output is purged. Its rest is
 * marked as void and cut off as soon as the printer can.
 */
export function createPrinter<T>(options: PrinterOptions<T>, dialect: PrinterDialect): ClosablePrinter {
  const { clock, model, random } = options;
  const kept = createStoredMemo(options.memory);
  const supervisor = superviseDevice<PrinterSession>({
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
  const queue = new ReceiptQueue(options, dialect, { supervisor, kept });
  const changes = createStatusChanges(status, kept);

  function status(): PrinterStatus {
    const device = supervisor.state();
    const session = supervisor.connection();
    if (device !== 'online' || !session) return { device, blockedBy: null, paper: 'unknown' };
    const paper = paperFromBits(session.bits(), model.nearEndSensor);
    const left = kept.paperLeftMm(paper);
    return { device, blockedBy: blockFromBits(session.bits()), paper, ...(left !== null && { paperLeftMm: left }) };
  }

  function report(): void {
    if (changes.report()) queue.settle();
  }
  supervisor.onState(report);

  return {
    capabilities: { columns: model.columns, cutter: model.cutter, nearEndSensor: model.nearEndSensor },
    status,
    onStatus: changes.on,
    lengthMm: (receipt) => queue.lengthMm(receipt),
    newRoll: () => kept.remember({ printedMm: 0 }),
    print: (receipt, signal) => queue.print(receipt, signal),
    async close() {
      queue.stop();
      await supervisor.close();
      await queue.ended();
      changes.clear();
    },
  };
}

function createStatusChanges(status: () => PrinterStatus, kept: StoredPrinterMemo) {
  const changes = emitter<PrinterStatus>();
  const first = status();
  let paperBefore: PaperSupply = first.paper;
  const report = createChangeFilter<PrinterStatus>(
    ({ paper }) => {
      if (isNewRoll(paperBefore, paper)) kept.remember({ printedMm: 0 });
      if (paper !== 'unknown') paperBefore = paper;
      changes.emit(status());
    },
    first,
    // `paperLeftMm` changes with every line.
    ({ device, blockedBy, paper }) => [device, blockedBy, paper].join(),
  );
  return {
    on: changes.on,
    clear: changes.clear,
    report: () => report(status()),
  };
}

const isNewRoll = (before: PaperSupply, now: PaperSupply): boolean =>
  (before === 'out' && (now === 'full' || now === 'low' || now === 'not-measured')) ||
  (before === 'low' && now === 'full');
