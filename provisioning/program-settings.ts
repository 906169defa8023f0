import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

const ALL = '--all';

/** What was changed on the machine since the kiosk was provisioned. */
export const SETTINGS: CommandSpec = {
  name: 'settings',
  does: 'Compare the settings of this machine with those when the kiosk was provisioned, and put them back',
  examples: ['sudo asan-kiosk settings list', 'sudo asan-kiosk settings restore /etc/hosts'],
  below: [
    {
      name: 'list',
      does: 'Name each setting that was added, changed or removed',
      options: [JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).listSettings,
      notes:
        'Compares every file of /etc, /usr/local, the tables of cron, the dot files of homes, and what GRUB reads. Left out: files that change by' +
        '\nthemselves, files that an update of Debian brought, and files of the kiosk that other checks of doctor judge. A secret is compared by' +
        '\nits digest and never shown. Exit code 1 when something differs. Run as root.',
      examples: ['sudo asan-kiosk settings list', 'sudo asan-kiosk settings list --json'],
    },
    {
      name: 'restore',
      does: 'Put settings back as they were, and remove those that were added',
      takes: [['[paths...]', 'whole paths; a folder means each setting below it']],
      options: [[ALL, 'each setting that differs'], JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).restoreSettings,
      notes:
        'Content, mode and owner. Each file is whole or as before, after a power cut too. What was added is deleted. The last line says what makes' +
        '\nit effective. The content of secrets is not kept: of them it puts back mode and owner. Run as root.',
      examples: [
        'sudo asan-kiosk settings restore /etc/systemd/network/20-wired.network',
        'sudo asan-kiosk settings restore /etc/sysctl.d /etc/modprobe.d --json',
        'sudo asan-kiosk settings restore --all',
      ],
    },
    {
      name: 'keep',
      does: 'Take settings as right as they are now, because your staff changed them on purpose',
      takes: [['[paths...]', 'whole paths; a folder means each setting below it']],
      options: [[ALL, 'the present state of every setting'], JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).keepSettings,
      notes:
        'From then on doctor compares with this state. `provision` and `restore` of a backup do the same for all. Run as root.',
      examples: [
        'sudo asan-kiosk settings keep /etc/systemd/network/20-wired.network',
        'sudo asan-kiosk settings keep --all --json',
      ],
    },
  ],
};
