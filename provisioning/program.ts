import type { Command } from 'commander';
import { ownVersion } from '../device/files/own-version.ts';
import {
  addCommands,
  addHelp,
  type CommandSpec,
  createRoot,
  EVENTS_OPTION,
  JSON_OPTION,
  PROFILE_OPTION,
} from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import { parsePort, parseSeed } from './command/options.ts';
import type { CliOutcome } from './command/outcome.ts';
import { ACCEPT } from './program-accept.ts';
import { BACKUP_COMMANDS } from './program-backup.ts';
import { BYTE_COMMANDS } from './program-bytes.ts';
import { CATALOGUE } from './program-catalogue.ts';
import { DEVICE_COMMANDS } from './program-devices.ts';
import { DOCTOR } from './program-doctor.ts';
import { ENROL } from './program-enrol.ts';
import { FIND } from './program-find.ts';
import { GLASS } from './program-glass.ts';
import { LEDGER } from './program-ledger.ts';
import { PROVISION } from './program-provision.ts';
import { SETTINGS } from './program-settings.ts';
import { SIMULATE } from './program-simulate.ts';
import { TRANSPARENCY } from './program-transparency.ts';
import { VERIFY } from './program-verify.ts';

/**
 * The whole command line, or only `run` of it. Each command's module is imported when it runs and not before: a kiosk that
 * starts loads nothing of the others, and does not describe them either (a tenth of its cold start).
 */
export function createProgram(io: Io, report: (outcome: CliOutcome) => void, onlyRun = false): Command {
  const context = { io, report };
  const root = createRoot(io)
    .description('The self-service window of a public-service centre: the kiosk, and the tools for its devices.')
    .version(ownVersion, '-V, --version', 'print the version of this build');
  addCommands(root, [RUN], context);
  if (onlyRun) return root;
  addCommands(
    root,
    [
      DOCTOR,
      EXPLAIN,
      PROVISION,
      FIND,
      ...BYTE_COMMANDS,
      ...DEVICE_COMMANDS,
      SIMULATE,
      CATALOGUE,
      LEDGER,
      ENROL,
      ...BACKUP_COMMANDS,
      SETTINGS,
      TRANSPARENCY,
      VERIFY,
      TECHNICIAN,
      ACCEPT,
      REPLAY,
      GLASS,
    ],
    context,
  );
  addHelp(root, {
    notes:
      'Exit code: 0 when it worked, 1 when it failed, 2 when it was used wrongly or a file it was given is malformed,' +
      '\n3 when `run` must not serve because this machine is not provisioned; then one line on standard error says what is wrong and what to do.',
    examples: ['asan-kiosk run --simulate', 'asan-kiosk doctor --profile provisioning/profiles/cabinet-a.yaml'],
  });
  return root;
}

const RUN: CommandSpec = {
  name: 'run',
  does: 'Start the kiosk',
  options: [
    [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; with --simulate a simulated one unless told`],
    ['--simulate', 'start the simulators beside the kiosk: no hardware is needed'],
    ['--seed <number>', 'the seed of what chance decides in the simulators (1 unless told)', parseSeed],
    ['--port <number>', 'the port of the page, instead of the one in the profile', parsePort],
    ['--record <folder>', 'record the wires into a trace in this folder; of simulated devices only'],
    ['--record-personal-data', 'record real devices too: zones, names, what the terminal says of cards'],
    ['--log', 'write the log to standard error instead of to kiosk.jsonl beside the ledger'],
    ['--json', 'print the addresses as one JSON value'],
  ],
  insteadOfProfile: ['simulate'],
  run: async () => (await import('./run/run.ts')).run,
  notes:
    'Prints the addresses when the first screen is served and reader, terminal and printer have been asked. Ends with Ctrl-C.',
  examples: [
    'asan-kiosk run --simulate',
    'asan-kiosk run --simulate --port 8090 --seed 7',
    'asan-kiosk run --profile /etc/asan-kiosk/profile.yaml --log',
  ],
};

const EXPLAIN: CommandSpec = {
  name: 'explain <code>',
  does: 'Say what a code means and what to do, step by step',
  options: [JSON_OPTION],
  run: async () => (await import('./explain/explain.ts')).explain,
  notes:
    'A code stands on the screen, in the log, and in brackets in what the commands say. Exit code 2 when there is no such code.',
  examples: ['asan-kiosk explain PRN-111', 'asan-kiosk explain LDG-102 --json'],
};

const TECHNICIAN: CommandSpec = {
  name: 'technician',
  does: "Print a code for the technician's page of the kiosk that runs here",
  options: [
    PROFILE_OPTION,
    ['--port <number>', 'the port of the kiosk, instead of the one in the profile', parsePort],
    JSON_OPTION,
  ],
  run: async () => (await import('./technician/technician.ts')).technician,
  notes:
    'The code opens the page once, within ten minutes, on this machine. It shows devices, what is owed, the clock and the last lines' +
    '\nof the log, and can have everything that is owed tried at once. Run it as the user of the kiosk or as root.',
  examples: ['asan-kiosk technician', 'asan-kiosk technician --profile /etc/asan-kiosk/profile.yaml --json'],
};

const REPLAY: CommandSpec = {
  name: 'replay <trace>',
  does: 'Run a recorded wire against the drivers, faster than it happened',
  options: [['--words', 'only print the wire in words: run no driver, compare nothing'], EVENTS_OPTION],
  run: async () => (await import('./replay/replay.ts')).replayTrace,
  notes:
    'Prints the wire in words and what the drivers made of it. Exit code 1 when a driver does not write what it wrote' +
    '\nthen, byte for byte: the first difference is named. A trace of `simulate --record` does not say what the driver' +
    '\nwas asked, so a driver cannot repeat it: read it with --words.',
  examples: [
    'asan-kiosk replay kiosk.trace',
    'asan-kiosk replay printer.trace --json',
    'asan-kiosk replay simulated.trace --words',
  ],
};
