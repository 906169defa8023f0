import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

const ROOT_OPTION = [
  '--root <folder>',
  'provision an image below this folder, not this machine: only files, no services',
] as const;

export const PROVISION_COMMAND: CommandSpec = {
  name: 'provision',
  does: 'Make this machine a kiosk: from the signed order of the office, or by an interview',
  options: [
    ['--from <place>', 'a signed order: a file, or the folder with order.yaml, such as a stick'],
    ['--scan', 'wait for the code of the office at the scanner of the kiosk, and fetch the order'],
    ['--code <text>', 'like --scan, but with the text that is printed below the code'],
    ['--ask', 'ask the questions here, even if there is a profile'],
    ['--kiosk <id>', 'the id of this kiosk in the order'],
    ['--devices', 'search the devices of the profile again, after one was replaced or moved'],
    ['--yes', 'no questions: accept the certain devices, and stop a running kiosk for the search'],
    [
      '--check',
      'change nothing and list the changes; exit code 1 if there are any, or if the profile differs from the last order',
    ],
    ROOT_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./provision/command/provision.ts')).provision,
  notes:
    'Run as root. Without --from, --scan, --code and --ask it uses the existing profile and updates all that is made from it;' +
    '\nwithout a profile it asks. Everything is checked before the first file is written: a wrong, incomplete, unsigned or old order changes' +
    '\nnothing. With --devices a running kiosk is stopped for the search, after its visit, and started again; blocked USB devices are allowed for' +
    '\nthe search. A device at its old place keeps its place and its settings. The earlier files are kept for `provision undo`.' +
    '\nA second run changes nothing; after a power cut it continues.',
  examples: [
    'asan-kiosk provision --from /media/stick --kiosk K5',
    'asan-kiosk provision --scan',
    'asan-kiosk provision --devices --yes',
    'asan-kiosk provision --from order.yaml --check --json',
    'asan-kiosk provision --from order.yaml --yes --root /srv/image',
  ],
  below: [
    {
      name: 'undo',
      does: 'Undo the last `provision`',
      options: [ROOT_OPTION, JSON_OPTION],
      run: async () => (await import('./provision/command/undo.ts')).undoProvision,
      notes: 'Only once: older states are not kept. The serial of the newest order is still remembered. Run as root.',
      examples: ['asan-kiosk provision undo', 'asan-kiosk provision undo --root /srv/image --json'],
    },
    {
      name: 'trust',
      does: 'Install the key that verifies orders',
      takes: [['<file>', 'the public key of the office (minisign), with its .minisig if a key is installed already']],
      options: [
        ['--fingerprint <hex>', 'the fingerprint on the sheet of the office; without it the command asks'],
        ROOT_OPTION,
        JSON_OPTION,
      ],
      run: async () => (await import('./provision/command/trust.ts')).trustKey,
      notes:
        'The first key is trusted by its fingerprint, which must not come with the file. Each later key is signed with the key before:' +
        '\nminisign -S -s OLD.key -m provision.pub. Run as root.',
      examples: [
        'asan-kiosk provision trust /media/stick/provision.pub --fingerprint 3f2a-9c01-77be-e410-5d2c-88aa-01f9-64b3',
        'asan-kiosk provision trust provision.pub --root /srv/image --json',
      ],
    },
    {
      name: 'fingerprint',
      does: 'Print the fingerprint of a public key, for the sheet of the office',
      takes: [['<file>', 'the public key of the office (minisign)']],
      options: [JSON_OPTION],
      run: async () => (await import('./provision/command/fingerprint.ts')).showFingerprint,
      notes:
        'The office runs this command on the machine that has the key, and prints the sheet there. A technician types the fingerprint from that sheet:' +
        '\na fingerprint of the file on the stick proves nothing.' +
        '\nIt is the first half of the SHA-256 of the 32 bytes of the key: /usr/share/doc/asan-kiosk/operating.md.gz shows how other tools compute it.',
      examples: [
        'asan-kiosk provision fingerprint provision.pub',
        'asan-kiosk provision fingerprint provision.pub --json',
      ],
    },
  ],
};
