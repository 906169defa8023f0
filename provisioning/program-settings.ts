import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

const ALL = '--all';

export const SETTINGS_COMMAND: CommandSpec = {
  name: 'settings',
  does: 'Compare the settings of this machine with those at provisioning, and restore them',
  examples: ['sudo asan-kiosk settings list', 'sudo asan-kiosk settings restore /etc/hosts'],
  below: [
    {
      name: 'list',
      does: 'List each setting that was added, changed or removed',
      options: [JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).listSettings,
      notes:
        'Compares every file of /etc, /usr/local, the tables of cron, the dot files of homes, and the files of GRUB.' +
        '\nNot compared: files that change by themselves, files that an update of Debian brought, and files of the kiosk that other checks of doctor cover.' +
        '\nA secret is compared by its digest and never shown. Exit code 1 if there is a difference. Run as root.',
      examples: ['sudo asan-kiosk settings list', 'sudo asan-kiosk settings list --json'],
    },
    {
      name: 'restore',
      does: 'Restore settings, and remove added ones',
      takes: [['[paths...]', 'whole paths; a folder means each setting below it']],
      options: [[ALL, 'each setting that differs'], JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).restoreSettings,
      notes:
        'Restores content, mode and owner. Each file is complete or unchanged, also after a power cut. Added files are deleted. The last line has the' +
        '\ncommand that puts the restored settings into effect. The content of secrets is not kept: only their mode and owner are restored. Run as root.',
      examples: [
        'sudo asan-kiosk settings restore /etc/systemd/network/20-wired.network',
        'sudo asan-kiosk settings restore /etc/sysctl.d /etc/modprobe.d --json',
        'sudo asan-kiosk settings restore --all',
      ],
    },
    {
      name: 'keep',
      does: 'Accept the present settings, because your staff changed them on purpose',
      takes: [['[paths...]', 'whole paths; a folder means each setting below it']],
      options: [[ALL, 'the present state of every setting'], JSON_OPTION],
      run: async () => (await import('./settings/command.ts')).acceptSettings,
      notes:
        'From then on doctor compares with this state. `provision` and `restore` of a backup do the same for all. Run as root.',
      examples: [
        'sudo asan-kiosk settings keep /etc/systemd/network/20-wired.network',
        'sudo asan-kiosk settings keep --all --json',
      ],
    },
  ],
};
