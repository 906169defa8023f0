import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseInterval } from './command/options.ts';

export const DOCTOR_COMMAND: CommandSpec = {
  name: 'doctor',
  does: 'Check this machine, every device of a profile, the back office and the ledger',
  options: [
    [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; without one, the parts for \`run --simulate\` are checked`],
    ['--watch [seconds]', 'repeat the checks and print changes, until Ctrl-C (default: every 10 s)', parseInterval],
    JSON_OPTION,
  ],
  run: async () => (await import('./doctor/doctor.ts')).doctor,
  notes: [
    'Each line is ok, warn (the kiosk serves, but a technician should act), fail, or skip (not checked, or nothing to check;' +
      '\nthe line says why). A line with warn or fail has the expected state and the fix for this cause. Nothing is changed. While a' +
      '\nkiosk runs here, its devices are not touched: the kiosk is asked instead. Run it with sudo: otherwise checks that need root' +
      '\nare skipped. Each check has 15 seconds and all together a minute (more on a slow machine); a terminal shows the running checks.',
    'Exit code 0 if no check fails, also with warnings; 1 if a check fails; 2 for wrong use.',
  ],
  examples: [
    'asan-kiosk doctor',
    'sudo asan-kiosk doctor --watch',
    'asan-kiosk doctor --profile /etc/asan-kiosk/profile.yaml --json',
  ],
};
