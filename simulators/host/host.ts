import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { CabledDeviceKind } from '../../drivers/device-kinds.ts';
import type { KeypadModelName } from '../../drivers/keypad/hid-keys/profile.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import { startBackOffice } from '../back-office/server.ts';
import { SIMULATED_STAFF } from '../badge/badges.ts';
import { createBench } from '../bench/bench.ts';
import { DEVICES, mapDeviceKinds } from '../bench/devices.ts';
import type { DocumentPrinterOnBench } from '../bench/document-printer.ts';
import type { KeypadOnBench } from '../bench/keypad.ts';
import type { LinesOnBench } from '../bench/lines.ts';
import type { ScannerOnBench } from '../bench/scanner.ts';
import { serveDock } from '../dock/server.ts';
import { createWireLog } from '../dock/wire-log.ts';
import type { ChipReaderOptions, SimulatedChipReader } from '../id-reader/chip-reader/chip-reader.ts';
import { seededRandom } from '../random.ts';
import { stateFile } from '../state-files.ts';
import type { Simulators, SimulatorsOptions } from './host-types.ts';

/**
 * Connects the simulators to their cables and starts a back office on a free loopback port. State that real devices keep over a power cut
 * is read from `stateDir` and saved there. Rejects if a state file is damaged, or no port is free.
 */
export async function startSimulators(options: SimulatorsOptions, clock: Clock = realClock): Promise<Simulators> {
  const { seed, stateDir, now } = options;
  const random = randomStreams(options);
  const documentPrinter = options.documentPrinter === true ? await openDocumentPrinter(clock, stateDir) : null;
  const scanner = options.scanner === undefined ? null : await openScanner(clock, options.scanner);
  const keypad = options.keypad === undefined ? null : await openKeypad(clock, options.keypad);
  const lines = options.lines === undefined ? null : await openCabinet(clock, options.lines, random('lines'));
  const around = { documentPrinter, scanner, keypad, lines };
  const bench = createBench({ seed, clock, now, stateDir, random, ...around, settings: options });
  mkdirSync(stateDir, { recursive: true });
  const identity = options.offline ? await officeIdentity(stateDir) : null;
  const backOffice = await startBackOffice({
    ...(identity && { offlineIdentity: identity.identity }),
    now,
    random: random('back office'),
    services: options.services ?? [],
    ...(options.isHoliday && { isHoliday: options.isHoliday }),
    ...(options.secureBytes && { secureBytes: options.secureBytes }),
    store: join(stateDir, 'back-office.db'),
  });
  const recorded = mapDeviceKinds((name) => DEVICES[name].recorded(options));
  const wire = createWireLog({ now, clock, devices: onlyRecorded(recorded) });
  const chip = options.chip
    ? await chipReader({
        zones: bench.devices.reader.simulator,
        clock,
        random: random('chip'),
        stateDir,
        watch: (link, decoder) => wire.show('reader', link, decoder),
      })
    : null;
  return {
    chipReader: chip,
    links: mapDeviceKinds((name): LinkFactory => {
      const watch = recorded[name] === null ? wire.show : wire.watch;
      return watch(name, bench.cables[name].host, () => DEVICES[name].decoder(options));
    }),
    documentPrinter: bench.documentPrinter?.post,
    scanner: bench.scanner?.cable,
    staff: SIMULATED_STAFF,
    keypad: bench.keypad?.cable,
    lines: bench.lines?.port,
    backOfficeUrl: backOffice.url,
    officeRecipient: identity?.recipient ?? null,
    seal: async () => Uint8Array.from((await import('../back-office/documents/seal.ts')).sampleSeal().certificate.raw),
    dock: (app, machine) => serveDock(app, { bench, backOffice, wire, machine, pageDir: options.pageDir }),
    async close() {
      chip?.close();
      bench.close();
      await backOffice.close();
    },
  };
}

async function officeIdentity(stateDir: string) {
  const { readOfficeUnsealingKey } = await import('./office-identity.ts');
  return readOfficeUnsealingKey(join(stateDir, 'back-office.age'));
}

async function openDocumentPrinter(clock: Clock, stateDir: string): Promise<DocumentPrinterOnBench> {
  const { createDocumentPrinterOnBench } = await import('../bench/document-printer.ts');
  return createDocumentPrinterOnBench({ clock, file: stateFile(join(stateDir, 'documentPrinter.json')) });
}

async function openScanner(clock: Clock, model: ScannerModelName): Promise<ScannerOnBench> {
  const { createScannerOnBench } = await import('../bench/scanner.ts');
  return createScannerOnBench({ clock, model });
}

async function openKeypad(clock: Clock, model: KeypadModelName): Promise<KeypadOnBench> {
  const { createKeypadOnBench } = await import('../bench/keypad.ts');
  return createKeypadOnBench({ clock, model });
}

async function openCabinet(clock: Clock, map: LineMap, random: () => number): Promise<LinesOnBench> {
  const { createLinesOnBench } = await import('../bench/lines.ts');
  return createLinesOnBench({ clock, map, random });
}

/** Making certificates takes a while. */
async function chipReader(options: ChipReaderOptions): Promise<SimulatedChipReader> {
  const { createChipReaderSimulator } = await import('../id-reader/chip-reader/chip-reader.ts');
  return createChipReaderSimulator(options);
}

const onlyRecorded = (devices: Readonly<Record<CabledDeviceKind, RecordedDeviceSettings | null>>) =>
  Object.fromEntries(Object.entries(devices).filter(([, device]) => device !== null)) as Partial<
    Record<CabledDeviceKind, RecordedDeviceSettings>
  >;

/** Own streams: draws of one part do not affect other parts. A new part gets the next stream. */
function randomStreams({ seed, chip }: SimulatorsOptions): (who: string) => () => number {
  const who = [
    'reader',
    'terminal',
    'printer',
    'terminal itself',
    'back office',
    ...(chip ? ['chip'] : []),
    'billValidator',
  ];
  return (name) => {
    if (!who.includes(name)) who.push(name);
    return seededRandom(seed + who.indexOf(name));
  };
}
