import type { Command } from 'commander';
import { version } from '../package.json';
import {
  addCommand,
  type CommandContext,
  createRoot,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import { parsePort, parseSeed } from './command/options.ts';
import type { CliOutcome } from './command/outcome.ts';
import type { DoctorOptions } from './doctor/doctor.ts';
import { addByteCommands } from './program-bytes.ts';
import { addDeviceCommands } from './program-devices.ts';
import { addLedgerCommands } from './program-ledger.ts';
import { addSimulateCommands } from './program-simulate.ts';
import { addTransparencyCommands } from './program-transparency.ts';
import type { ReplayOptions } from './replay/replay.ts';
import type { RunOptions } from './run/run.ts';
import type { TechnicianOptions } from './technician/technician.ts';

/**
 * The whole command line, or only `run` of it. Each command's module is imported when it runs and not before: a kiosk that
 * starts loads nothing of the others, and does not describe them either (a tenth of its cold start).
 */
export function createProgram(io: Io, report: (outcome: CliOutcome) => void, onlyRun = false): Command {
  const context: CommandContext = { io, report };
  const root = createRoot(io)
    .description('The self-service window of a public-service centre: the kiosk, and the tools for its devices.')
    .version(version, '-V, --version', 'print the version');
  addRun(root, context);
  if (onlyRun) return root;
  addDoctor(root, context);
  addByteCommands(root, context);
  addDeviceCommands(root, context);
  addSimulateCommands(root, context);
  addLedgerCommands(root, context);
  addTransparencyCommands(root, context);
  addTechnician(root, context);
  addReplay(root, context);
  notes(
    root,
    'Exit code: 0 when it worked, 1 when it failed, 2 when it was used wrongly or a file it was given is malformed;' +
      '\nthen one line on standard error says what is wrong and what to do.',
  );
  return examples(root, [
    'asan-kiosk run --simulate',
    'asan-kiosk doctor --profile provisioning/profiles/cabinet-a.yaml',
  ]);
}

function addRun(root: Command, { io, report }: CommandContext): void {
  const run = addCommand(root, 'run', 'Start the kiosk')
    .option(PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; with --simulate it may be left out`)
    .option('--simulate', 'start the simulators beside the kiosk: no hardware is needed')
    .option('--seed <number>', 'the seed of what chance decides in the simulators (1 unless told)', parseSeed)
    .option('--port <number>', 'the port of the page, instead of the one in the profile', parsePort)
    .option('--record <folder>', 'record the wires into a trace in this folder; of simulated devices only')
    .option('--record-personal-data', 'record real devices too: zones, names, what the terminal says of cards')
    .option('--log', 'write the log to standard error instead of to kiosk.jsonl beside the ledger')
    .option('--json', 'print the addresses as one JSON value')
    .action(async (options: RunOptions) => {
      const { run: start } = await import('./run/run.ts');
      report(await start(options, io));
    });
  notes(
    run,
    'Prints the addresses when the first screen is served and reader, terminal and printer have been asked. Ends with Ctrl-C.',
  );
  examples(run, [
    'asan-kiosk run --simulate',
    'asan-kiosk run --simulate --port 8090 --seed 7',
    'asan-kiosk run --profile /etc/asan-kiosk/profile.yaml --log',
  ]);
}

function addDoctor(root: Command, { io, report }: CommandContext): void {
  const doctor = addCommand(root, 'doctor', 'Check this machine and every device of a profile')
    .option(PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; without it, what \`run --simulate\` needs is checked`)
    .option(...JSON_OPTION)
    .action(async (options: DoctorOptions) => {
      const { doctor: check } = await import('./doctor/doctor.ts');
      report(await check(options, io));
    });
  notes(
    doctor,
    'Each line is ok, warn or fail; what is not ok comes with its fix. While a kiosk runs here its devices are not' +
      '\ntouched: the kiosk is asked instead. Exit code 1 when something fails.',
  );
  examples(doctor, ['asan-kiosk doctor', 'asan-kiosk doctor --profile /etc/asan-kiosk/profile.yaml --json']);
}

function addTechnician(root: Command, { io, report }: CommandContext): void {
  const page = addCommand(root, 'technician', "Print a code for the technician's page of the kiosk that runs here")
    .option(...PROFILE_OPTION)
    .option('--port <number>', 'the port of the kiosk, instead of the one in the profile', parsePort)
    .option(...JSON_OPTION)
    .action(async (options: TechnicianOptions) => {
      const { technician } = await import('./technician/technician.ts');
      report(await technician(options, io));
    });
  notes(
    page,
    'The code opens the page once, within ten minutes, on this machine. It shows devices, what is owed, the clock and the last lines' +
      '\nof the log, and can have everything that is owed tried at once. Run it as the user of the kiosk or as root.',
  );
  examples(page, ['asan-kiosk technician', 'asan-kiosk technician --profile /etc/asan-kiosk/profile.yaml --json']);
}

function addReplay(root: Command, { io, report }: CommandContext): void {
  const replay = addCommand(root, 'replay <trace>', 'Run a recorded wire against the drivers, faster than it happened')
    .option('--json', 'print every event as one JSON value a line')
    .action(async (file: string, options: ReplayOptions) => {
      const { replayTrace } = await import('./replay/replay.ts');
      report(await replayTrace(file, options, io));
    });
  notes(
    replay,
    'Prints the wire in words and what the drivers made of it. Exit code 1 when a driver does not write what it wrote' +
      '\nthen, byte for byte: the first difference is named.',
  );
  examples(replay, ['asan-kiosk replay kiosk.trace', 'asan-kiosk replay printer.trace --json']);
}
