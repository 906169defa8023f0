import type { ListeningPrinter } from '../../simulators/document-printer/http.ts';
import type { DocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { type SimulatedDevice, type SimulatedDeviceNews, wrapSimulator } from './device.ts';
import { createEventOutput } from './event-output.ts';
import { runInputLines } from './input-lines.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

export interface SimulateDocumentPrinterOptions {
  readonly port: number;
  readonly json?: true;
}

/** Simulates a sheet printer for any IPP client. Lines of input steer it. It stores no printed page. */
export async function simulateDocumentPrinter(options: SimulateDocumentPrinterOptions, io: Io): Promise<CliOutcome> {
  const [{ createDocumentPrinterSimulator }, { listenHttp }] = await Promise.all([
    import('../../simulators/document-printer/printer.ts'),
    import('../../simulators/document-printer/http.ts'),
  ]);
  const printer = createDocumentPrinterSimulator({ clock: io.clock });
  let listening: ListeningPrinter;
  try {
    listening = await listenHttp(printer, options.port);
  } catch (error) {
    printer.close();
    return failed(`the printer did not start: ${describeSystemError(error)}; name another --port`);
  }
  const output = createEventOutput(options.json === true, io);
  const device = simulated(printer);
  const look = () => output.look(device);
  const link = `ipp://127.0.0.1:${listening.port}/ipp/print`;
  output.say('ready', { kind: 'documentPrinter', link }, `asan-kiosk document-printer status --link ${link}`);
  look();
  device.onChange(look);
  await runInputLines(
    [...printerVerbs(printer), ...cableVerbs(listening), ...faultVerbs(printer.faults)],
    output,
    look,
    io,
  );
  printer.close();
  await listening.close();
  return done;
}

const printerVerbs = (printer: DocumentPrinterSimulator): readonly SimulatorVerb[] => [
  amount('paper', 'sheets in the tray', 250, (sheets) => printer.setPaper(sheets)),
  amount('toner', 'percent of toner', 100, (percent) => printer.setToner(percent)),
  plainVerb('cover open', 'open the cover', () => printer.openCover()),
  plainVerb('cover close', 'close the cover', () => printer.closeCover()),
  plainVerb('clear jam', 'take the stuck sheet out', () => printer.clearJam()),
  plainVerb('empty output', 'take the sheets out of the output tray', () => printer.emptyOutput()),
  plainVerb('hold', 'print no further sheet', () => printer.hold(true)),
  plainVerb('release', 'end the hold, and print further sheets', () => printer.hold(false)),
  plainVerb('power off and on', 'switch the printer off and on: it loses its waiting jobs', () => printer.powerCycle()),
];

const amount = (name: string, of: string, most: number, set: (count: number) => void): SimulatorVerb => ({
  name,
  takes: `<0 to ${most}>`,
  does: `set the number: ${of}`,
  run(rest) {
    if (!/^\d{1,3}$/.test(rest) || Number(rest) > most) return `how many ${of}? 0 to ${most}`;
    set(Number(rest));
    return undefined;
  },
});

const cableVerbs = (listening: ListeningPrinter): readonly SimulatorVerb[] => [
  {
    name: 'unplug',
    does: 'pull the network cable of the printer',
    run: () => listening.unplug().then(() => undefined),
  },
  {
    name: 'plug',
    does: 'plug the network cable in again',
    run: () =>
      listening.plug().then(
        () => undefined,
        (error: unknown) => describeSystemError(error),
      ),
  },
];

function simulated(printer: DocumentPrinterSimulator): SimulatedDevice {
  let told = 0;
  return wrapSimulator(printer, {
    verbs: [],
    decoder: () => () => [],
    state: () => ({ ...printer.condition(), ...levels(printer), jobs: waitingJobs(printer) }),
    stateWords({ state, reasons, sheetsLeft, jobs }) {
      const waiting = jobs.map(({ name, state: its }) => `${name} ${its}`);
      return [state, ...reasons, `${sheetsLeft} sheets left`, ...waiting].join(', ');
    },
    news(): readonly SimulatedDeviceNews[] {
      const fresh = printer.sheets().slice(told);
      told += fresh.length;
      return fresh.map(({ jobId, copy, page }) => ({
        event: 'sheet',
        fields: { jobId, copy, page },
        words: `job ${jobId}, copy ${copy}, page ${page}`,
      }));
    },
  });
}

const levels = (printer: DocumentPrinterSimulator) => {
  const { sheetsLeft, tonerPercent } = printer.state();
  return { sheetsLeft, tonerPercent: Math.ceil(tonerPercent) };
};

const waitingJobs = (printer: DocumentPrinterSimulator) =>
  printer
    .jobs()
    .filter(({ state }) => state.startsWith('p'))
    .map(({ id, name, state, done }) => ({ jobId: id, name, state, sheets: done }));
