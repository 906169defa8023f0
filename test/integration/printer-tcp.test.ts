import { vi } from 'vitest';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { createReceiptPrinter } from '../../drivers/receipt-printer/driver.ts';
import { PRINTER_MODELS, type PrinterModel } from '../../drivers/receipt-printer/escpos/profile.ts';
import { createEscposPrinterSimulator } from '../../simulators/receipt-printer/escpos.ts';
import type { Wire } from '../../simulators/wire.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { type PrinterRig, receiptPrinterContract } from '../contract/receipt-printer.ts';

/* The same drivers and simulators as everywhere, over a TCP port as printers have it (9100), in real time. */

/** Real time, lived through faster: paper moves and patience ends sooner, the network takes as long as it takes. */
const SPEED = 5;
const clock: Clock = {
  now: () => realClock.now() * SPEED,
  setTimeout: (fn, ms) => realClock.setTimeout(fn, ms / SPEED),
  clearTimeout: realClock.clearTimeout,
};

/** A port whose network cable can be pulled: nobody listens, and then somebody does again, on the same port. */
async function openPort() {
  const bytes = emitter<Uint8Array>();
  const connected = emitter<boolean>();
  let current: TcpWire | undefined;
  async function plug(port: number): Promise<number> {
    current = await listenTcp(port);
    current.onBytes(bytes.emit);
    current.onConnected(connected.emit);
    return current.port;
  }
  const port = await plug(0);
  const wire: Wire = {
    write: (more) => current?.write(more),
    onBytes: bytes.on,
    onConnected: connected.on,
  };
  async function unplug(): Promise<void> {
    const before = current;
    current = undefined;
    await before?.close();
  }
  return { wire, port, unplug, plug: async () => void (await plug(port)) };
}

const rigFor = (model: PrinterModel) => async (): Promise<PrinterRig> => {
  const { wire, port, unplug, plug } = await openPort();
  const simulator = createEscposPrinterSimulator({ wire, clock, model });
  const printer = createReceiptPrinter({
    link: tcpLink({ host: '127.0.0.1', port }),
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
    unplug,
    plug,
    async close() {
      await printer.close();
      simulator.close();
      await unplug();
    },
  };
};

receiptPrinterContract('TCP', rigFor(PRINTER_MODELS['epson-tm-t20']));
receiptPrinterContract('TCP, in StarPRNT', rigFor(PRINTER_MODELS['star-mc-print3']));
