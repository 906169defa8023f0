import { describe, vi } from 'vitest';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { type PrinterModel, requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { listenTcp } from '../../simulators/wire-tcp.ts';
import { type PrinterRig, receiptPrinterContract } from '../contract/receipt-printer.ts';

/** Printer and time limits run at this multiple of real time; the network does not. */
const SPEED = 5;
const clock: Clock = {
  now: () => realClock.now() * SPEED,
  setTimeout: (fn, ms) => realClock.setTimeout(fn, ms / SPEED),
  clearTimeout: realClock.clearTimeout,
};

const rigFor = (model: PrinterModel) => async (): Promise<PrinterRig> => {
  const wire = await listenTcp(0);
  const simulator = createPrinterSimulator({ wire, clock, model });
  const printer = createReceiptPrinter({
    link: tcpLink({ host: '127.0.0.1', port: wire.port }),
    clock,
    random: () => 0.5,
    model,
    onDiscarded: () => {},
  });
  return {
    printer,
    simulator,
    clearsBuffer: model.clearsBuffer,
    until: (condition) =>
      vi.waitFor(
        () => {
          if (!condition()) throw new Error(`it never came to this: ${condition}`);
        },
        { timeout: 20_000, interval: 10 },
      ),
    unplug: wire.unplug,
    plug: wire.plug,
    async close() {
      await printer.close();
      simulator.close();
      await wire.close();
    },
  };
};

for (const [name, model] of [
  ['TCP', 'epson-tm-t20'],
  ['TCP, in StarPRNT', 'star-mc-print3'],
] as const) {
  describe.concurrent(name, () => {
    describe.sequential('one after the other', () => {
      receiptPrinterContract(name, rigFor(requirePrinterModel(model)));
    });
  });
}
