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
import { ACCEPT_COMMAND } from './program-accept.ts';
import { BACKUP_COMMANDS } from './program-backup.ts';
import { BADGE_COMMAND } from './program-badge.ts';
import { BYTE_COMMANDS } from './program-bytes.ts';
import { CASSETTE_COMMAND } from './program-cassette.ts';
import { CATALOGUE_COMMAND } from './program-catalogue.ts';
import { DEVICE_COMMANDS } from './program-devices.ts';
import { DOCTOR_COMMAND } from './program-doctor.ts';
import { ENROL_COMMAND } from './program-enrol.ts';
import { FIND_COMMAND } from './program-find.ts';
import { GLASS_COMMAND } from './program-glass.ts';
import { LEDGER_COMMAND } from './program-ledger.ts';
import { MAINTENANCE_COMMAND } from './program-maintenance.ts';
import { PROVISION_COMMAND } from './program-provision.ts';
import { SERVICE_COMMAND } from './program-service.ts';
import { SETTINGS_COMMAND } from './program-settings.ts';
import { SIMULATE_COMMAND } from './program-simulate.ts';
import { STEWARD_COMMAND } from './program-steward.ts';
import { TRANSPARENCY_COMMAND } from './program-transparency.ts';
import { VERIFY_COMMAND } from './program-verify.ts';

/**
 * The whole command line, or only `run`. Each command imports its module when it runs. So a starting kiosk does not load the others,
 * which saves a tenth of its cold start.
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
      DOCTOR_COMMAND,
      EXPLAIN,
      PROVISION_COMMAND,
      FIND_COMMAND,
      ...BYTE_COMMANDS,
      ...DEVICE_COMMANDS,
      SIMULATE_COMMAND,
      CATALOGUE_COMMAND,
      LEDGER_COMMAND,
      CASSETTE_COMMAND,
      ENROL_COMMAND,
      ...BACKUP_COMMANDS,
      SETTINGS_COMMAND,
      TRANSPARENCY_COMMAND,
      VERIFY_COMMAND,
      TECHNICIAN,
      SERVICE_COMMAND,
      MAINTENANCE_COMMAND,
      BADGE_COMMAND,
      ACCEPT_COMMAND,
      REPLAY,
      GLASS_COMMAND,
      STEWARD_COMMAND,
    ],
    context,
  );
  addHelp(root, {
    notes:
      'Exit code: 0 for success, 1 for a failure, 2 for wrong use or a malformed file,' +
      '\n3 if `run` must not serve because this machine is not provisioned. One line on standard error has the error and the fix.',
    examples: ['asan-kiosk run --simulate', 'asan-kiosk doctor --profile provisioning/profiles/cabinet-a.yaml'],
  });
  return root;
}

const RUN: CommandSpec = {
  name: 'run',
  does: 'Start the kiosk',
  options: [
    [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; with --simulate the default is a simulated one`],
    ['--simulate', 'start the simulators beside the kiosk: no hardware is needed'],
    ['--seed <number>', 'seed of the random numbers of the simulators (default 1)', parseSeed],
    ['--port <number>', 'port of the page (default: from the profile)', parsePort],
    ['--record <folder>', 'record the wires into a trace in this folder; only simulated devices'],
    ['--record-personal-data', 'also record real devices: zones, names, data of cards'],
    ['--log', 'write the log to standard error instead of to kiosk.jsonl beside the ledger'],
    ['--json', 'print the addresses as one JSON value'],
  ],
  insteadOfProfile: ['simulate'],
  run: async () => (await import('./run/run.ts')).run,
  notes:
    'Prints the addresses when the first screen is ready and reader, terminal and printer were asked. Ends with Ctrl-C.',
  examples: [
    'asan-kiosk run --simulate',
    'asan-kiosk run --simulate --port 8090 --seed 7',
    'asan-kiosk run --profile /etc/asan-kiosk/profile.yaml --log',
  ],
};

const EXPLAIN: CommandSpec = {
  name: 'explain <code>',
  does: 'Print what a code means and what to do, step by step',
  options: [JSON_OPTION],
  run: async () => (await import('./explain/explain.ts')).explain,
  notes:
    'Codes are on the screen, in the log, and in brackets in the output of commands. Exit code 2 for an unknown code.',
  examples: ['asan-kiosk explain PRN-111', 'asan-kiosk explain LDG-102 --json'],
};

const TECHNICIAN: CommandSpec = {
  name: 'technician',
  does: "Print a code for the technician's page of this kiosk",
  options: [
    PROFILE_OPTION,
    ['--port <number>', 'port of the kiosk (default: from the profile)', parsePort],
    JSON_OPTION,
  ],
  run: async () => (await import('./technician/technician.ts')).technician,
  notes:
    'The code opens the page once, within ten minutes, on this machine. It shows devices, open applications, the clock and the last' +
    '\nlog lines, and can retry all open applications at once. Run this command as the user of the kiosk or as root.',
  examples: ['asan-kiosk technician', 'asan-kiosk technician --profile /etc/asan-kiosk/profile.yaml --json'],
};

const REPLAY: CommandSpec = {
  name: 'replay <trace>',
  does: 'Run a recorded wire against the drivers, faster than real time',
  options: [['--words', 'only print the wire in words: run no driver, compare nothing'], EVENTS_OPTION],
  run: async () => (await import('./replay/replay.ts')).replayTrace,
  notes:
    'Prints the wire in words and the events of the drivers. Exit code 1 if a driver writes other bytes than in the trace;' +
    '\nthe first difference is printed. A trace of `simulate --record` lacks the calls to the driver,' +
    '\nso a driver cannot repeat it: read it with --words.',
  examples: [
    'asan-kiosk replay kiosk.trace',
    'asan-kiosk replay printer.trace --json',
    'asan-kiosk replay simulated.trace --words',
  ],
};
