import { join } from 'node:path';
import { createCcnetDecoder } from '../../drivers/bill-validator/ccnet/describe.ts';
import { type Clock, realClock } from '../../drivers/clock.ts';
import { createMrzDecoder } from '../../drivers/id-reader/mrz/describe.ts';
import { terminalDecoder } from '../../drivers/kinds/terminal-protocols.ts';
import { cable } from '../../drivers/link/pair.ts';
import { languageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import { isPrinterModelName, PRINTER_MODELS, type PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { startBackOffice } from '../back-office/server.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../bill-validator/ccnet.ts';
import type { CcnetUnitMemory } from '../bill-validator/memory.ts';
import { createBench, type FaultyCable } from '../dock/bench.ts';
import { serveDock } from '../dock/server.ts';
import { createWireLog } from '../dock/wire-log.ts';
import { withWireFaults } from '../faults/wire-faults.ts';
import type { ChipReaderOptions, SimulatedChipReader } from '../id-reader/chip-reader/chip-reader.ts';
import { createMrzReaderSimulator, type MrzReaderSimulator } from '../id-reader/mrz.ts';
import { simulatedProtocol } from '../kinds/payment-terminal.ts';
import { seededRandom } from '../random.ts';
import { createPrinterSimulator, type PrinterState } from '../receipt-printer/printer.ts';
import { stateFile } from '../state-files.ts';
import type { Simulators, SimulatorsOptions } from './host-types.ts';

/**
 * Puts the simulators on the other ends of their cables and a reference back office on a free loopback port.
 * What real devices would remember over a power cut is read from `stateDir`, and kept there from then on. Rejects
 * when a state file is damaged, or when there is no free port.
 */
export async function startSimulators(options: SimulatorsOptions, clock: Clock = realClock): Promise<Simulators> {
  const { seed, stateDir, now } = options;
  const terminalEnd = simulatedProtocol(options.terminal);
  const speech = terminalEnd.withoutSecrets(options.terminal);
  const stream = randomStreams(seed);
  const wired = (): FaultyCable => withWireFaults(cable(), clock, stream());
  const wires = { reader: wired(), terminal: wired(), printer: wired() };

  const reader = keptReader(wires.reader, clock, stateDir);
  const terminal = keptTerminal(wires.terminal, clock, stream(), options);
  const printer = keptPrinter(wires.printer, clock, options);
  const backOffice = await startBackOffice({
    now,
    random: stream(),
    services: options.services ?? [],
    stateFile: join(stateDir, 'back-office.json'),
  });
  const wire = createWireLog({
    now,
    clock,
    devices: {
      reader: { driver: 'mrz' },
      terminal: speech,
      printer: { driver: 'escpos', model: options.printerModel },
    },
  });
  const chip = options.chip
    ? await chipReader({
        zones: reader,
        clock,
        random: stream(),
        stateDir,
        watch: (link, decoder) => wire.show('reader', link, decoder),
      })
    : null;
  // Draws after all others, which keep what they drew without it.
  const cables = { ...wires, validator: wired() };
  const validator = keptValidator(cables.validator, clock, stateDir);
  const bench = createBench({
    seed,
    clock,
    terminalWire: terminalEnd.wireLabel(speech),
    printerModel: options.printerModel,
    cables,
    reader,
    terminal,
    printer: printer.simulator,
    validator,
    backOffice,
    wire,
    readsChips: chip !== null,
  });
  return {
    chip,
    links: {
      reader: wire.watch('reader', cables.reader.host, createMrzDecoder),
      terminal: wire.watch('terminal', cables.terminal.host, () => terminalDecoder(speech)),
      printer: wire.watch('printer', cables.printer.host, () =>
        languageOf(modelOf(options.printerModel)).createDecoder(),
      ),
      validator: wire.show('validator', cables.validator.host, createCcnetDecoder),
    },
    backOfficeUrl: backOffice.url,
    dock: (app, machine) => serveDock(app, { bench, machine, pageDir: options.pageDir }),
    async close() {
      chip?.close();
      reader.close();
      terminal.close();
      printer.close();
      validator.close();
      await backOffice.close();
    },
  };
}

/** Loaded on demand: most kiosks are simulated without, and making certificates takes a while. */
async function chipReader(options: ChipReaderOptions): Promise<SimulatedChipReader> {
  const { createChipReaderSimulator } = await import('../id-reader/chip-reader/chip-reader.ts');
  return createChipReaderSimulator(options);
}

/** Each part draws from its own stream, so that one more draw here changes nothing there. */
function randomStreams(seed: number): () => () => number {
  let next = seed;
  return () => seededRandom(next++);
}

function keptReader({ device: wire }: FaultyCable, clock: Clock, stateDir: string): MrzReaderSimulator {
  const file = stateFile<{ readonly holding: string | null }>(join(stateDir, 'reader.json'));
  const saved = file.load();
  const reader = createMrzReaderSimulator({ wire, clock, ...(saved ? { saved } : {}) });
  reader.onChange(({ holding }) => file.save({ holding }));
  return reader;
}

/**
 * A sale is on disk before the bytes that tell of it are on the wire: the terminal reports its change first, and saving
 * returns when it is done. After `kill -9` it knows at least what the kiosk was told.
 */
function keptTerminal(
  { device: wire }: FaultyCable,
  clock: Clock,
  random: () => number,
  { stateDir, now, terminal: speech }: SimulatorsOptions,
) {
  const file = stateFile<unknown>(join(stateDir, 'terminal.json'));
  const its = simulatedProtocol(speech);
  const terminal = its.create(speech, { wire, clock, random, now, saved: file.load() ?? its.firstMemory(now()) });
  file.save(terminal.state());
  terminal.onChange(() => file.save(terminal.state()));
  return terminal;
}

/** A note is on disk in the cassette before the bytes that tell of it are on the wire. */
function keptValidator({ device: wire }: FaultyCable, clock: Clock, stateDir: string): CcnetSimulator {
  const file = stateFile<CcnetUnitMemory>(join(stateDir, 'validator.json'));
  const saved = file.load();
  const validator = createCcnetSimulator({ wire, clock, ...(saved ? { saved } : {}) });
  let kept = validator.state();
  validator.onChange(() => {
    const now = validator.state();
    if (now !== kept) file.save(now);
    kept = now;
  });
  return validator;
}

/** The roll turns with every line; a rare look is enough to know how much is left. */
const ROLL_SAVED_AFTER_MS = 500;

function keptPrinter({ device: wire }: FaultyCable, clock: Clock, { stateDir, printerModel }: SimulatorsOptions) {
  const file = stateFile<PrinterState>(join(stateDir, 'printer.json'));
  const saved = file.load();
  const simulator = createPrinterSimulator({
    wire,
    clock,
    model: modelOf(printerModel),
    ...(saved ? { saved } : {}),
  });
  let timer: unknown;
  const save = () => {
    timer = undefined;
    file.save(simulator.state());
  };
  simulator.onChange(() => {
    timer ??= clock.setTimeout(save, ROLL_SAVED_AFTER_MS);
  });
  return {
    simulator,
    close() {
      clock.clearTimeout(timer);
      save();
      simulator.close();
    },
  };
}

function modelOf(name: string): PrinterModel {
  if (!isPrinterModelName(name)) throw new Error(`there is no printer model ${name}`);
  return PRINTER_MODELS[name];
}
