import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { PRINTER_BLOCK_CODE, type PrinterStatus } from '../../drivers/receipt-printer/contract.ts';
import type { NewRollStep } from '../words/maintenance.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage, PrintForStaff } from './desk.ts';
import { actOrNotRecorded } from './recorded.ts';

export interface NewRollPage {
  readonly page: 'new-roll';
  readonly step: NewRollStep;
  /** Code of the printer, or `not-recorded`: the disk refused. `null`: nothing wrong. */
  readonly trouble: string | null;
}

export interface NewRollOptions {
  readonly printer: Pick<ReceiptPrinter, 'status' | 'onStatus' | 'newRoll'>;
  readonly print: PrintForStaff;
  readonly testLine: () => Receipt;
  /** Durable before the count begins again. */
  readonly record: (host: MaintenancePageHost) => void;
}

/** Guides through a new roll. The cover's sensor, if there is one, turns the pages; *next* does so too. */
export function openNewRollPage(
  { printer, print: printPaper, testLine, record }: NewRollOptions,
  host: MaintenancePageHost,
): OpenedMaintenancePage {
  const stop = new AbortController();
  let step: NewRollStep = 'open';
  let trouble: string | null = null;

  function goTo(next: NewRollStep): void {
    step = next;
    host.changed();
    if (next === 'printing') void print();
  }

  async function print(): Promise<void> {
    trouble = null;
    const printed = await printPaper(testLine(), stop.signal);
    if (stop.signal.aborted) return;
    trouble = printed.ok ? null : printed.error.code;
    goTo(printed.ok ? 'look' : 'failed');
  }

  function follow(status: PrinterStatus): void {
    const isOpen = status.blockedBy === 'cover-open';
    if (step === 'open' && isOpen) goTo('insert');
    else host.changed();
  }

  function answer(value: string): void {
    if (value === 'no') goTo('open');
    if (value !== 'yes') return;
    if (!actOrNotRecorded(() => record(host)).ok) {
      trouble = 'not-recorded';
      host.changed();
      return;
    }
    printer.newRoll();
    host.done();
  }

  const unfollow = printer.onStatus(follow);
  const said = (): string | null => {
    const { blockedBy } = printer.status();
    return step === 'close' && blockedBy !== null ? PRINTER_BLOCK_CODE[blockedBy] : trouble;
  };
  const NEXT = { open: 'insert', insert: 'close', close: 'printing', failed: 'printing' } as const;

  return {
    view: () => ({ page: 'new-roll', step, trouble: said() }),
    take(touch: MaintenanceTouch): void {
      if (touch.do === 'back' && step !== 'printing') host.done();
      else if (touch.do === 'next' && step in NEXT) goTo(NEXT[step as keyof typeof NEXT]);
      else if (touch.do === 'answer' && step === 'look') answer(touch.value);
    },
    close() {
      stop.abort();
      unfollow();
    },
  };
}
