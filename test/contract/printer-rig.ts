import { onTestFinished } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { type Cable, cable } from '../../drivers/link/pair.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import type { EscposTimings } from '../../drivers/receipt-printer/escpos/driver.ts';
import type { PrinterMemory } from '../../drivers/receipt-printer/job/memory.ts';
import type { ClosablePrinter } from '../../drivers/receipt-printer/job/printer.ts';
import { type PrinterModel, requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Dialect } from '../../simulators/receipt-printer/dialect.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import type { PrinterState } from '../../simulators/receipt-printer/sensors.ts';
import { settleWith } from '../support/settled.ts';
import type { PrinterRig } from './receipt-printer.ts';

export interface SimulatedPrinterRig extends PrinterRig {
  readonly printer: ClosablePrinter;
  readonly clock: SimulatedClock;
  readonly cable: Cable;
  readonly discarded: readonly { readonly bytes: Uint8Array; readonly why: string }[];
  readonly writes: readonly Uint8Array[];
  pass(ms: number): Promise<void>;
}

export interface SimulatedPrinterRigOptions {
  readonly model?: PrinterModel;
  readonly dialect?: Partial<Dialect>;
  readonly saved?: PrinterState;
  readonly timings?: Partial<EscposTimings>;
  readonly silent?: boolean;
  readonly baudRate?: number;
  readonly memory?: PrinterMemory;
  readonly over?: (link: LinkFactory, clock: SimulatedClock) => LinkFactory;
}

const STEP_MS = 10;
const PATIENCE_MS = 180_000;

/** Runs all pending microtasks. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Rig in which driver and simulator share one simulated time and a cable in memory. */
export function simulatedPrinterRig(options: SimulatedPrinterRigOptions = {}): SimulatedPrinterRig {
  const clock = new SimulatedClock();
  const wire = cable();
  const model = options.model ?? requirePrinterModel('epson-tm-t20');
  const discarded: { bytes: Uint8Array; why: string }[] = [];
  const writes: Uint8Array[] = [];
  const simulator = createPrinterSimulator({
    wire: wire.device,
    clock,
    model,
    ...(options.dialect ? { dialect: options.dialect } : {}),
    ...(options.saved ? { saved: options.saved } : {}),
    ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
  });
  if (options.silent) simulator.close();
  const printer = createReceiptPrinter({
    link: tapLinkFactory(
      options.over?.(wire.host, clock) ?? wire.host,
      ({ direction, bytes }) => void (direction === 'out' && writes.push(bytes)),
    ),
    clock,
    random: () => 0.5,
    model,
    onDiscarded: (thrown) => discarded.push(thrown),
    ...(options.timings ? { timings: options.timings } : {}),
    ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
    ...(options.memory ? { memory: options.memory } : {}),
  });

  async function until(what: () => boolean): Promise<void> {
    await breathe();
    for (let waited = 0; !what(); waited += STEP_MS) {
      if (waited > PATIENCE_MS) throw new Error(`waited ${PATIENCE_MS} ms for nothing: ${what}`);
      clock.increment(STEP_MS);
      await breathe();
    }
  }

  return {
    printer,
    simulator,
    clearsBuffer: model.clearsBuffer,
    clock,
    cable: wire,
    discarded,
    writes,
    until,
    async pass(ms) {
      const end = clock.now() + ms;
      await until(() => clock.now() >= end);
    },
    unplug: async () => wire.unplug(),
    plug: async () => wire.plug(),
    async close() {
      await settleWith(until, printer.close());
      simulator.close();
    },
  };
}

/** The rig is closed when the test ends. */
export async function onlineRig(options: SimulatedPrinterRigOptions = {}): Promise<SimulatedPrinterRig> {
  const rig = simulatedPrinterRig(options);
  onTestFinished(() => rig.close());
  await rig.until(() => rig.printer.status().device === 'online');
  return rig;
}

export const resultInRig = <T>({ until }: SimulatedPrinterRig, work: Promise<T>): Promise<T> => settleWith(until, work);
