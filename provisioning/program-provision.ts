import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';

const ROOT_OPTION = [
  '--root <folder>',
  'not this machine but an image below this folder: files alone, no services',
] as const;

/** From a bare machine to a kiosk. */
export const PROVISION: CommandSpec = {
  name: 'provision',
  does: 'Make this machine a kiosk: from the signed order of the office, or by an interview',
  options: [
    ['--from <place>', 'a signed order: a file, or the folder with order.yaml, such as a stick'],
    ['--scan', 'wait for the code of the office at the scanner of the kiosk, and fetch the order'],
    ['--code <text>', 'the same with the text below the code'],
    ['--ask', 'ask here what the kiosk is, also where there is a profile already'],
    ['--kiosk <id>', 'which kiosk of the order this is'],
    ['--devices', 'look for the devices of the profile anew: after one was replaced or put elsewhere'],
    ['--yes', 'ask nobody: take the devices that are certain, and stop a running kiosk for the search'],
    ['--check', 'change nothing, and say what would be changed; exit code 1 where something would'],
    ROOT_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./provision/command/provision.ts')).provision,
  notes:
    'Run as root. Without --from, --scan, --code and --ask it takes the profile that is here and brings up to date what follows from it;' +
    '\nwhere there is none it asks. Everything is checked before the first file is written: a wrong, torn, unsigned or old order changes' +
    '\nnothing. With --devices a running kiosk is stopped for the search, after its visit, and started again; what USBGuard shuts out is let in for' +
    '\nit. A device that is where it was keeps its place and its settings. What was there before is kept for `provision undo`.' +
    '\nRun again it changes nothing; after a power cut it goes on.',
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
      does: 'Put back what the last `provision` replaced',
      options: [ROOT_OPTION, JSON_OPTION],
      run: async () => (await import('./provision/command/undo.ts')).undoProvision,
      notes: 'Once: what was before that is not kept. The serial of the newest order stays remembered. Run as root.',
      examples: ['asan-kiosk provision undo', 'asan-kiosk provision undo --root /srv/image --json'],
    },
    {
      name: 'trust',
      does: 'Install the key by which orders are believed',
      takes: [['<file>', 'the public key of the office (minisign), with its .minisig where there is a key already']],
      options: [
        ['--fingerprint <hex>', 'the fingerprint on the sheet of the office; without it the command asks'],
        ROOT_OPTION,
        JSON_OPTION,
      ],
      run: async () => (await import('./provision/command/trust.ts')).trustKey,
      notes:
        'The first key is believed by its fingerprint, which comes on another way than the file. Each later one is signed by the one before:' +
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
        'The office runs it where the key was made, and prints the sheet there. A technician types the fingerprint from that sheet:' +
        '\na fingerprint of the file on the stick proves nothing.' +
        '\nIt is the first half of the SHA-256 of the 32 bytes of the key: /usr/share/doc/asan-kiosk/operating.md.gz shows how other tools compute it.',
      examples: [
        'asan-kiosk provision fingerprint provision.pub',
        'asan-kiosk provision fingerprint provision.pub --json',
      ],
    },
  ],
};
