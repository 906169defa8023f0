import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseInterval } from './command/options.ts';

export const DOCTOR: CommandSpec = {
  name: 'doctor',
  does: 'Check this machine, every device of a profile, the back office and the ledger',
  options: [
    [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; without one, what \`run --simulate\` needs is checked`],
    [
      '--watch [seconds]',
      'look again and again, and print what has changed, until Ctrl-C (every 10 s unless told)',
      parseInterval,
    ],
    JSON_OPTION,
  ],
  run: async () => (await import('./doctor/doctor.ts')).doctor,
  notes: [
    'Each line is ok, warn (the kiosk serves, and somebody should see to it), fail, or skip (left out, with the reason). What is' +
      '\nnot ok comes with what it should be and the fix for this cause. Nothing is changed. While a kiosk runs here its devices are' +
      '\nnot touched: the kiosk is asked instead. Run it with sudo: what only root may look at is otherwise left out.' +
      '\nEach check has 15 seconds and all of them a minute; a terminal shows what is waited for.',
    'Exit code 0 when nothing fails, also with warnings; 1 when something fails; 2 when it was used wrongly.',
  ],
  examples: [
    'asan-kiosk doctor',
    'sudo asan-kiosk doctor --watch',
    'asan-kiosk doctor --profile /etc/asan-kiosk/profile.yaml --json',
  ],
};
